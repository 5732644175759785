package io.golambda.local.event;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

/**
 * The rule by which a source treats the response to a batch.
 */
interface BatchRule {

	/**
	 * Returns the rule for an event.
	 * @param first its first record
	 */
	static BatchRule of(Event event, EventRecord first) {
		return switch (event.source().acknowledgement()) {
			case BY_RECORD -> new MessageRule(first.attributes().getOrDefault("eventSourceARN", "").endsWith(".fifo"));
			case BY_SHARD -> event.isFromPipes() ? new PipesStreamRule() : new StreamRule();
			// EventBridge Pipes accepts no partial response for Kafka
			case BY_PARTITION -> event.isFromPipes() ? new WholeEventRule() : new PartitionRule();
			case BY_RESULT -> (event.source() == EventSource.S3_BATCH) ? new TaskRule() : new TransformationRule();
			case NONE_ORDERED, NONE_BY_GROUP, NONE -> new WholeEventRule();
		};
	}

	/**
	 * Whether the source reads {@code batchItemFailures}.
	 */
	default boolean usesResponse() {
		return true;
	}

	/**
	 * Sets the states of the records.
	 * @return why the source retries the whole batch instead, or {@code null}
	 */
	@Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts);

	/**
	 * Returns the message for an identifier that is none of the batch.
	 */
	static String unknown(Object identifier) {
		String text = String.valueOf(identifier);
		return "The response names " + ((text.length() > 100) ? text.substring(0, 100) + "…" : text)
				+ ", which is not in the batch. Lambda retries the whole batch.";
	}

}
