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
 * The response to S3 Batch Operations, with one {@link S3TaskResult} for each task: <pre>
 * &#64;Bean
 * Function&lt;Event, S3TaskResponse&gt; thumbnails() {
 * 	return event -&gt; S3TaskResponse.of(event, task -&gt; {
 * 		shrink(task.attributes().get("bucket"), task.attributes().get("key"));
 * 		return S3TaskResult.succeeded();
 * 	});
 * }
 * </pre>
 * <p>
 * Any Jackson mapper writes the response in the form that S3 requires, regardless of the
 * mapper's configuration. Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
 * AWS Lambda function</a>
 */
public final class S3TaskResponse implements AwsResponse {

	private final String json;

	private S3TaskResponse(String json) {
		this.json = json;
	}

	/**
	 * Processes each task of an event in order, exactly once. As in a {@link Batch}, each
	 * task has its own log context, record interceptors and error report.
	 * @param event an event from S3 Batch Operations
	 * @param task the function to apply to each task. If it throws an exception, the task
	 * is a {@code TemporaryFailure}, which S3 tries again; the text for the completion
	 * report names the type of the exception and the request id, but not the message,
	 * which may be confidential. A task that is not started before the deadline is a
	 * {@code TemporaryFailure}, too.
	 * @return the response; never an exception of the function for a failed task, because
	 * S3 would not learn the results of the others
	 * @throws EventException if the event is not from S3 Batch Operations, or a task has
	 * no unique {@code taskId}
	 */
	public static S3TaskResponse of(Event event, Function<EventRecord, S3TaskResult> task) {
		return new S3TaskResponse(S3TaskResults.process(event, task).response());
	}

	/**
	 * Returns the response in the form that S3 requires.
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
		return "S3TaskResponse[" + this.json.length() + " characters]";
	}

}
