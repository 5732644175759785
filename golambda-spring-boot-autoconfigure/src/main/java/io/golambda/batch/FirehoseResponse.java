package io.golambda.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
	 * these are the innermost records, such as the log events of CloudWatch Logs in one
	 * record of Firehose, and each has its own log context, record interceptors and error
	 * report.
	 * <p>
	 * Firehose receives one answer for each of its own records, so the results of the
	 * records within it are joined in their order, each as a line. The answer is
	 * {@code Dropped} if all of them are, or if it has none because it is a control
	 * message of CloudWatch Logs, and {@code ProcessingFailed} if one of them is.
	 * <p>
	 * If the response would exceed the 6 MB that Lambda can return, the largest records
	 * are returned as {@code ProcessingFailed}, and the number of these is logged as an
	 * error.
	 * @param event an event from Firehose
	 * @param transformation the function to apply to each record. If it throws an
	 * {@link EventException} (invalid base64, JSON that does not bind), a retry would
	 * fail again: the error is logged and the record of Firehose is returned as
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
		return new FirehoseResponse(
				FirehoseResponseWriter.write(event, FirehoseTransformation.each(event, transformation)));
	}

	/**
	 * Transforms all records within one record of Firehose at once, such as the log
	 * events of CloudWatch Logs, into the data to deliver in its place: <pre>
	 * FirehoseResponse.combine(event, records -&gt; FirehoseResult.ok(gzip(records)));
	 * </pre>
	 * @param event an event from Firehose
	 * @param transformation the function to apply to the innermost records, at least one,
	 * in each record of Firehose, which is their {@link EventRecord#outermost()
	 * outermost} record. A record of Firehose without any, such as a control message of
	 * CloudWatch Logs, is {@link FirehoseResult#dropped()}. Exceptions are handled as for
	 * {@link #of}.
	 * @return the response
	 * @throws EventException as for {@link #of}
	 * @throws BatchException as for {@link #of}
	 */
	public static FirehoseResponse combine(Event event, Function<List<EventRecord>, FirehoseResult> transformation) {
		return new FirehoseResponse(
				FirehoseResponseWriter.write(event, FirehoseTransformation.combined(event, transformation)));
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
