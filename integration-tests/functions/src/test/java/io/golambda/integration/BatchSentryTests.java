package io.golambda.integration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.acme.batches.BatchesApplication;
import com.acme.batches.BatchesApplication.Order;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.sentry.SentryReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for functions in a separate process that process records one by one and send
 * their errors to a local receiver.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BatchSentryTests {

	private final FunctionOutput output = new FunctionOutput();

	private final SentryReceiver sentry;

	BatchSentryTests() throws Exception {
		this.sentry = new SentryReceiver();
	}

	@AfterEach
	void close() {
		this.sentry.close();
	}

	@ParameterizedTest
	@CsvSource({ "io.golambda.lambda.LambdaHandler,orders", "io.golambda.lambda.LambdaHandler,parallelOrders",
			"io.golambda.lambda.LambdaHandler,typedOrders",
			"org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest,parallelOrders" })
	void eachCauseIsOneEventOfTheFirstFailedRecord(String handler, String definition) throws Exception {
		try (LocalFunction function = builder(definition).handler(handler).start()) {
			Event event = Event.encapSqs(new Order(1, 0), new Order(2, 1), new Order(3, 0), new Order(4, 2),
					new Order(5, 0));
			FunctionAnswer answer = function.invoke(event).join();
			List<EventRecord> records = event.decapSqs();
			String second = records.get(1).id().orElseThrow();
			String fourth = records.get(3).id().orElseThrow();
			assertThat(answer.text()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + second
					+ "\"},{\"itemIdentifier\":\"" + fourth + "\"}]}");
			assertThat(this.sentry.received("event")).hasSize(2)
				.extracting((sent) -> sent.at("/contexts/values/record.id").asString())
				.containsExactlyInAnyOrder(second, fourth);
			assertThat(this.sentry.received("event")).allSatisfy((sent) -> {
				assertThat(sent.at("/tags/lambda.requestID").asString()).isEqualTo(answer.requestId());
				assertThat(sent.at("/tags/lambda.eventSource").asString()).isEqualTo("sqs");
				boolean isSecond = sent.at("/contexts/values/record.id").asString().equals(second);
				assertThat(sent.at("/contexts/values/place").asInt()).isEqualTo(isSecond ? 1 : 3);
				assertThat(sent.path("breadcrumbs").valueStream().map((crumb) -> crumb.path("message").asString("")))
					.contains(isSecond ? "handling 2" : "handling 4")
					.doesNotContain(isSecond ? "handling 4" : "handling 2", "handling 1", "handling 5");
			});
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(errorLines()).hasSize(2).allSatisfy((line) -> {
					assertThat(line.path("lambda.requestID").asString()).isEqualTo(answer.requestId());
					assertThat(line.path("record.id").asString()).isIn(second, fourth);
					assertThat(line.has("error.sentryEventID")).isTrue();
				}));
		}
	}

	@Test
	void tenCausesAreSentAndTheOthersCounted() throws Exception {
		try (LocalFunction function = builder("parallelOrders").start()) {
			function.invoke(Event.encapSqs(IntStream.range(0, 60).mapToObj((i) -> new Order(i, i % 15)).toArray()))
				.join();
			assertThat(this.sentry.received("event")).hasSize(10);
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(this.output.jsonLines())
					.extracting((line) -> line.path("message").asString())
					.contains(
							"Errors of 16 records are logged but not reported, since an invocation reports at most 10 causes"));
			assertThat(errorLines()).hasSize(56);
		}
	}

	@Test
	void batchExceptionIsNotSentAgain() throws Exception {
		try (LocalFunction function = builder("orders").start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs(new Order(1, 1), new Order(2, 1))).join();
			assertThat(answer.text()).contains("\"errorType\":\"io.golambda.batch.BatchException\"");
			assertThat(this.sentry.received("event")).hasSize(1);
			function.invoke(Event.encapSqs(new Order(3, 1))).join();
			assertThat(this.sentry.received("event")).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "io.golambda.lambda.LambdaHandler,orders", "io.golambda.lambda.LambdaHandler,parallelOrders",
			"io.golambda.lambda.LambdaHandler,typedOrders",
			"org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest,orders" })
	void failedSingleRecordIsLoggedAndSentOnce(String handler, String definition) throws Exception {
		try (LocalFunction function = builder(definition).handler(handler).start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs(new Order(1, 1))).join();
			assertThat(answer.isError()).isTrue();
			// its line follows all lines of the first invocation
			function.invoke(Event.encapSqs(new Order(2, 1))).join();
			Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(errorLines()).hasSize(2));
			assertThat(errorLines()).extracting((line) -> line.path("lambda.requestID").asString())
				.doesNotHaveDuplicates()
				.contains(answer.requestId());
			assertThat(this.sentry.received("event")).hasSize(2);
		}
	}

	@Test
	void nestedBatchInheritsTheTagsOfItsRecord() throws Exception {
		try (LocalFunction function = builder("nestedOrders").start()) {
			function.invoke(Event.encapSqs(new Order(1, 0), new Order(2, 1))).join();
			assertThat(this.sentry.received("event")).singleElement()
				.satisfies((sent) -> assertThat(sent.at("/tags/outer").asString()).isEqualTo("2"));
		}
	}

	@Test
	void debugLinesAreWrittenOnlyForTheFailedRecord() throws Exception {
		try (LocalFunction function = builder("parallelOrders").environment("GOLAMBDA_LOGGING_DEBUG_ON_FAILURE", "true")
			.start()) {
			function.invoke(Event.encapSqs(new Order(1, 0), new Order(2, 1), new Order(3, 0))).join();
			Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(errorLines()).hasSize(1));
			assertThat(this.output.jsonLines()).filteredOn((line) -> line.path("buffered").asBoolean(false))
				.extracting((line) -> line.path("message").asString())
				.contains("details of 2")
				.doesNotContain("details of 1", "details of 3");
		}
	}

	private LocalFunction.Builder builder(String definition) {
		return CachedClasses.builder()
			.environment("MAIN_CLASS", BatchesApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", definition)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.output(this.output);
	}

	private List<JsonNode> errorLines() {
		return this.output.jsonLines()
			.stream()
			.filter((line) -> line.path("level").asString().equals("error"))
			.toList();
	}

}
