package io.golambda.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.acme.forms.FormsApplication;
import com.acme.forms.FormsApplication.Color;
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
import io.golambda.metrics.EmbeddedLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests functions on Lambda's runtime client, connected to a local Runtime API.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RuntimeClientTests {

	private static final String LAMBDA_HANDLER = FunctionOutput.LAMBDA_HANDLER;

	private static final String FUNCTION_INVOKER = FunctionOutput.FUNCTION_INVOKER;

	private final FunctionOutput output = new FunctionOutput();

	@ParameterizedTest
	@CsvSource({ LAMBDA_HANDLER + ",lambda", LAMBDA_HANDLER + ",message", LAMBDA_HANDLER + ",colors|count",
			LAMBDA_HANDLER + ",consumer", LAMBDA_HANDLER + ",formsApplication.ComponentFunction",
			FUNCTION_INVOKER + ",lambda", FUNCTION_INVOKER + ",message", FUNCTION_INVOKER + ",colors|count",
			FUNCTION_INVOKER + ",consumer", FUNCTION_INVOKER + ",formsApplication.ComponentFunction" })
	void functionOfTheArticleRunsUnderEitherHandler(String handler, String definition) throws Exception {
		String expected = switch (definition) {
			case "message" -> "\"blue:orange@function\"";
			case "colors|count" -> "2";
			case "consumer" -> "null";
			default -> "\"blue:orange\"";
		};
		try (LocalFunction function = start(handler, definition)) {
			FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"), new Color("orange"))).join();
			assertThat(answer.text()).isEqualTo(expected);
			assertThat(answer.isError()).isFalse();
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.allSatisfy((line) -> assertThat(line.has("level") && line.has("time")).isTrue())
				.filteredOn((line) -> line.path("message").asString().equals("outer in"))
				.singleElement()
				.satisfies((line) -> {
					assertThat(line.get("level").stringValue()).isEqualTo("info");
					assertThat(line.get("lambda.requestID").stringValue()).isEqualTo(answer.requestId());
					assertThat(line.get("time").stringValue())
						.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
				}));
		}
	}

	@Test
	void failureIsAnsweredWithErrorJsonAndTheNextEventIsHandled() throws Exception {
		try (LocalFunction function = start(LAMBDA_HANDLER, "lambda")) {
			FunctionAnswer failure = function.invoke(Event.encapSns("blue")).join();
			assertThat(failure.isError()).isTrue();
			JsonNode error = JsonMapper.shared().readTree(failure.payload());
			assertThat(error.get("errorType").stringValue()).isEqualTo("io.golambda.event.EventException");
			assertThat(error.get("errorMessage").stringValue()).startsWith("The event is not from SQS");
			assertThat(error.get("stackTrace").isArray()).isTrue();
			assertThat(function.invoke(Event.encapSqs(new Color("blue"))).join().text()).isEqualTo("\"blue\"");
		}
	}

	@Test
	void invalidEventsDoNotHarmTheProcess() throws Exception {
		try (LocalFunction function = start(LAMBDA_HANDLER, "lambda")) {
			for (byte[] bad : List.of(new byte[0], "hello".getBytes(), "[]".getBytes(), "null".getBytes(),
					"{\"Records\":[]}".getBytes(), new byte[] { (byte) 0xC3, 0x28 },
					("[".repeat(1000) + "]".repeat(1000)).getBytes(),
					"{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}".getBytes(),
					Event.encapSqs("{\"message\":[]}").bytes())) {
				FunctionAnswer answer = function.invoke(Event.of(bad)).join();
				assertThat(answer.isError()).isTrue();
				assertThat(answer.text()).contains("io.golambda.event.EventException");
			}
			String sixMegabytes = "x".repeat(6 * 1024 * 1024 - 1000);
			assertThat(function.invoke(Event.encapSqs(new Color(sixMegabytes))).join().text())
				.hasSize(sixMegabytes.length() + 2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void concurrentInvocationsAreIsolated(String handler) throws Exception {
		try (LocalFunction function = CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "slow")
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "16")
			.environment("GOLAMBDA_METRICS_NAMESPACE", "Forms")
			.output(this.output)
			.start()) {
			List<CompletableFuture<FunctionAnswer>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				answers.add(function.invoke(Event.of("{\"i\":" + i + "}")));
			}
			for (int i = 0; i < answers.size(); i++) {
				FunctionAnswer answer = answers.get(i).join();
				String event = "{\\\"i\\\":" + i + "}";
				assertThat(answer.text()).isEqualTo("\"" + event + "=" + event + "/" + answer.requestId() + "\"");
				String worked = "working on {\"i\":" + i + "}";
				FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
					.filteredOn((line) -> line.path("message").asString().equals(worked))
					.singleElement()
					.satisfies((line) -> assertThat(line.path("lambda.requestID").asString())
						.isEqualTo(answer.requestId())));
			}
			FunctionOutput.eventually(() -> assertThat(EmbeddedLine.in(this.output.completeLines()))
				.filteredOn((line) -> line.names().contains("lambda.duration"))
				.allSatisfy((line) -> assertThat(line.namespace()).isEqualTo("Forms"))
				.allSatisfy((line) -> assertThat(line.dimensions()).containsOnlyKeys("FunctionName"))
				.extracting((line) -> line.property("lambda.requestID"))
				.containsExactlyInAnyOrderElementsOf(
						answers.stream().map((answer) -> answer.join().requestId()).toList()));
		}
	}

	@Test
	void exceptionKeepsItsType() throws Exception {
		try (LocalFunction function = start(LAMBDA_HANDLER, "failing")) {
			assertThat(function.invoke(Event.of("{}")).join().text())
				.contains("\"errorType\":\"io.golambda.error.GolambdaException\"")
				.contains("\"errorMessage\":\"oops\"");
		}
	}

	@Test
	void resultThatCannotBeWrittenIsAnErrorOfTheInvocation() throws Exception {
		try (LocalFunction function = start(LAMBDA_HANDLER, "unwritable")) {
			assertThat(function.invoke(Event.of("{}")).join().text()).contains("java.lang.IllegalStateException")
				.contains("cannot be written as JSON");
		}
	}

	@ParameterizedTest
	@CsvSource({ LAMBDA_HANDLER + ",missing", FUNCTION_INVOKER + ",missing", LAMBDA_HANDLER + ",''",
			FUNCTION_INVOKER + ",''" })
	void failedStartIsAnsweredWithTheInitError(String handler, String definition) throws Exception {
		try (LocalFunction function = start(handler, definition)) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			String message = JsonMapper.shared().readTree(answer.payload()).get("errorMessage").stringValue();
			if (definition.isEmpty()) {
				assertThat(message)
					.startsWith("The application has several functions: awsClass, callee, caller, colors, ")
					.doesNotContain("functionRouter")
					.contains("Set spring.cloud.function.definition");
			}
			else {
				assertThat(message).startsWith("spring.cloud.function.definition is \"missing\", but there is no bean");
			}
			if (handler.equals(LAMBDA_HANDLER)) {
				FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
					.filteredOn((line) -> line.path("level").asString().equals("error"))
					.as("one line in the log")
					.singleElement()
					.satisfies((line) -> assertThat(line.path("message").asString()).isEqualTo(message)));
			}
			assertThat(function.invoke(Event.of("{}")).join().isError()).as("later invocations fail too").isTrue();
		}
	}

	@Test
	void snapStartPrimesTheFunctionBeforeTheSnapshot() throws Exception {
		try (LocalFunction function = snapStart("classpath:events/sqs-typical.json", "false")) {
			assertThat(function.invoke(Event.encapSqs(new Color("green"))).join().text()).isEqualTo("null");
			FunctionOutput.eventually(
					() -> assertThat(this.output.jsonLines()).extracting((line) -> line.path("message").asString())
						.filteredOn((message) -> message.startsWith("consumed"))
						.containsExactly("consumed blue:orange", "consumed green"));
		}
	}

	@Test
	void failedPrimingEventStopsTheDeploymentIfConfigured() throws Exception {
		try (LocalFunction function = snapStart("classpath:events/sns-typical.json", "true")) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			assertThat(answer.text()).contains("com.amazonaws.services.lambda.crac.CheckpointException");
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("level").asString().equals("error"))
				.singleElement()
				.satisfies(
						(line) -> assertThat(line.path("message").asString()).startsWith("The event is not from SQS")));
			assertThat(this.output.jsonLines()).filteredOn((line) -> line.path("level").asString().equals("warn"))
				.singleElement()
				.satisfies((line) -> assertThat(line.path("message").asString())
					.startsWith("The priming event class path resource [events/sns-typical.json] failed,"));
		}
	}

	private LocalFunction snapStart(String events, String failOnError) throws Exception {
		return CachedClasses.builder()
			.javaOption("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "consumer")
			.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
			.environment("GOLAMBDA_PRIMING_EVENTS", events)
			.environment("GOLAMBDA_PRIMING_FAILONERROR", failOnError)
			.output(this.output)
			.start();
	}

	@Test
	void timeoutIsAnsweredInLambdasWords() throws Exception {
		try (LocalFunction function = CachedClasses.builder()
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "slow")
			.timeout(Duration.ofMillis(20))
			.output(this.output)
			.start()) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			assertThat(answer.text()).contains("Sandbox.Timedout")
				.contains("RequestId: " + answer.requestId() + " Error: Task timed out after 0.02 seconds");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void environmentVariableSetsTheLogLevel(String handler) throws Exception {
		try (LocalFunction function = withEnvironment(handler, "LOG_LEVEL", "debug")) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			FunctionOutput.eventually(
					() -> assertThat(this.output.jsonLines()).extracting((line) -> line.path("message").asString())
						.contains("Invocation starts", "outer in", "Invocation ends"));
			assertThat(this.output.jsonLines()).filteredOn((line) -> line.path("level").asString().equals("debug"))
				.as("the level does not apply to libraries")
				.noneMatch((line) -> line.path("logger").asString().startsWith("org.springframework."));
		}
	}

	@Test
	void invalidLogLevelIsReportedAndReplacedByInfo() throws Exception {
		try (LocalFunction function = withEnvironment(LAMBDA_HANDLER, "LOG_LEVEL", "loud")) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.extracting((line) -> line.path("message").asString())
				.contains("LOG_LEVEL is \"loud\", which is none of trace, debug, info, warn, error: info is used.",
						"outer in"));
		}
	}

	@Test
	void jsonFormatOfLambdaSetsLevelAndNameOfTheTime() throws Exception {
		try (LocalFunction function = CachedClasses.builder()
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda")
			.environment("AWS_LAMBDA_LOG_FORMAT", "JSON")
			.environment("AWS_LAMBDA_LOG_LEVEL", "DEBUG")
			.output(this.output)
			.start()) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("message").asString().equals("Invocation ends"))
				.singleElement()
				.satisfies((line) -> {
					assertThat(line.get("level").stringValue()).isEqualTo("debug");
					assertThat(line.get("timestamp").stringValue()).endsWith("Z");
					assertThat(line.get("coldStart").booleanValue()).isTrue();
					assertThat(line.get("result").stringValue()).isEqualTo("blue");
				}));
		}
	}

	@Test
	void outputIsJsonFromTheFirstLine() throws Exception {
		try (LocalFunction function = CachedClasses.builder()
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda")
			.environment("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK", "trace")
			.environment("GOLAMBDA_LOGGING_LOGEVENT", "info")
			.output(this.output)
			.start()) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			function.invoke(Event.encapSqs(new Color("green"))).join();
			FunctionOutput.eventually(() -> assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("message").asString().equals("Invocation ends"))
				.hasSize(2));
			assertThat(this.output.text().lines()).hasSizeGreaterThan(100)
				.allSatisfy((line) -> assertThat(JsonMapper.shared().readTree(line).path("level").isString()).isTrue());
			assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("message").asString().equals("Invocation ends"))
				.extracting((line) -> line.has("coldStart"))
				.as("only on the lines of the first invocation")
				.containsExactly(true, false);
		}
	}

	private LocalFunction withEnvironment(String handler, String name, String value) throws Exception {
		return CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda")
			.environment(name, value)
			.output(this.output)
			.start();
	}

	private LocalFunction start(String handler, String definition) throws Exception {
		return CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", definition)
			.output(this.output)
			.start();
	}

}
