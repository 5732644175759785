package io.golambda.batch;

import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * A stream of Amazon Kinesis or Amazon DynamoDB behind EventBridge Pipes, which knows its
 * records by the id of the event, and has those come again that are named.
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
	public boolean isPartial() {
		return true;
	}

	@Override
	public Optional<Object> identifier(EventRecord record) {
		return Optional.<Object>ofNullable(record.attributes().get("eventID")).filter((id) -> !"".equals(id));
	}

}
