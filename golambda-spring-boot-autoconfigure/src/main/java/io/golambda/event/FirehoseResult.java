package io.golambda.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What became of one record of Firehose, see {@link FirehoseResponse}. Immutable and safe
 * for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html">Required
 * parameters for data transformation</a>
 */
public final class FirehoseResult {

	private static final FirehoseResult DROPPED = new FirehoseResult("Dropped", null, Map.of());

	private static final FirehoseResult PROCESSING_FAILED = new FirehoseResult("ProcessingFailed", null, Map.of());

	private final String status;

	private final @Nullable Object data;

	private final Map<String, String> partitionKeys;

	private FirehoseResult(String status, @Nullable Object data, Map<String, String> partitionKeys) {
		this.status = status;
		this.data = data;
		this.partitionKeys = partitionKeys;
	}

	/**
	 * The record was transformed.
	 * @param data what Firehose delivers in its place: {@code byte[]} and
	 * {@code CharSequence} as they are, anything else as JSON by the application's
	 * mapper. Firehose puts nothing between records, so end it with a line feed if the
	 * destination needs one.
	 * @return the result
	 * @throws IllegalArgumentException if the data is still to come, as that of a
	 * {@code Mono} or a {@code CompletableFuture} is
	 */
	public static FirehoseResult ok(Object data) {
		Objects.requireNonNull(data, "data");
		if (data instanceof Publisher || data instanceof CompletionStage || data instanceof Future) {
			throw new IllegalArgumentException("The data of a record is a " + data.getClass().getName()
					+ ", which Firehose cannot deliver. Wait for its value, for example by block() or join().");
		}
		return new FirehoseResult("Ok", (data instanceof byte[] bytes) ? bytes.clone() : data, Map.of());
	}

	/**
	 * The record is left out, as it was meant to be.
	 * @return the result
	 */
	public static FirehoseResult dropped() {
		return DROPPED;
	}

	/**
	 * The record could not be transformed. Firehose delivers it, as it was, to the place
	 * for failed records.
	 * @return the result
	 */
	public static FirehoseResult processingFailed() {
		return PROCESSING_FAILED;
	}

	/**
	 * This result with a key for dynamic partitioning, in addition to those that it has.
	 * @param name the name, as in {@code !{partitionKeyFromLambda:name}}
	 * @param value the value
	 * @return the result
	 */
	public FirehoseResult withPartitionKey(String name, String value) {
		Map<String, String> partitionKeys = new LinkedHashMap<>(this.partitionKeys);
		partitionKeys.put(name, value);
		return new FirehoseResult(this.status, this.data, Collections.unmodifiableMap(partitionKeys));
	}

	String status() {
		return this.status;
	}

	@Nullable Object data() {
		return this.data;
	}

	Map<String, String> partitionKeys() {
		return this.partitionKeys;
	}

	@Override
	public String toString() {
		// not the data, which is the payload
		return "FirehoseResult[" + this.status + "]";
	}

}
