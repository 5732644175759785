package io.golambda.batch;

import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * A stream of Amazon Kinesis or Amazon DynamoDB behind EventBridge Pipes, which
 * identifies records by event id and retries exactly the reported ones.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html">Amazon
 * EventBridge Pipes batching and concurrency</a>
 */
final class PipesStreamPolicy implements BatchPolicy {

	private final BatchPolicy stream = new StreamPolicy();

	@Override
	public Optional<Object> lane(EventRecord record) {
		return this.stream.lane(record);
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

	@Override
	public Optional<Object> identifier(EventRecord record) {
		return Optional.<Object>ofNullable(record.attributes().get("eventID")).filter((id) -> !"".equals(id));
	}

}
