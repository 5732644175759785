package io.golambda.batch;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

import io.golambda.event.AwsResponse;
import io.golambda.invocation.AsyncResult;

/**
 * What a function answers to a batch: which records failed, so that only these come
 * again. Lambda heeds it only if the event source mapping has
 * {@code FunctionResponseTypes} set to {@code ReportBatchItemFailures}. Immutable, as far
 * as the state is.
 *
 * @param batchItemFailures the records that failed, none if all succeeded
 * @param state the state of a tumbling window, or {@code null} if there is no window
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
	 * Creates an answer.
	 */
	public BatchResponse {
		batchItemFailures = List.copyOf(batchItemFailures);
	}

	/**
	 * The answer that names these records.
	 * @param itemIdentifiers the ids of the records that failed; none if all succeeded
	 * @return the answer
	 */
	public static BatchResponse of(String... itemIdentifiers) {
		return new BatchResponse(Arrays.stream(itemIdentifiers).map(BatchItemFailure::new).toList(), null);
	}

	/**
	 * The same answer with the state of a tumbling window, which Lambda hands to the next
	 * invocation of the window. In a window an answer without state fails the batch.
	 * @param state the state, anything that becomes a JSON object of at most 1 MB
	 * @return another answer
	 * @throws IllegalArgumentException if the state is still to come, as that of a
	 * {@code Mono} or a {@code CompletableFuture} is
	 */
	public BatchResponse withState(Object state) {
		if (AsyncResult.isOne(state)) {
			throw new IllegalArgumentException("The state of a window is a " + state.getClass().getName()
					+ ", which Lambda cannot keep. Wait for its value, for example by block() or join().");
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
	 * A record that failed.
	 *
	 * @param itemIdentifier its id: a {@code String} that is not empty, or for Kafka a
	 * {@link KafkaIdentifier}
	 */
	public record BatchItemFailure(@JsonProperty("itemIdentifier") Object itemIdentifier) {

		/**
		 * Creates the failure of a record.
		 * @throws IllegalArgumentException if the id is {@code null} or empty
		 */
		public BatchItemFailure {
			if (itemIdentifier == null || "".equals(itemIdentifier)) {
				throw new IllegalArgumentException("A batch response cannot name a record by an id that is null or "
						+ "empty: Lambda would take the whole batch for failed.");
			}
		}

	}

	/**
	 * The place of a Kafka record, by which a batch response names it.
	 *
	 * @param partition topic and partition as the event has them, such as
	 * {@code orders-0}
	 * @param offset the record's offset in the partition
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">Configuring
	 * error handling for Kafka event sources</a>
	 */
	@JsonPropertyOrder({ "partition", "offset" })
	public record KafkaIdentifier(@JsonProperty("partition") String partition, @JsonProperty("offset") long offset) {

	}

}
