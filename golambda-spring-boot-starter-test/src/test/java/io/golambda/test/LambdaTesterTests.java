package io.golambda.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.logging.StructuredLogger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests invocations by {@link LambdaTester}.
 */
@SpringBootTest(classes = LambdaTesterTests.CommandApplication.class)
class LambdaTesterTests {

	@Autowired
	LambdaTester lambda;

	@Test
	void answerIsThatOfTheFunctionInAnyForm() {
		LambdaResult result = this.lambda.invoke("""
				{"command": "answer", "value": {"colors": ["blue", "orange"], "count": 2}}""");
		assertThat(result).succeeds()
			.answersText("{\"colors\":[\"blue\",\"orange\"],\"count\":2}")
			.answersJson("{\"colors\": [\"orange\", \"blue\"]}")
			.answersJsonStrictly("{\"count\": 2, \"colors\": [\"blue\", \"orange\"]}")
			.answers(new Palette(List.of("blue", "orange"), 2))
			.isWithinDeadline()
			.answer(Palette.class)
			.isEqualTo(new Palette(List.of("blue", "orange"), 2));
		assertThat(result.answer(new TypeReference<Map<String, Object>>() {
		})).containsEntry("count", 2);
		assertThat(result.duration()).isPositive();
		assertThat(result.isError()).isFalse();
	}

	@Test
	void scalarAnswerIsComparedAsJson() {
		assertThat(this.lambda.invoke("{\"command\": \"answer\", \"value\": \"blue\"}")).answers("blue")
			.answersJson("\"blue\"")
			.answersText("\"blue\"")
			.answer(String.class)
			.isEqualTo("blue");
		assertThat(this.lambda.invoke("{\"command\": \"answer\"}")).answers(null);
	}

	@Test
	void exceptionIsTheResultAsInLambda() throws Exception {
		LambdaResult result = this.lambda.invoke(Event.of("{\"command\": \"fail\"}"));
		assertThat(result).fails()
			.failsWith(IllegalArgumentException.class)
			.failsWith(RuntimeException.class, "no money")
			.failsWithErrorType("java.lang.IllegalArgumentException")
			.logs("no money");
		assertThat(result).exception().hasNoCause();
		JsonNode error = JsonMapper.shared().readTree(result.errorJson());
		assertThat(error.propertyNames()).containsExactly("errorMessage", "errorType", "stackTrace");
		assertThat(error.get("errorMessage").stringValue()).isEqualTo("no money");
		assertThat(error.get("stackTrace").get(0).stringValue()).startsWith(LambdaTesterTests.class.getName());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(result::answer)
			.withMessageContaining("no money")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void contextHasTheValuesOfTheTest() {
		LambdaTester tenant = this.lambda.withRequestId("request-1")
			.withTenantId("blue")
			.withFunctionName("orders")
			.withDeadline(Duration.ofSeconds(30))
			.withTraceHeader("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
			.withClientContext("{\"custom\": {\"locale\": \"de\"}, \"client\": {\"app_title\": \"shop\"}}");
		LambdaResult result = tenant.invoke("{\"command\": \"context\"}");
		assertThat(result).answersJsonStrictly("""
				{"requestId": "request-1", "tenant": "blue", "name": "orders", "locale": "de", "app": "shop",
				 "arn": "arn:aws:lambda:us-east-1:123456789012:function:orders"}""");
		assertThat(result).lines()
			.filteredOn((line) -> line.message().equals("context"))
			.singleElement()
			.satisfies((line) -> {
				assertThat(line.get("lambda.requestID")).isEqualTo("request-1");
				assertThat((Integer) line.get("remaining")).isBetween(20_000, 30_000);
			});
		assertThat(this.lambda.invoke("{\"command\": \"context\"}").answer(JsonNode.class).get("tenant").isNull())
			.as("the tester itself does not change")
			.isTrue();
		assertThat(this.lambda.withFunctionArn("arn:aws:lambda:eu-west-1:1:function:orders:live")
			.invoke("{\"command\": \"context\"}")).answersJson("""
					{"arn": "arn:aws:lambda:eu-west-1:1:function:orders:live"}""");
	}

	@Test
	void settingsThatDoNotFitAreRejected() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.lambda.withDeadline(Duration.ofSeconds(-1)))
			.withMessage("The deadline is PT-1S from the start, but must not be before it.");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.lambda.withClientContext("[]"))
			.withMessageContaining("not a JSON object");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.lambda.withRequestId(" "))
			.withMessage("The request id must not be blank.");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.lambda.invokeInParallel(0, Event.of("{}")))
			.withMessage("The function cannot be invoked 0 times.");
	}

	@Test
	void invocationAfterItsDeadlineIsTimedOut() {
		assertThat(this.lambda.withDeadline(Duration.ofMillis(5)).invoke("{\"command\": \"sleep\"}")).succeeds()
			.isTimedOut();
	}

	@Test
	void parallelInvocationsHaveTheirOwnLines() {
		List<Event> events = IntStream.range(0, 8)
			.mapToObj((number) -> Event.of("{\"command\": \"meet\", \"number\": " + number + "}"))
			.toList();
		List<LambdaResult> results = this.lambda.withRequestId("same id").invokeInParallel(events);
		assertThat(results).hasSize(8);
		for (int i = 0; i < results.size(); i++) {
			int number = i;
			assertThat(results.get(i).lines("met")).hasSize(2)
				.allSatisfy((line) -> assertThat(line.get("number")).isEqualTo(number));
		}
	}

	@Test
	void anEventMayBeInvokedSeveralTimesAtOnce() {
		List<LambdaResult> results = this.lambda.invokeInParallel(8,
				Event.of("{\"command\": \"meet\", \"number\": 1}"));
		assertThat(results).extracting(LambdaResult::requestId).doesNotHaveDuplicates().hasSize(8);
		assertThat(results).allSatisfy((result) -> assertThat(result).logs("met"));
	}

	@Test
	void interceptorsOfTheApplicationTakePart() {
		assertThat(this.lambda.invoke("{\"command\": \"answer\"}")).logs("intercepted");
	}

	@Test
	void failedAssertionShowsAnswerAndLines() {
		LambdaResult result = this.lambda.invoke("{\"command\": \"context\"}");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(result).as("first").answersJson("{\"name\": \"other\"}"))
			.withMessageStartingWith("[first] Expected the answer {\"name\": \"other\"}\nbut it differs: ")
			.withMessageContaining("answered: {\"requestId\":\"" + result.requestId())
			.withMessageContaining("\"message\":\"context\"}");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).lines().isEmpty())
			.withMessageContaining("answered: ");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).fails())
			.withMessageStartingWith("Expected the invocation to fail");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).logs("other"))
			.withMessageStartingWith("Expected a log line \"other\"");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).doesNotLog("context"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).answers(7))
			.withMessageStartingWith("Expected the answer 7");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasSpan("query"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> result.answer(Integer.class))
			.withMessageStartingWith("The answer is not a java.lang.Integer.");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.lambda.invoke("{\"command\": \"fail\"}")).logsNoErrors());
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.lambda.invoke("{\"command\": \"fail\"}")).succeeds())
			.withMessageContaining("failed: java.lang.IllegalArgumentException: no money");
	}

	record Palette(List<String> colors, int count) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class CommandApplication {

		private static final StructuredLogger log = StructuredLogger.of(CommandApplication.class);

		private final CyclicBarrier eight = new CyclicBarrier(8);

		@Bean
		InvocationInterceptor logged() {
			return (invocation, chain) -> {
				log.info("intercepted");
				return chain.proceed(invocation);
			};
		}

		@Bean
		Function<Event, Object> commands() {
			return (event) -> {
				JsonNode command = event.bind(JsonNode.class);
				return switch (command.get("command").stringValue()) {
					case "answer" -> command.path("value").isMissingNode() ? null : command.get("value");
					case "fail" -> throw new IllegalArgumentException("no money");
					case "context" -> describe(event.context());
					case "meet" -> meet(command.get("number").intValue());
					default -> sleep();
				};
			};
		}

		private static Object describe(Context context) {
			log.with("remaining", context.getRemainingTimeInMillis()).info("context");
			Map<String, Object> values = new java.util.LinkedHashMap<>();
			values.put("requestId", Invocation.current().requestId());
			values.put("tenant", context.getTenantId());
			values.put("name", context.getFunctionName());
			values.put("arn", context.getInvokedFunctionArn());
			if (context.getClientContext() != null) {
				values.put("locale", context.getClientContext().getCustom().get("locale"));
				values.put("app", context.getClientContext().getClient().getAppTitle());
			}
			return values;
		}

		private Object meet(int number) {
			try {
				log.with("number", number).info("met");
				this.eight.await(20, TimeUnit.SECONDS);
				log.with("number", number).info("met");
				return number;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static Object sleep() {
			try {
				Thread.sleep(20);
				return "slept";
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
