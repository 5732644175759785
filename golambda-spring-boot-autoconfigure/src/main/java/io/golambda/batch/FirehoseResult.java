package io.golambda.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The result of transforming one record from Firehose: <pre>
 * FirehoseResult.ok(order).withPartitionKey("tenant", order.tenant());
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html">Required
 * parameters for data transformation</a>
 */
public final class FirehoseResult {

	private static final FirehoseResult DROPPED = new FirehoseResult(Status.DROPPED, null, Map.of());

	private static final FirehoseResult PROCESSING_FAILED = new FirehoseResult(Status.PROCESSING_FAILED, null,
			Map.of());

	private final Status status;

	private final @Nullable Object data;

	private final Map<String, String> partitionKeys;

	private FirehoseResult(Status status, @Nullable Object data, Map<String, String> partitionKeys) {
		this.status = status;
		this.data = data;
		this.partitionKeys = partitionKeys;
	}

	/**
	 * Returns the result for a transformed record.
	 * @param data the data to deliver: {@code byte[]} and {@code CharSequence} (in UTF-8)
	 * are delivered unchanged, objects of classes that Avro or Protobuf generated in
	 * their binary encoding, any other object as JSON written by the application's
	 * mapper. Firehose adds no delimiter between records: end the data with a line feed
	 * if the destination requires one. Only the data of unwrapped records, such as log
	 * events of CloudWatch Logs, always ends with one.
	 * @return the result
	 * @throws IllegalArgumentException if the data is asynchronous, such as a
	 * {@code Mono} or a {@code CompletableFuture}
	 */
	public static FirehoseResult ok(Object data) {
		Objects.requireNonNull(data, "data");
		if (data instanceof Publisher || data instanceof CompletionStage || data instanceof Future) {
			throw new IllegalArgumentException("The data of a record is a " + data.getClass().getName()
					+ ", which Firehose cannot deliver. Wait for its value, for example with block() or join().");
		}
		return new FirehoseResult(Status.OK, (data instanceof byte[] bytes) ? bytes.clone() : data, Map.of());
	}

	/**
	 * Returns the result for a record that is dropped intentionally.
	 * @return the result
	 */
	public static FirehoseResult dropped() {
		return DROPPED;
	}

	/**
	 * Returns the result for a record that could not be transformed. Firehose delivers
	 * its original data to the location for failed records.
	 * @return the result
	 */
	public static FirehoseResult processingFailed() {
		return PROCESSING_FAILED;
	}

	/**
	 * Returns this result with an additional key for dynamic partitioning.
	 * @param name the name of the key, as in {@code !{partitionKeyFromLambda:name}}
	 * @param value the value
	 * @return another result
	 */
	public FirehoseResult withPartitionKey(String name, String value) {
		Map<String, String> partitionKeys = new LinkedHashMap<>(this.partitionKeys);
		partitionKeys.put(name, value);
		return new FirehoseResult(this.status, this.data, Collections.unmodifiableMap(partitionKeys));
	}

	Status status() {
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
		return "FirehoseResult[" + this.status.text() + "]";
	}

	/**
	 * The outcome of a transformation. Of several records that are answered as one, the
	 * greatest takes precedence.
	 */
	enum Status {

		DROPPED("Dropped"), OK("Ok"), PROCESSING_FAILED("ProcessingFailed");

		private final String text;

		Status(String text) {
			this.text = text;
		}

		/**
		 * Returns the name in the response to Firehose.
		 */
		String text() {
			return this.text;
		}

	}

}
