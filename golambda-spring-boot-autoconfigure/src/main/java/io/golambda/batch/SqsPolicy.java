package io.golambda.batch;

import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * A standard queue of Amazon SQS: messages are independent.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
final class SqsPolicy implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		return Optional.empty();
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

}
