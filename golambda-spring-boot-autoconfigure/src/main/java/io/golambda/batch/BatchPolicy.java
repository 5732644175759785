package io.golambda.batch;

import java.util.List;
import java.util.Optional;

import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

/**
 * The order that a source guarantees for its records, and how failed ones are reported to
 * it. Implementations are stateless.
 */
interface BatchPolicy {

	/**
	 * Returns the policy for a batch.
	 * @param first the first record that Lambda delivered
	 * @param pipes whether the event comes from EventBridge Pipes
	 * @throws BatchException if the source requires another kind of response
	 */
	static BatchPolicy of(EventRecord first, boolean pipes) {
		return switch (first.source().acknowledgement()) {
			case BY_RECORD -> SqsFifoPolicy.isFor(first) ? new SqsFifoPolicy() : new SqsPolicy();
			case BY_SHARD -> pipes ? new PipesStreamPolicy() : new StreamPolicy();
			// EventBridge Pipes accepts no partial response for Kafka
			case BY_PARTITION -> pipes ? new WholeEventPolicy(new KafkaPolicy()::lane) : new KafkaPolicy();
			case NONE_BY_GROUP ->
				new WholeEventPolicy((record) -> Optional.ofNullable(record.attributes().get("EventGroupId")));
			case NONE_ORDERED -> new WholeEventPolicy((record) -> Optional.of(""));
			case BY_RESULT -> throw withoutBatchResponse(first);
			case NONE -> new WholeEventPolicy((record) -> Optional.empty());
		};
	}

	private static BatchException withoutBatchResponse(EventRecord record) {
		boolean tasks = record.source() == EventSource.S3_BATCH;
		return new BatchException("A " + record.source() + " event has no batch response: "
				+ (tasks ? "S3 Batch Operations expects each task in the response. Return an S3TaskResponse instead."
						: "Firehose expects each record in the response. Return a FirehoseResponse instead."),
				List.of());
	}

	/**
	 * Returns the lane of a record: records of one lane are processed in order, and
	 * skipped after a failure. Empty if the record is independent of all others.
	 * @param record a record that Lambda delivered
	 */
	Optional<Object> lane(EventRecord record);

	/**
	 * Returns the lane to skip after a failure, or empty to continue with all lanes.
	 * @param failed the failed item
	 */
	default Optional<Object> blockedLane(BatchItem failed) {
		return lane(failed.outermost());
	}

	/**
	 * Whether a response can report single records as failed.
	 */
	boolean supportsPartialResponse();

	/**
	 * Selects the items to report as failed.
	 * @param unsuccessful all items that did not succeed, in the order of the batch
	 */
	default List<BatchItem> reported(List<BatchItem> unsuccessful) {
		return unsuccessful;
	}

	/**
	 * Returns the identifier by which the response reports a record.
	 * @param record a record that Lambda delivered
	 * @return the identifier, or empty if the record has none
	 */
	default Optional<Object> identifier(EventRecord record) {
		return record.id().filter((id) -> !id.isEmpty()).map(Object.class::cast);
	}

}
