package io.golambda.batch;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

import io.golambda.invocation.AsyncResult;

/**
 * The response to a batch, which reports the failed records so that only these are
 * retried: <pre>
 * return BatchResponse.of("059f36b4-87a3-44ab-83d2-661975830a7d");
 * </pre>
 * <p>
 * {@link Batch} creates it. Lambda ignores it unless {@code FunctionResponseTypes} of the
 * event source mapping is {@code ReportBatchItemFailures}. Immutable if its state is.
 *
 * @param batchItemFailures the failed records, empty if all succeeded
 * @param state the state of a tumbling window, or {@code null} without a window
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Configuring
 * tumbling windows</a>
 */
@JsonPropertyOrder({ "batchItemFailures", "state" })
public record BatchResponse(@JsonProperty("batchItemFailures") @JsonInclude List<BatchItemFailure> batchItemFailures,
		@JsonProperty("state") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object state)
		implements
			AwsResponse {

	/**
	 * Creates a response.
	 */
	public BatchResponse {
		batchItemFailures = List.copyOf(batchItemFailures);
	}

	/**
	 * Returns the response that reports the given records as failed.
	 * @param itemIdentifiers the ids of the failed records; none if all succeeded
	 * @return the response
	 */
	public static BatchResponse of(String... itemIdentifiers) {
		return new BatchResponse(Arrays.stream(itemIdentifiers).map(BatchItemFailure::new).toList(), null);
	}

	/**
	 * Returns this response with the state of a tumbling window, which Lambda passes to
	 * the next invocation of the window. Within a window, a response without state fails
	 * the batch.
	 * @param state the state, any object that is written as a JSON object of at most 1 MB
	 * @return another response
	 * @throws IllegalArgumentException if the state is asynchronous, such as a
	 * {@code Mono} or a {@code CompletableFuture}
	 */
	public BatchResponse withState(Object state) {
		if (AsyncResult.isAsync(state)) {
			throw new IllegalArgumentException("The state of a window is a " + state.getClass().getName()
					+ ", which Lambda cannot keep. Wait for its value, for example with block() or join().");
		}
		return new BatchResponse(this.batchItemFailures, state);
	}

	@Override
	public byte[] toJson(JsonMapper mapper) {
		BatchResponse response = (this.state != null) ? withState(new RawValue(mapper.writeValueAsString(this.state)))
				: this;
		return JsonMapper.shared().writeValueAsBytes(response);
	}

	/**
	 * A failed record.
	 *
	 * @param itemIdentifier the id of the record: a non-empty {@code String}, or a
	 * {@link KafkaIdentifier}
	 */
	public record BatchItemFailure(@JsonProperty("itemIdentifier") Object itemIdentifier) {

		/**
		 * Creates a failed record.
		 * @throws IllegalArgumentException if the id is {@code null} or empty
		 */
		public BatchItemFailure {
			if (itemIdentifier == null || "".equals(itemIdentifier)) {
				throw new IllegalArgumentException("The id of a failed record must not be null or empty: "
						+ "Lambda would retry the whole batch.");
			}
		}

	}

	/**
	 * The identifier of a Kafka record.
	 *
	 * @param partition the topic and the partition as in the event, for example
	 * {@code orders-0}
	 * @param offset the offset of the record in the partition
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">Configuring
	 * error handling for Kafka event sources</a>
	 */
	@JsonPropertyOrder({ "partition", "offset" })
	public record KafkaIdentifier(@JsonProperty("partition") String partition, @JsonProperty("offset") long offset) {

	}

}
