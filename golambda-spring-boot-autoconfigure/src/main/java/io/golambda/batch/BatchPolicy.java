package io.golambda.batch;

import java.util.List;
import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * What a source promises of the order of its records, and how it is told which ones
 * failed. Implementations are stateless, one for each kind of source.
 */
interface BatchPolicy {

	/**
	 * The policy for a batch.
	 * @param first its first record, as Lambda delivered it
	 * @param pipes whether EventBridge Pipes lies between the source and the function
	 * @throws BatchException if the source wants an answer of another kind
	 */
	static BatchPolicy of(EventRecord first, boolean pipes) {
		return switch (first.source().acknowledgement()) {
			case BY_RECORD -> SqsFifoPolicy.isFor(first) ? new SqsFifoPolicy() : new SqsPolicy();
			case BY_SHARD -> pipes ? new PipesStreamPolicy() : new StreamPolicy();
			// Pipes knows no answer for Kafka
			case BY_PARTITION -> pipes ? new WholeEventPolicy(new KafkaPolicy()::lane) : new KafkaPolicy();
			// the changes of a collection are in order, though no answer can name one
			case NONE_ORDERED -> new WholeEventPolicy((record) -> Optional.of(""));
			case BY_RESULT -> throw new BatchException("A FIREHOSE event is answered by a FirehoseResponse, which gives "
					+ "each record back; there is no batch response to it.", List.of());
			case NONE -> new WholeEventPolicy((record) -> Optional.empty());
		};
	}

	/**
	 * What a record must be kept in order with: others of the same lane come after it,
	 * and are left untried if it fails. Empty if it has no order with any other.
	 * @param record a record as Lambda delivered it
	 */
	Optional<Object> lane(EventRecord record);

	/**
	 * Whether there is an answer that names single records.
	 */
	boolean isPartial();

	/**
	 * Those of the items that did not succeed that the answer is to name.
	 * @param unsuccessful in the order of the batch
	 */
	default List<BatchItem> named(List<BatchItem> unsuccessful) {
		return unsuccessful;
	}

	/**
	 * How the answer names a record.
	 * @param record a record as Lambda delivered it
	 * @return the identifier, or empty if the record has none
	 */
	default Optional<Object> identifier(EventRecord record) {
		return record.id().filter((id) -> !id.isEmpty()).map(Object.class::cast);
	}

}
