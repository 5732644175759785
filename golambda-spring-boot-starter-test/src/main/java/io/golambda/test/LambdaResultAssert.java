package io.golambda.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.springframework.test.json.JsonAssert;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.json.JsonComparison;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.golambda.event.EventRecord;

/**
 * Assertions for the result of an invocation: <pre>
 * assertThat(this.lambda.invoke(event)).hasFailedRecords(1).logs("order rejected");
 * </pre> A failed assertion shows the answer and the log lines of the invocation. Not
 * thread-safe.
 */
public final class LambdaResultAssert extends AbstractAssert<LambdaResultAssert, LambdaResult> {

	LambdaResultAssert(LambdaResult actual) {
		super(actual, LambdaResultAssert.class);
	}

	/**
	 * Verifies that the invocation ended without an exception.
	 * @return this assertion
	 */
	public LambdaResultAssert succeeds() {
		this.actual.exception().ifPresent((error) -> {
			AssertionError failure = failure("the invocation to succeed");
			failure.initCause(error);
			throw failure;
		});
		return this;
	}

	/**
	 * Verifies the answer: <pre>
	 * assertThat(result).answers(new Receipt(17, "accepted"));
	 * </pre>
	 * @param expected the object whose JSON, written by the application's mapper, is the
	 * JSON of the answer; {@code null} for JSON's {@code null}
	 * @return this assertion
	 */
	public LambdaResultAssert answers(@Nullable Object expected) {
		String json = this.actual.mapper().writeValueAsString(expected);
		return compare(json, JsonCompareMode.STRICT);
	}

	/**
	 * Verifies the JSON of the answer. Additional members are accepted, and another order
	 * of arrays.
	 * @param expected the JSON
	 * @return this assertion
	 */
	public LambdaResultAssert answersJson(String expected) {
		return compare(expected, JsonCompareMode.LENIENT);
	}

	/**
	 * Verifies the JSON of the answer, which must have exactly these members and the same
	 * order of arrays.
	 * @param expected the JSON
	 * @return this assertion
	 */
	public LambdaResultAssert answersJsonStrictly(String expected) {
		return compare(expected, JsonCompareMode.STRICT);
	}

	private LambdaResultAssert compare(String expected, JsonCompareMode mode) {
		succeeds();
		JsonNode json = this.actual.mapper().readTree(expected);
		JsonNode answer = answerJson(expected);
		if (!json.isContainer() || !answer.isContainer()) {
			if (!json.equals(answer)) {
				throw failure("the answer " + expected);
			}
			return this;
		}
		JsonComparison comparison = JsonAssert.comparator(mode).compare(expected, this.actual.answer());
		if (comparison.getResult() == JsonComparison.Result.MISMATCH) {
			throw failure("the answer " + expected + "\nbut it differs: "
					+ String.valueOf(comparison.getMessage()).replaceAll("\\R", " "));
		}
		return this;
	}

	private JsonNode answerJson(String expected) {
		try {
			return this.actual.mapper().readTree(this.actual.answerBytes());
		}
		catch (JacksonException ex) {
			throw failure("the answer " + expected + "\nbut it is not JSON");
		}
	}

	/**
	 * Verifies the answer as text, character by character.
	 * @param expected the text; a JSON string includes its quotes
	 * @return this assertion
	 */
	public LambdaResultAssert answersText(String expected) {
		succeeds();
		if (!this.actual.answer().equals(expected)) {
			throw failure("the answer " + expected);
		}
		return this;
	}

	/**
	 * Returns assertions for the answer as text.
	 * @return the assertions
	 */
	public AbstractStringAssert<?> answer() {
		succeeds();
		return Assertions.assertThat(this.actual.answer()).as(this.actual::report);
	}

	/**
	 * Returns assertions for the answer as an object.
	 * @param <T> the type
	 * @param type the type, as for {@link LambdaResult#answer(Class)}
	 * @return the assertions
	 */
	public <T> ObjectAssert<T> answer(Class<T> type) {
		succeeds();
		return Assertions.assertThatObject(this.actual.answer(type)).as(this.actual::report);
	}

	/**
	 * Verifies that the invocation ended with an exception.
	 * @return this assertion
	 */
	public LambdaResultAssert fails() {
		if (!this.actual.isError()) {
			throw failure("the invocation to fail");
		}
		return this;
	}

	/**
	 * Verifies that the invocation ended with an exception of a type.
	 * @param type the type or a supertype
	 * @return this assertion
	 */
	public LambdaResultAssert failsWith(Class<? extends Throwable> type) {
		if (this.actual.exception().filter(type::isInstance).isEmpty()) {
			throw failure("the invocation to fail with " + type.getName());
		}
		return this;
	}

	/**
	 * Verifies that the invocation ended with an exception of a type and a message.
	 * @param type the type or a supertype
	 * @param message the whole message
	 * @return this assertion
	 */
	public LambdaResultAssert failsWith(Class<? extends Throwable> type, String message) {
		failsWith(type);
		if (this.actual.exception().filter((error) -> message.equals(error.getMessage())).isEmpty()) {
			throw failure("the invocation to fail with the message \"" + message + "\"");
		}
		return this;
	}

	/**
	 * Verifies the {@code errorType} of the error that Lambda returns.
	 * @param type the name of the class of the exception
	 * @return this assertion
	 */
	public LambdaResultAssert failsWithErrorType(String type) {
		if (this.actual.exception().filter((error) -> error.getClass().getName().equals(type)).isEmpty()) {
			throw failure("the invocation to fail with the error type " + type);
		}
		return this;
	}

	/**
	 * Returns assertions for the exception.
	 * @return the assertions
	 */
	public AbstractThrowableAssert<?, ? extends Throwable> exception() {
		fails();
		return Assertions.assertThat(this.actual.exception().orElseThrow()).as(this.actual::report);
	}

	/**
	 * Returns assertions for the error as Lambda returns it, see
	 * {@link LambdaResult#errorJson()}.
	 * @return the assertions
	 */
	public AbstractStringAssert<?> errorJson() {
		fails();
		return Assertions.assertThat(this.actual.errorJson()).as(this.actual::report);
	}

	/**
	 * Verifies that the invocation logged a line.
	 * @param message the whole message of the line
	 * @return this assertion
	 */
	public LambdaResultAssert logs(String message) {
		if (this.actual.lines(message).isEmpty()) {
			throw failure("a log line \"" + message + "\"");
		}
		return this;
	}

	/**
	 * Verifies that the invocation did not log a line.
	 * @param message the whole message of the line
	 * @return this assertion
	 */
	public LambdaResultAssert doesNotLog(String message) {
		if (!this.actual.lines(message).isEmpty()) {
			throw failure("no log line \"" + message + "\"");
		}
		return this;
	}

	/**
	 * Verifies that the invocation logged no line at level {@code error}.
	 * @return this assertion
	 */
	public LambdaResultAssert logsNoErrors() {
		if (this.actual.lines().stream().anyMatch((line) -> line.level().equals("error"))) {
			throw failure("no log line at level error");
		}
		return this;
	}

	/**
	 * Returns assertions for the log lines.
	 * @return the assertions
	 */
	public ListAssert<LogLine> lines() {
		return Assertions.assertThat(this.actual.lines()).as(this.actual::report);
	}

	/**
	 * Verifies that the source delivers no record again.
	 * @return this assertion
	 */
	public LambdaResultAssert hasNoFailedRecords() {
		return hasFailedRecords().hasUntriedRecords();
	}

	/**
	 * Verifies which records failed.
	 * @param indexes the positions in the event of exactly the failed records, from 0
	 * @return this assertion
	 */
	public LambdaResultAssert hasFailedRecords(int... indexes) {
		return hasIndexes("failed", indexes, this.actual.failedRecords());
	}

	/**
	 * Verifies which records the function did not work on.
	 * @param indexes the positions in the event of exactly these records, from 0
	 * @return this assertion
	 */
	public LambdaResultAssert hasUntriedRecords(int... indexes) {
		return hasIndexes("untried", indexes, this.actual.untriedRecords());
	}

	private LambdaResultAssert hasIndexes(String state, int[] expected, List<EventRecord> records) {
		List<Integer> indexes = records.stream().map((record) -> record.outermost().index()).distinct().toList();
		if (!indexes.equals(Arrays.stream(expected).sorted().boxed().toList())) {
			throw failure("the " + state + " records " + Arrays.toString(expected) + "\nbut they are " + indexes);
		}
		return this;
	}

	/**
	 * Verifies which records failed.
	 * @param ids the ids of exactly the failed records, in the order of the event, by
	 * which the answer reports them
	 * @return this assertion
	 */
	public LambdaResultAssert hasFailedRecordIds(String... ids) {
		List<String> failed = this.actual.failedRecords()
			.stream()
			.map((record) -> record.outermost().id().orElse(""))
			.distinct()
			.toList();
		if (!failed.equals(List.of(ids))) {
			throw failure("the failed records " + List.of(ids) + "\nbut they are " + failed);
		}
		return this;
	}

	/**
	 * Verifies which records failed.
	 * @param payloads the payloads of exactly the failed records, in the order of the
	 * event; each record is bound to the class of the expected payload
	 * @return this assertion
	 */
	public LambdaResultAssert hasFailedPayloads(Object... payloads) {
		List<EventRecord> failed = this.actual.failedRecords();
		boolean same = failed.size() == payloads.length;
		for (int i = 0; same && i < payloads.length; i++) {
			same = Objects.deepEquals(payloads[i], failed.get(i).bind(Objects.requireNonNull(payloads[i]).getClass()));
		}
		if (!same) {
			throw failure("failed records with the payloads " + Arrays.toString(payloads) + "\nbut they are "
					+ failed.stream().map((record) -> record.hasPayload() ? record.text() : null).toList());
		}
		return this;
	}

	/**
	 * Returns assertions for the failed records.
	 * @return the assertions
	 */
	public ListAssert<EventRecord> failedRecords() {
		return Assertions.assertThat(this.actual.failedRecords()).as(this.actual::report);
	}

	/**
	 * Returns assertions for the records that the function did not work on.
	 * @return the assertions
	 */
	public ListAssert<EventRecord> untriedRecords() {
		return Assertions.assertThat(this.actual.untriedRecords()).as(this.actual::report);
	}

	/**
	 * Verifies that the invocation has a span.
	 * @param name the name of the span
	 * @return this assertion
	 */
	public LambdaResultAssert hasSpan(String name) {
		if (this.actual.spans().stream().noneMatch((span) -> span.name().equals(name))) {
			throw failure("a span \"" + name + "\"\nbut the spans are "
					+ this.actual.spans().stream().map(LambdaSpan::name).toList());
		}
		return this;
	}

	/**
	 * Returns assertions for the spans.
	 * @return the assertions
	 */
	public ListAssert<LambdaSpan> spans() {
		return Assertions.assertThat(this.actual.spans()).as(this.actual::report);
	}

	/**
	 * Verifies that the invocation ended before its deadline.
	 * @return this assertion
	 */
	public LambdaResultAssert isWithinDeadline() {
		if (this.actual.isTimedOut()) {
			throw failure("the invocation to end before its deadline");
		}
		return this;
	}

	/**
	 * Verifies that the invocation ended after its deadline, when Lambda would have ended
	 * it already.
	 * @return this assertion
	 */
	public LambdaResultAssert isTimedOut() {
		if (!this.actual.isTimedOut()) {
			throw failure("the invocation to end after its deadline");
		}
		return this;
	}

	private AssertionError failure(String expected) {
		String description = descriptionText().isEmpty() ? "" : "[" + descriptionText() + "] ";
		return new AssertionError(description + "Expected " + expected + "\n\n" + this.actual.report());
	}

}
