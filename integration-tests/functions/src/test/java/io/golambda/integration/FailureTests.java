package io.golambda.integration;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.failures.FailuresApplication;
import com.acme.reporters.ReportersApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a failure is logged in one line and reaches Lambda unchanged.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailureTests {

	private static final String LAMBDA_HANDLER = FunctionOutput.LAMBDA_HANDLER;

	private static final String FUNCTION_INVOKER = FunctionOutput.FUNCTION_INVOKER;

	private final FunctionOutput output = new FunctionOutput();

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void exampleOfTheArticleLogsTheLineOfTheArticle(String handler) throws Exception {
		try (LocalFunction function = start(handler, "trigger")) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.text()).contains("\"errorType\":\"io.golambda.error.GolambdaException\"")
				.contains("\"errorMessage\":\"oops\"")
				.contains("com.acme.failures.Trigger.apply");
			JsonNode line = errorLine(answer);
			assertThat(line.get("level").stringValue()).isEqualTo("error");
			assertThat(line.get("lambda.requestID").stringValue()).isEqualTo(answer.requestId());
			assertThat(line.get("error.values").toString()).isEqualTo("{\"trigger\":\"something wrong\"}");
			assertThat(line.get("error.stacktrace").get(0).toString())
				.isEqualTo("{\"func\":\"com.acme.failures.Trigger.apply\",\"file\":\"Trigger.java\",\"line\":16}");
			assertThat(line.get("error.stacktrace")).as("frames of frameworks are folded")
				.anySatisfy((frame) -> assertThat(frame.path("folded").asInt()).isPositive())
				.allSatisfy((frame) -> assertThat(frame.path("func").asString("com.acme.")).startsWith("com.acme."));
			assertThat(line.get("time").stringValue()).endsWith("Z");
			assertThat(line.get("message").stringValue()).isEqualTo("oops");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void everyFailureIsLoggedOnceAndRethrownUnchanged(String handler) throws Exception {
		try (LocalFunction function = start(handler, "failing")) {
			JsonNode own = failure(function, "own", "com.acme.failures.OrderRejectedException", "order rejected");
			assertThat(own.get("error.values").toString()).contains("\"order\":17").contains("\"password\":\"***\"");
			assertThat(own.at("/error.causes/0/type").stringValue()).isEqualTo("java.io.IOException");
			JsonNode invocations = failure(function, "of the invocation", "io.golambda.error.GolambdaException",
					"oops");
			assertThat(invocations.get("error.values").toString()).isEqualTo("{\"order\":18,\"customer\":7}");
			failure(function, "result", "java.lang.IllegalStateException",
					"The function's result, of type com.acme.failures.FailuresApplication$Unwritable, cannot be written "
							+ "as JSON. Return a type that Jackson can write, a String or byte[].");
			failure(function, "future", "java.io.IOException", "in another thread");
			failure(function, "mono", "java.io.IOException", "reactive");
			failure(function, "message", "java.lang.IllegalStateException", null);
			failure(function, "interceptor", "io.golambda.error.GolambdaException", "the interceptor");
			failure(function, "outermost", "io.golambda.error.GolambdaException", "the outermost interceptor");
			assertThat(failure(function, "chain", "java.lang.IllegalStateException", "long").get("error.causes"))
				.hasSize(11);
			assertThat(function.invoke(Event.of("\"fine\"")).join().isError()).isFalse();
			assertThat(this.output.jsonLines()).as("no error line of another thread")
				.filteredOn((line) -> line.path("level").asString().equals("error"))
				.extracting((line) -> line.path("lambda.requestID").asString("none"))
				.doesNotHaveDuplicates()
				.doesNotContain("none");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void interruptDoesNotReachTheNextInvocation(String handler) throws Exception {
		try (LocalFunction function = start(handler, "failing")) {
			failure(function, "interrupted", "java.lang.IllegalStateException", "interrupted");
			assertThat(function.invoke(Event.of("\"is interrupted\"")).join().text()).isEqualTo("false");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void reactiveFunctionsFailWithinTheInvocation(String handler) throws Exception {
		try (LocalFunction function = start(handler, "reactive")) {
			failure(function, "any", "java.io.IOException", "reactive");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void eventThatCannotBeConvertedIsAnError(String handler) throws Exception {
		try (LocalFunction function = start(handler, "converting")) {
			FunctionAnswer answer = function.invoke(Event.of("{\"a\":\"b\"}")).join();
			assertThat(answer.isError()).isTrue();
			assertThat(errorLine(answer).get("error.type").stringValue()).isEqualTo(errorType(answer));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void stackOverflowIsLogged(String handler) throws Exception {
		try (LocalFunction function = start(handler, "failing")) {
			JsonNode line = failure(function, "overflow", "java.lang.StackOverflowError", null);
			assertThat(line.get("message").stringValue()).isEqualTo("java.lang.StackOverflowError");
			assertThat(line.get("error.stacktrace").get(0).get("func").stringValue())
				.isEqualTo("com.acme.failures.FailuresApplication.overflow");
			assertThat(line.get("error.stacktrace")).hasSize(101);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void outOfMemoryIsLogged(String handler) throws Exception {
		try (LocalFunction function = builder(handler, "failing").javaOption("-Xmx96m").start()) {
			failure(function, "memory", "java.lang.OutOfMemoryError", "Java heap space");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void ignoredErrorsAreWarnings(String handler) throws Exception {
		try (LocalFunction function = builder(handler, "failing")
			.environment("GOLAMBDA_ERROR_IGNORED",
					"java.lang.IllegalArgumentException,com.acme.failures.OrderRejectedException")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"expected\"")).join();
			assertThat(errorType(answer)).isEqualTo("java.lang.IllegalArgumentException");
			JsonNode line = lineOf(answer, "warn");
			assertThat(line.get("message").stringValue()).isEqualTo("not today");
			assertThat(line.get("error.type").stringValue()).isEqualTo("java.lang.IllegalArgumentException");
			failure(function, "interceptor", "io.golambda.error.GolambdaException", "the interceptor");
		}
	}

	@Test
	void failingErrorReporterDoesNotAffectOthers() throws Exception {
		try (LocalFunction function = builder(LAMBDA_HANDLER, "failing")
			.environment("MAIN_CLASS", ReportersApplication.class.getName())
			.start()) {
			JsonNode line = failure(function, "of the invocation", "io.golambda.error.GolambdaException", "oops");
			assertThat(line.get("error.sentryEventID").stringValue())
				.isEqualTo("ticket of 7 in " + line.get("lambda.requestID").stringValue());
			assertThat(this.output.jsonLines()).filteredOn((each) -> each.path("level").asString().equals("warn"))
				.singleElement()
				.satisfies(
						(warning) -> assertThat(warning.get("error.message").stringValue()).isEqualTo("out of order"));
		}
	}

	@ParameterizedTest
	@CsvSource({ LAMBDA_HANDLER + ",true", LAMBDA_HANDLER + ",false", FUNCTION_INVOKER + ",true" })
	void outputOfLambdasRuntimeCanBeTrimmed(String handler, boolean trimmed) throws Exception {
		try (LocalFunction function = builder(handler, "failing")
			.environment("GOLAMBDA_ERROR_TRIMRUNTIMEOUTPUT", String.valueOf(trimmed))
			.start()) {
			JsonNode line = failure(function, "own", "com.acme.failures.OrderRejectedException", "order rejected");
			assertThat(line.at("/error.stacktrace/0/func").stringValue()).startsWith("com.acme.failures.");
			FunctionOutput.eventually(() -> assertThat(this.output.text())
				.contains("order rejected: com.acme.failures.OrderRejectedException")
				.contains("Caused by: java.io.IOException: refused"));
			assertThat(this.output.text().lines().anyMatch((text) -> text.startsWith("\tat "))).isNotEqualTo(trimmed);
		}
	}

	@Test
	void lineHasAllFramesWithoutFolding() throws Exception {
		try (LocalFunction function = builder(LAMBDA_HANDLER, "trigger")
			.environment("GOLAMBDA_ERROR_FOLDFRAMES", "false")
			.start()) {
			JsonNode line = errorLine(function.invoke(Event.of("{}")).join());
			assertThat(line.get("error.stacktrace")).hasSizeGreaterThan(5)
				.allSatisfy((frame) -> assertThat(frame.has("func")).isTrue());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void failedStartIsLoggedInOneLine(String handler) throws Exception {
		try (LocalFunction function = builder(handler, "failing").environment("GOLAMBDA_ERROR_IGNORED", "no.such.Type")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("level").asString().equals("error"))
				.singleElement()
				.satisfies((line) -> {
					assertThat(line.get("message").stringValue()).contains("golambda.error.ignored")
						.contains("no.such.Type")
						.contains("Update your application's configuration");
					assertThat(line.get("error.type").isString()).isTrue();
					assertThat(line.get("error.stacktrace").isArray()).isTrue();
				}));
		}
	}

	/**
	 * Lets an invocation fail and returns its only error line.
	 */
	private JsonNode failure(LocalFunction function, String command, String type, String message) {
		FunctionAnswer answer = function.invoke(Event.of("\"" + command + "\"")).join();
		assertThat(answer.isError()).as(command).isTrue();
		assertThat(errorType(answer)).isEqualTo(type);
		JsonNode line = errorLine(answer);
		assertThat(line.get("error.type").stringValue()).isEqualTo(type);
		assertThat(line.get("error.stacktrace")).isNotEmpty();
		if (message != null) {
			assertThat(line.get("message").stringValue()).isEqualTo(message);
		}
		return line;
	}

	private static String errorType(FunctionAnswer answer) {
		return JsonMapper.shared().readTree(answer.payload()).get("errorType").stringValue();
	}

	private JsonNode errorLine(FunctionAnswer answer) {
		return lineOf(answer, "error");
	}

	private JsonNode lineOf(FunctionAnswer answer, String level) {
		FunctionOutput.eventually(() -> assertThat(linesOf(answer, level)).hasSize(1));
		return linesOf(answer, level).get(0);
	}

	private List<JsonNode> linesOf(FunctionAnswer answer, String level) {
		return this.output.jsonLines()
			.stream()
			.filter((line) -> line.path("lambda.requestID").asString("").equals(answer.requestId())
					&& line.path("level").asString().equals(level))
			.toList();
	}

	private LocalFunction start(String handler, String definition) throws Exception {
		return builder(handler, definition).start();
	}

	private LocalFunction.Builder builder(String handler, String definition) {
		return CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", FailuresApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", definition)
			.output(this.output);
	}

}
