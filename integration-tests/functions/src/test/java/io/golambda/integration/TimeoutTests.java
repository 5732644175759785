package io.golambda.integration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.timeouts.TimeoutsApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.sentry.SentryReceiver;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions that time out on Lambda's runtime client.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimeoutTests {

	private static final String MESSAGE = "The function is about to time out.";

	// loads what sends errors, which a busy machine would not do within the margin
	private static final Event REJECTED = Event.of("\"rejected\"");

	private final FunctionOutput output = new FunctionOutput();

	private final SentryReceiver sentry;

	TimeoutTests() throws Exception {
		this.sentry = new SentryReceiver();
	}

	@AfterEach
	void close() {
		this.sentry.close();
	}

	@Test
	void functionIsReportedBeforeLambdaEndsIt() throws Exception {
		try (LocalFunction function = builder(FunctionOutput.LAMBDA_HANDLER).start()) {
			function.invoke(REJECTED).join();
			FunctionAnswer answer = function.invoke(Event.of("\"busy\"")).join();
			assertThat(answer.text()).contains("Sandbox.Timedout");
			assertReported(answer, "TimeoutsApplication.spin");
			assertThat(this.sentry.received("event")).hasSize(2);
		}
	}

	@Test
	void interruptedFunctionFailsAndItsProcessHandlesTheNextEvent() throws Exception {
		try (LocalFunction function = builder(FunctionOutput.FUNCTION_INVOKER)
			.environment("GOLAMBDA_TIMEOUT_INTERRUPT", "true")
			.start()) {
			function.invoke(REJECTED).join();
			FunctionAnswer answer = function.invoke(Event.of("\"hangs\"")).join();
			assertThat(answer.text()).contains("\"errorType\":\"" + FunctionTimeoutException.class.getName() + "\"")
				.contains("\"errorMessage\":\"" + MESSAGE + "\"");
			assertReported(answer, "TimeoutsApplication.hang");
			FunctionAnswer next = function.invoke(Event.of("\"\"")).join();
			assertThat(next.text()).isEqualTo("\"done\"");
			assertThat(lines(next)).as("in the same process").noneMatch((line) -> line.has("coldStart"));
		}
	}

	private void assertReported(FunctionAnswer answer, String frame) {
		FunctionOutput.eventually(() -> assertThat(lines(answer)).extracting((line) -> line.path("message").asString())
			.containsSubsequence("started", "held back", MESSAGE, "last words")
			.containsOnlyOnce("held back", MESSAGE, "last words"));
		JsonNode line = lines(answer).stream()
			.filter((each) -> each.path("level").asString().equals("error"))
			.findFirst()
			.orElseThrow();
		assertThat(line.path("message").asString()).isEqualTo(MESSAGE);
		assertThat(line.path("customer").asInt()).isEqualTo(7);
		assertThat(line.path("error.stacktrace").toString()).contains(frame);
		assertThat(this.sentry.received("event"))
			.filteredOn((event) -> event.at("/tags/lambda.requestID").asString().equals(answer.requestId()))
			.as("sent before the timeout, in the scope of the invocation")
			.singleElement()
			.satisfies((event) -> {
				// without the id if sending took too long
				assertThat(line.path("error.sentryEventID").asString("")).isIn("", event.path("event_id").asString());
				assertThat(event.path("breadcrumbs").toString()).contains("started");
				assertThat(event.at("/contexts/values/customer").asInt()).isEqualTo(7);
			});
	}

	private List<JsonNode> lines(FunctionAnswer answer) {
		return this.output.jsonLines()
			.stream()
			.filter((line) -> line.path("lambda.requestID").asString("").equals(answer.requestId()))
			.toList();
	}

	private LocalFunction.Builder builder(String handler) {
		return CachedClasses.builder()
			.handler(handler)
			.timeout(Duration.ofSeconds(2))
			.environment("MAIN_CLASS", TimeoutsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "slow")
			.environment("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")
			.environment("SENTRY_DSN", this.sentry.dsn())
			.output(this.output);
	}

}
