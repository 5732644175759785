package io.golambda.batch;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * The response to Amazon Data Firehose, with one {@link FirehoseResult} for each record:
 * <pre>
 * &#64;Bean
 * Function&lt;Event, FirehoseResponse&gt; masked() {
 * 	return event -&gt; FirehoseResponse.of(event, record -&gt; FirehoseResult.ok(mask(record.bind(Order.class))));
 * }
 * </pre>
 * <p>
 * Any Jackson mapper writes the response in the form that Firehose requires, regardless
 * of the mapper's configuration. Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html">Required
 * parameters for data transformation</a>
 */
public final class FirehoseResponse implements AwsResponse {

	private final String json;

	private FirehoseResponse(String json) {
		this.json = json;
	}

	/**
	 * Transforms each record of an event in order, exactly once. As in a {@link Batch},
	 * each record has its own log context, record interceptors and error report.
	 * @param event an event from Firehose
	 * @param transformation the function to apply to each record. If it throws an
	 * {@link EventException} (invalid base64, JSON that does not bind), a retry would
	 * fail again: the error is logged and the record is returned as
	 * {@link FirehoseResult#processingFailed()} with its original data. Any other
	 * exception is rethrown, the remaining records are skipped, and Firehose retries the
	 * whole batch.
	 * @return the response
	 * @throws EventException if the event is not from Firehose, if a record has no unique
	 * {@code recordId}, or if a result cannot be written as JSON
	 * @throws BatchException if the deadline is reached, or the thread is interrupted,
	 * before all records have been transformed
	 */
	public static FirehoseResponse of(Event event, Function<EventRecord, FirehoseResult> transformation) {
		FirehoseTransformation transformed = FirehoseTransformation.apply(transformation, event);
		return new FirehoseResponse(FirehoseResponseWriter.write(event, transformed));
	}

	/**
	 * Returns the response in the form that Firehose requires.
	 * @return the JSON
	 */
	@JsonValue
	@JsonRawValue
	public String json() {
		return this.json;
	}

	@Override
	public byte[] toJson(JsonMapper mapper) {
		return this.json.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "FirehoseResponse[" + this.json.length() + " characters]";
	}

}
