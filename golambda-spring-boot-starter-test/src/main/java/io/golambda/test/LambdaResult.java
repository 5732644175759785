package io.golambda.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * The result of an invocation by {@link LambdaTester}. AssertJ's {@code assertThat} has
 * assertions for it, whose failures show the answer and the log lines: <pre>
 * LambdaResult result = this.lambda.invoke(Event.encapSqs(order, brokenOrder));
 * assertThat(result).hasFailedRecords(1).logs("order rejected");
 * assertThat(result.lines("order rejected").get(0).get("order")).isEqualTo(17);
 * </pre>
 * <p>
 * Immutable and thread-safe.
 */
public final class LambdaResult implements AssertProvider<LambdaResultAssert> {

	private final Event event;

	private final String requestId;

	private final byte @Nullable [] answer;

	private final @Nullable Throwable exception;

	private final InvocationRecording recording;

	private final boolean hasLines;

	private final Duration duration;

	private final boolean timedOut;

	private final JsonMapper mapper;

	LambdaResult(Event event, String requestId, byte @Nullable [] answer, @Nullable Throwable exception,
			InvocationRecording recording, boolean hasLines, Duration duration, boolean timedOut, JsonMapper mapper) {
		this.event = event;
		this.requestId = requestId;
		this.answer = answer;
		this.exception = exception;
		this.recording = recording;
		this.hasLines = hasLines;
		this.duration = duration;
		this.timedOut = timedOut;
		this.mapper = mapper;
	}

	/**
	 * Returns the assertions for this result. Call {@code assertThat(result)} instead.
	 */
	@Override
	public LambdaResultAssert assertThat() {
		return new LambdaResultAssert(this);
	}

	/**
	 * Returns the request id of the invocation.
	 * @return the request id
	 */
	public String requestId() {
		return this.requestId;
	}

	/**
	 * Returns whether the function, or an interceptor, ended with an exception.
	 * @return whether there is an {@link #exception()} and no answer
	 */
	public boolean isError() {
		return this.exception != null;
	}

	/**
	 * Returns the bytes that Lambda would return to the caller.
	 * @return a copy of the bytes
	 * @throws AssertionError if the invocation failed
	 */
	public byte[] answerBytes() {
		return requireAnswer().clone();
	}

	/**
	 * Returns the answer as text: JSON, unless the function returns bytes of its own.
	 * @return the text
	 * @throws AssertionError if the invocation failed
	 */
	public String answer() {
		return new String(requireAnswer(), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the answer as an object: <pre>
	 * Receipt receipt = result.answer(Receipt.class);
	 * </pre>
	 * @param <T> the type
	 * @param type the type that the application's mapper reads from the JSON; a class of
	 * {@code aws-lambda-java-events} is read by AWS's serialization; {@code String} for a
	 * JSON string without its quotes
	 * @return the object
	 * @throws AssertionError if the invocation failed, or the answer does not fit the
	 * type
	 */
	public <T> T answer(Class<T> type) {
		byte[] bytes = requireAnswer();
		try {
			return (type == String.class) ? type.cast(string(bytes))
					: Event.of(bytes).withMapper(this.mapper).bind(type);
		}
		catch (EventException ex) {
			throw unreadable(type.getName(), ex);
		}
	}

	/**
	 * Returns the answer as an object of a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Receipt>>() { }}
	 * @return the object
	 * @throws AssertionError if the invocation failed, or the answer does not fit the
	 * type
	 */
	public <T> T answer(TypeReference<T> type) {
		byte[] bytes = requireAnswer();
		try {
			return this.mapper.readValue(bytes, type);
		}
		catch (JacksonException ex) {
			throw unreadable(type.getType().getTypeName(), ex);
		}
	}

	private String string(byte[] bytes) {
		try {
			JsonNode json = this.mapper.readTree(bytes);
			if (json.isString()) {
				return json.stringValue();
			}
		}
		catch (JacksonException ex) {
			// bytes of the function's own
		}
		return answer();
	}

	private AssertionError unreadable(String type, Exception ex) {
		return new AssertionError("The answer is not a " + type + ".\n" + report(), ex);
	}

	private byte[] requireAnswer() {
		if (this.answer == null) {
			throw new AssertionError("The invocation failed, so there is no answer.\n" + report(), this.exception);
		}
		return this.answer;
	}

	/**
	 * Returns the exception with which the invocation ended, which Lambda reports to the
	 * caller as {@link #errorJson()}.
	 * @return the exception of the function or an interceptor, unchanged; empty if it
	 * succeeded
	 */
	public Optional<Throwable> exception() {
		return Optional.ofNullable(this.exception);
	}

	/**
	 * Returns the error as Lambda returns it to the caller: a JSON object with
	 * {@code errorMessage}, {@code errorType} and {@code stackTrace}.
	 * @return the JSON
	 * @throws AssertionError if the invocation succeeded
	 */
	public String errorJson() {
		if (this.exception == null) {
			throw new AssertionError("The invocation succeeded, so there is no error.\n" + report());
		}
		return LambdaError.of(this.exception).json();
	}

	/**
	 * Returns the log lines of this invocation, with the fields that they have in Lambda.
	 * Lines of other invocations, and of threads that do not work for an invocation, do
	 * not belong to it; {@link CapturedLogs} has all.
	 * @return the lines in their order, unmodifiable
	 * @throws IllegalStateException if the logging library is not Logback
	 */
	public List<LogLine> lines() {
		if (!this.hasLines) {
			throw new IllegalStateException("The lines of an invocation require Logback as logging library.");
		}
		return this.recording.lines();
	}

	/**
	 * Returns the log lines of this invocation with a message.
	 * @param message the whole message
	 * @return the lines, or an empty list
	 * @throws IllegalStateException if the logging library is not Logback
	 */
	public List<LogLine> lines(String message) {
		return lines().stream().filter((line) -> line.message().equals(message)).toList();
	}

	/**
	 * Returns the records that failed: those that the answer reports as failed, or all if
	 * the invocation failed; but not {@link #untriedRecords()}.
	 * <p>
	 * Assumes that the event source mapping is configured with
	 * {@code ReportBatchItemFailures}.
	 * @return the records in the order of the event, unwrapped as by
	 * {@link Event#records()}
	 * @throws EventException if the event has no records
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
	 * errors for an SQS event source in Lambda</a>
	 */
	public List<EventRecord> failedRecords() {
		return batch().failed();
	}

	/**
	 * Returns the records that the source delivers again although the function did not
	 * work on them, such as those behind a failed one in a shard or a group, or those for
	 * which there was no time.
	 * @return the records in the order of the event, unwrapped as by
	 * {@link Event#records()}
	 * @throws EventException if the event has no records
	 */
	public List<EventRecord> untriedRecords() {
		return batch().untried();
	}

	private BatchOutcome batch() {
		return BatchOutcome.of(this.event, this.answer, this.exception, this.recording.tried());
	}

	/**
	 * Returns the spans of this invocation in the order in which they ended: the
	 * observations that Micrometer turns into spans, whether tracing samples them or not.
	 * Spans that code creates without Micrometer's observations are not among them.
	 * @return the spans; empty if the application has no {@code ObservationRegistry}
	 */
	public List<LambdaSpan> spans() {
		return this.recording.spans();
	}

	/**
	 * Returns how long the invocation took.
	 * @return the duration
	 */
	public Duration duration() {
		return this.duration;
	}

	/**
	 * Returns whether the invocation ended after its deadline, so that Lambda would have
	 * ended it before with a timeout.
	 * @return whether it took too long
	 * @see LambdaTester#withDeadline
	 */
	public boolean isTimedOut() {
		return this.timedOut;
	}

	JsonMapper mapper() {
		return this.mapper;
	}

	/**
	 * Returns the answer or the error, and the log lines, for failed assertions.
	 */
	String report() {
		return ResultReport.of(this);
	}

	@Override
	public String toString() {
		return report();
	}

}
