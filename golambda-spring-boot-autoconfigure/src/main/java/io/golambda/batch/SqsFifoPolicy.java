package io.golambda.batch;

import java.util.Map;
import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * A FIFO queue of Amazon SQS: messages of one group are in order, groups are independent
 * of one another.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
final class SqsFifoPolicy implements BatchPolicy {

	// not by the message group: fair queues give one to the messages of standard queues
	static boolean isFor(EventRecord record) {
		return record.attributes().getOrDefault("eventSourceARN", "").endsWith(".fifo");
	}

	@Override
	public Optional<Object> lane(EventRecord record) {
		Map<String, String> attributes = record.attributes();
		// every message of such a queue has one; without it, better too much order
		return Optional.of(attributes.getOrDefault("MessageGroupId", ""));
	}

	@Override
	public boolean isPartial() {
		return true;
	}

}
