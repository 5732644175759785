package io.golambda.batch;

import java.util.Map;
import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * A FIFO queue of Amazon SQS: messages of one group are ordered, groups are independent.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
final class SqsFifoPolicy implements BatchPolicy {

	// not by message group, which messages of standard queues may have, too (fair queues)
	static boolean isFor(EventRecord record) {
		return record.attributes().getOrDefault("eventSourceARN", "").endsWith(".fifo");
	}

	@Override
	public Optional<Object> lane(EventRecord record) {
		Map<String, String> attributes = record.attributes();
		return Optional.of(attributes.getOrDefault("MessageGroupId", ""));
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

}
