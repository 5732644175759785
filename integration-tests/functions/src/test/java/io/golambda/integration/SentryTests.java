package io.golambda.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.acme.callbacks.SentryCallbacksApplication;
import com.acme.failures.FailuresApplication;
import com.sun.net.httpserver.HttpExchange;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.sentry.SentryReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for functions in a separate process that send their errors to a local receiver.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SentryTests {

	private static final String LAMBDA_HANDLER = FunctionOutput.LAMBDA_HANDLER;

	private static final String FUNCTION_INVOKER = FunctionOutput.FUNCTION_INVOKER;

	private final FunctionOutput output = new FunctionOutput();

	private final SentryReceiver sentry;

	SentryTests() throws Exception {
		this.sentry = new SentryReceiver();
	}

	@AfterEach
	void close() {
		this.sentry.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void errorIsOneEventWithItsContext(String handler) throws Exception {
		LocalFunction.Builder builder = builder("failing").handler(handler)
			.environment("SENTRY_ENVIRONMENT", "staging")
			.environment("SENTRY_RELEASE", "orders@1.2.3")
			.environment("AWS_REGION", "eu-central-1")
			.environment("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/orders")
			.environment("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]abc");
		try (LocalFunction function = builder.start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"own\"")).join();
			assertThat(answer.text()).contains("\"errorType\":\"com.acme.failures.OrderRejectedException\"");
			// sent before the answer
			assertThat(this.sentry.received("event")).hasSize(1);
			JsonNode event = this.sentry.received("event").get(0);
			JsonNode line = errorLine(answer);
			assertThat(line.get("error.sentryEventID").stringValue()).isEqualTo(event.get("event_id").stringValue());
			assertThat(event.get("level").stringValue()).isEqualTo("error");
			assertThat(event.get("environment").stringValue()).isEqualTo("staging");
			assertThat(event.get("release").stringValue()).isEqualTo("orders@1.2.3");
			assertExceptions(event.at("/exception/values"));
			assertThat(event.at("/contexts/values").toString()).contains("\"order\":17")
				.contains("\"password\":\"***\"");
			JsonNode tags = event.get("tags");
			assertThat(tags.get("lambda.requestID").stringValue()).isEqualTo(answer.requestId());
			assertThat(tags.get("lambda.coldStart").stringValue()).isEqualTo("true");
			assertThat(tags.get("lambda.region").stringValue()).isEqualTo("eu-central-1");
			assertThat(tags.get("lambda.eventSource").stringValue()).isEqualTo("unknown");
			assertThat(tags.get("lambda.function").isString()).isTrue();
			assertThat(tags.get("lambda.version").isString()).isTrue();
			assertThat(event.at("/contexts/lambda/aws_request_id").stringValue()).isEqualTo(answer.requestId());
			assertThat(event.at("/contexts/cloudwatch logs/url").stringValue())
				.isEqualTo("https://console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:log-groups/"
						+ "log-group/$252Faws$252Flambda$252Forders/log-events/2026$252F01$252F01$252F$255B$2524LATEST"
						+ "$255Dabc$3FfilterPattern$3D$2522" + answer.requestId() + "$2522");
			assertThat(messages(event)).contains("about to fail").doesNotContain("order rejected");
			assertThat(this.sentry.text()).doesNotContain("hunter2");
		}
	}

	private static void assertExceptions(JsonNode exceptions) {
		assertThat(exceptions).hasSize(2);
		assertThat(exceptions.get(0).get("type").stringValue()).isEqualTo("IOException");
		assertThat(exceptions.get(1).get("type").stringValue()).isEqualTo("OrderRejectedException");
		assertThat(exceptions.get(1).get("module").stringValue()).isEqualTo("com.acme.failures");
		assertThat(exceptions.get(1).get("value").stringValue()).isEqualTo("order rejected");
		assertThat(exceptions.get(1).at("/mechanism/handled").booleanValue()).isFalse();
		JsonNode frames = exceptions.get(1).at("/stacktrace/frames");
		JsonNode thrown = frames.get(frames.size() - 1);
		assertThat(thrown.get("module").stringValue()).isEqualTo("com.acme.failures.FailuresApplication");
		assertThat(thrown.get("in_app").booleanValue()).as("Sentry groups by these frames").isTrue();
		assertThat(frames).filteredOn((frame) -> frame.path("module").asString("").startsWith("org.springframework."))
			.allSatisfy((frame) -> assertThat(frame.get("in_app").booleanValue()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void parallelInvocationsHaveSeparateScopesAndTraces(String handler) throws Exception {
		this.sentry.behave((exchange) -> answerAfter(exchange, 50));
		try (LocalFunction function = builder("failing").handler(handler)
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "32")
			.start()) {
			List<CompletableFuture<FunctionAnswer>> answers = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				answers.add(function.invoke(Event.of("\"of the invocation\"")));
			}
			Set<String> ids = answers.stream().map((each) -> each.join().requestId()).collect(Collectors.toSet());
			eventually(() -> assertThat(this.sentry.received("event")).hasSize(100));
			assertThat(this.sentry.received("event")).allSatisfy((event) -> {
				assertThat(event.at("/tags/lambda.requestID").stringValue())
					.isEqualTo(event.at("/contexts/lambda/aws_request_id").stringValue());
				assertThat(messages(event)).containsOnlyOnce("about to fail");
				assertThat(event.at("/contexts/values").toString()).isEqualTo("{\"order\":18,\"customer\":7}");
			});
			assertThat(this.sentry.received("event"))
				.extracting((event) -> event.at("/tags/lambda.requestID").asString())
				.containsExactlyInAnyOrderElementsOf(ids);
			assertThat(this.sentry.received("event").stream().map((event) -> event.at("/contexts/trace/trace_id")))
				.doesNotHaveDuplicates();
			Set<String> sent = this.sentry.received("event")
				.stream()
				.map((event) -> event.path("event_id").asString())
				.collect(Collectors.toSet());
			eventually(
					() -> assertThat(this.output.jsonLines().stream().filter((line) -> line.has("error.sentryEventID")))
						.extracting((line) -> line.path("error.sentryEventID").asString())
						.containsExactlyInAnyOrderElementsOf(sent));
		}
	}

	@Test
	void ignoredErrorsAreNotSent() throws Exception {
		try (LocalFunction function = builder("failing")
			.environment("GOLAMBDA_ERROR_IGNORED", "java.lang.IllegalArgumentException")
			.start()) {
			assertThat(function.invoke(Event.of("\"expected\"")).join().isError()).isTrue();
			assertThat(function.invoke(Event.of("\"of the invocation\"")).join().isError()).isTrue();
			assertThat(this.sentry.received("event")).hasSize(1);
		}
	}

	@Test
	void malformedExceptionsAreSent() throws Exception {
		try (LocalFunction function = builder("failing").start()) {
			function.invoke(Event.of("\"chain\"")).join();
			assertThat(this.sentry.received("event").get(0).at("/exception/values")).hasSize(11);
			// ends the process of Lambda's runtime client
			function.invoke(Event.of("\"hidden\"")).join();
			assertThat(this.sentry.received("event").get(1).at("/exception/values/0/value").stringValue())
				.isEqualTo("getMessage() [threw java.lang.IllegalStateException]");
		}
	}

	@Test
	void stackOverflowIsSentBeforeTheProcessEnds() throws Exception {
		try (LocalFunction function = builder("failing").start()) {
			assertThat(function.invoke(Event.of("\"overflow\"")).join().isError()).isTrue();
			eventually(() -> assertThat(this.sentry.received("event")).hasSize(1));
			assertThat(this.sentry.received("event").get(0).get("level").stringValue()).isEqualTo("fatal");
		}
	}

	@Test
	void linesAreEventsOnlyIfConfigured() throws Exception {
		try (LocalFunction function = builder("failing").start()) {
			function.invoke(Event.of("\"logs an error\"")).join();
			assertThat(this.sentry.received("event")).isEmpty();
		}
		try (LocalFunction function = builder("failing").environment("SENTRY_LOGGING_MINIMUMEVENTLEVEL", "error")
			.start()) {
			function.invoke(Event.of("\"logs an error\"")).join();
			assertThat(this.sentry.received("event")).hasSize(1);
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(this.sentry.received("event")).as("the line of a reported error is not an event").hasSize(2);
		}
	}

	@Test
	void callbacksAreCalled() throws Exception {
		LocalFunction.Builder builder = callbacks().environment("SENTRY_TAGS_TEAM", "orders")
			.environment("SENTRY_ENV", "testing")
			.environment("SENTRY_LOGS_ENABLED", "true");
		try (LocalFunction function = builder.start()) {
			FunctionAnswer dropped = function.invoke(Event.of("\"expected\"")).join();
			assertThat(errorLine(dropped).has("error.sentryEventID")).isFalse();
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(this.sentry.received("log")).as("one for each invocation, the first with lines of the start")
				.hasSize(2);
			assertThat(this.sentry.received("event")).singleElement().satisfies((event) -> {
				assertThat(event.at("/tags/seen").stringValue()).isEqualTo("GolambdaException");
				assertThat(event.at("/tags/team").stringValue()).isEqualTo("orders");
				assertThat(event.get("environment").stringValue()).isEqualTo("testing");
				assertThat(messages(event)).as("without the lines of the start").containsExactly("about to fail");
			});
			assertThat(this.sentry.received("log")).isNotEmpty()
				.allSatisfy((lines) -> assertThat(lines.get("items"))
					.allSatisfy((line) -> assertThat(line.get("body").stringValue()).startsWith("seen: ")));
		}
	}

	@Test
	void callbacksAreCalledForAFailedStart() throws Exception {
		try (LocalFunction function = callbacks().environment("SPRING_CLOUD_FUNCTION_DEFINITION", "missing").start()) {
			assertThat(function.invoke(Event.of("{}")).join().isError()).isTrue();
			eventually(() -> assertThat(this.sentry.received("event")).singleElement()
				.satisfies((event) -> assertThat(event.at("/tags/seen").stringValue())
					.isEqualTo("FunctionNotFoundException")));
		}
	}

	@Test
	void sensitiveValuesAreMaskedInEverythingThatIsSent() throws Exception {
		LocalFunction.Builder builder = callbacks().environment("SENTRY_TRACESSAMPLERATE", "1.0")
			.environment("SENTRY_LOGGING_MINIMUMEVENTLEVEL", "error")
			.environment("SENTRY_LOGS_ENABLED", "true")
			.environment("SENTRY_CONTEXTTAGS", "password");
		try (LocalFunction function = builder.start()) {
			function.invoke(Event.of("\"secrets\"")).join();
			assertThat(this.sentry.received("event")).hasSize(2).allSatisfy((event) -> {
				assertThat(event.at("/tags/api_key").stringValue()).isEqualTo("***");
				assertThat(event.at("/extra/token").stringValue()).isEqualTo("***");
				assertThat(event.at("/contexts/login/password").stringValue()).isEqualTo("***");
				assertThat(event.at("/contexts/login/user").stringValue()).isEqualTo("Ada");
				assertThat(event.at("/breadcrumbs/0/data/authorization").stringValue()).isEqualTo("***");
				assertThat(event.at("/breadcrumbs/0/data/url").stringValue()).isEqualTo("https://acme.com");
				JsonNode placing = event.at("/breadcrumbs/1/data");
				assertThat(placing.at("/order").intValue()).isEqualTo(17);
				assertThat(placing.at("/api_key").stringValue()).isEqualTo("***");
				assertThat(event.at("/breadcrumbs/2/data/amount").intValue()).isEqualTo(5);
				assertThat(event.at("/breadcrumbs/2/data/token").stringValue()).isEqualTo("***");
			});
			assertThat(this.sentry.received("transaction").get(0).at("/spans/0/data/secret").stringValue())
				.isEqualTo("***");
			assertThat(this.sentry.received("log")).isNotEmpty();
			assertThat(this.sentry.text()).doesNotContain("hunter2");
		}
	}

	@Test
	void appenderOfTheApplicationDoesNotSendAnErrorTwice() throws Exception {
		try (LocalFunction function = builder("failing").environment("LOGGING_CONFIG", "classpath:sentry/logback.xml")
			.start()) {
			function.invoke(Event.of("\"chain\"")).join();
			assertThat(this.sentry.received("event")).singleElement()
				.satisfies((event) -> assertThat(messages(event)).containsExactly("about to fail"));
			function.invoke(Event.of("\"logs an error\"")).join();
			assertThat(this.sentry.received("event")).as("as that appender is configured").hasSize(2);
		}
	}

	@Test
	void invocationIsATransactionWithTracing() throws Exception {
		try (LocalFunction function = builder("failing").environment("SENTRY_TRACESSAMPLERATE", "1.0").start()) {
			function.invoke(Event.of("\"fine\"")).join();
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(this.sentry.received("transaction"))
				.extracting((transaction) -> transaction.at("/contexts/trace/status").asString())
				.containsExactly("ok", "internal_error");
			JsonNode failed = this.sentry.received("transaction").get(1);
			assertThat(failed.at("/contexts/trace/op").stringValue()).isEqualTo("function.aws");
			assertThat(this.sentry.received("event").get(0).at("/contexts/trace/trace_id").stringValue())
				.isEqualTo(failed.at("/contexts/trace/trace_id").stringValue());
		}
	}

	@Test
	void answerOfSentryDoesNotChangeTheInvocation() throws Exception {
		try (LocalFunction function = builder("failing").start()) {
			function.invoke(Event.of("\"fine\"")).join();
			this.sentry.behave((exchange) -> SentryReceiver.answer(exchange, 500, "broken"));
			assertFailsWithin(function, Duration.ofSeconds(2));
			assertThat(this.sentry.received("event")).hasSize(1);
			this.sentry.behave((exchange) -> {
				exchange.getResponseHeaders().set("Retry-After", "60");
				SentryReceiver.answer(exchange, 429, "later");
			});
			assertFailsWithin(function, Duration.ofSeconds(2));
			assertThat(this.sentry.received("event")).hasSize(2);
			assertFailsWithin(function, Duration.ofSeconds(1));
			assertThat(this.sentry.received("event")).as("nothing is sent for a minute").hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 30_000, Long.MAX_VALUE })
	void invocationDoesNotWaitLongForAnAnswer(long millis) throws Exception {
		try (LocalFunction function = builder("failing").start()) {
			function.invoke(Event.of("\"fine\"")).join();
			this.sentry.behave((exchange) -> answerAfter(exchange, millis));
			assertFailsWithin(function, Duration.ofSeconds(3));
			assertFailsWithin(function, Duration.ofSeconds(3));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://key@127.0.0.1:1/7", "http://key@no-such-host.invalid/7",
			"http://wrong@127.0.0.1:PORT/8" })
	void unreachableDsnDoesNotFailInvocations(String dsn) throws Exception {
		String port = this.sentry.dsn().replaceAll(".*:(\\d+)/7", "$1");
		try (LocalFunction function = builder("failing").environment("SENTRY_DSN", dsn.replace("PORT", port)).start()) {
			function.invoke(Event.of("\"fine\"")).join();
			assertFailsWithin(function, Duration.ofSeconds(3));
		}
	}

	@ParameterizedTest
	@CsvSource({ "no DSN at all,is not a URL", "sentry.io/7,does not begin with https://",
			"https://sentry.io/7,has no key before the host", "https://key@sentry.io,has no project after the host",
			"https://key@sentry.io/,has no project after the host", "https://key@/7,has no host" })
	void invalidDsnIsLoggedAndTheFunctionWorks(String dsn, String problem) throws Exception {
		try (LocalFunction function = builder("failing").environment("SENTRY_DSN", dsn).start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(errorLine(answer).has("error.sentryEventID")).isFalse();
			assertThat(this.output.jsonLines()).filteredOn((line) -> line.path("level").asString().equals("warn"))
				.extracting((line) -> line.path("message").asString())
				.containsExactly("SENTRY_DSN (or sentry.dsn) " + problem + ", so errors are not sent to Sentry. "
						+ "Expected https://KEY@HOST/PROJECT: copy it from the project's settings in Sentry, under "
						+ "Client Keys.");
		}
	}

	@Test
	void failedStartIsSent() throws Exception {
		try (LocalFunction function = builder("missing").start()) {
			assertThat(function.invoke(Event.of("{}")).join().isError()).isTrue();
			eventually(() -> assertThat(this.sentry.received("event")).hasSize(1));
			assertThat(this.sentry.received("event").get(0).at("/exception/values"))
				.anySatisfy((exception) -> assertThat(exception.get("type").stringValue())
					.isEqualTo("FunctionNotFoundException"));
		}
	}

	@Test
	void missingAnswerDoesNotCauseATimeout() throws Exception {
		try (LocalFunction function = builder("failing").timeout(Duration.ofMillis(1900)).start()) {
			function.invoke(Event.of("\"fine\"")).join();
			this.sentry.behave((exchange) -> answerAfter(exchange, Long.MAX_VALUE));
			assertFailsWithin(function, Duration.ofMillis(1900));
		}
	}

	private static void answerAfter(HttpExchange exchange, long millis) {
		try {
			Thread.sleep(millis);
			SentryReceiver.answer(exchange, 200, "{}");
		}
		catch (InterruptedException ex) {
			// the test is over
			Thread.currentThread().interrupt();
		}
	}

	private static void assertFailsWithin(LocalFunction function, Duration most) {
		long start = System.nanoTime();
		FunctionAnswer answer = function.invoke(Event.of("\"of the invocation\"")).join();
		assertThat(answer.text()).contains("\"errorType\":\"io.golambda.error.GolambdaException\"")
			.contains("\"errorMessage\":\"oops\"");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
	}

	private static List<String> messages(JsonNode event) {
		return event.path("breadcrumbs").valueStream().map((crumb) -> crumb.path("message").asString("")).toList();
	}

	private JsonNode errorLine(FunctionAnswer answer) {
		List<JsonNode> found = new ArrayList<>();
		eventually(() -> {
			found.clear();
			this.output.jsonLines()
				.stream()
				.filter((line) -> line.path("lambda.requestID").asString("").equals(answer.requestId())
						&& line.path("level").asString().equals("error"))
				.forEach(found::add);
			assertThat(found).hasSize(1);
		});
		return found.get(0);
	}

	private static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
	}

	private LocalFunction.Builder callbacks() {
		return builder("failing").environment("MAIN_CLASS", SentryCallbacksApplication.class.getName());
	}

	private LocalFunction.Builder builder(String definition) {
		return CachedClasses.builder()
			.environment("MAIN_CLASS", FailuresApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", definition)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.output(this.output);
	}

}
