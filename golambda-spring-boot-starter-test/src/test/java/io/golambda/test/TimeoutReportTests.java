package io.golambda.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Invocation;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log lines of a function that is about to time out, which {@link LambdaTester} shows
 * although it does not end the function.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@SpringBootTest(classes = TimeoutReportTests.SlowApplication.class,
		properties = { "golambda.logging.debug-on-failure=true", "golambda.error.fold-frames=false" })
class TimeoutReportTests {

	private static final Logger log = LoggerFactory.getLogger(TimeoutReportTests.class);

	@Autowired
	LambdaTester lambda;

	@Test
	void functionsThatAreAboutToTimeOutAreReportedOnce() {
		Event batch = Event.encapSqs("a", "b");
		List<LambdaResult> results = this.lambda.withDeadline(Duration.ofSeconds(1))
			.invokeInParallel(List.of(Event.of("\"succeed\""), Event.of("\"fail\""), batch));
		assertThat(results.get(0)).answers("succeed").logs("before the timeout");
		assertReport(results.get(0));
		assertThat(results.get(1)).failsWith(IllegalStateException.class, "too late");
		assertReport(results.get(1));
		assertThat(results.get(2)).hasFailedRecords(0, 1);
		assertBatchReport(results.get(2));
	}

	private static void assertReport(LambdaResult result) {
		assertThat(messages(result)).as("the failure after the report has no line")
			.containsSubsequence("held back", "The function is about to time out.", "before the timeout")
			.doesNotContain("too late");
		LogLine line = errorLine(result);
		assertThat(line.get("lambda.requestID")).isEqualTo(result.requestId());
		assertThat(line.get("error.type")).isEqualTo(FunctionTimeoutException.class.getName());
		assertThat(String.valueOf(line.get("error.stacktrace"))).contains("TimeoutReportTests.awaitReport");
		assertThat(line.fields()).as("the values so far").containsEntry("customer", 7);
		assertThat(values(line)).containsKeys("bad", "elapsedMs", "remainingMs", "heapUsedMB", "heapMaxMB")
			.containsEntry("customer", 7)
			.doesNotContainKey("recordsInWork");
	}

	private static void assertBatchReport(LambdaResult result) {
		assertThat(messages(result)).containsSubsequence("The function is about to time out.", "before the timeout")
			.contains("record held back")
			.doesNotContain("too late");
		LogLine line = errorLine(result);
		assertThat(String.valueOf(line.get("error.stacktrace"))).contains("TimeoutReportTests");
		List<?> records = (List<?>) values(line).get("recordsInWork");
		assertThat(records).hasSize(2);
		result.failedRecords()
			.forEach((record) -> assertThat(records).anySatisfy((each) -> assertThat((Map<?, ?>) each).satisfies(
					(values) -> assertThat(values.get("record.id")).isEqualTo(record.id().orElseThrow()),
					(values) -> assertThat(values.get("color")).isEqualTo(record.text()))));
		assertThat(String.valueOf(line.get("error.suppressed"))).contains("A thread works on records here.")
			.contains("TimeoutReportTests.awaitReport");
	}

	private static LogLine errorLine(LambdaResult result) {
		assertThat(result).lines().filteredOn((line) -> line.level().equals("error")).hasSize(1);
		return result.lines("The function is about to time out.").get(0);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> values(LogLine line) {
		return (Map<String, Object>) line.get("error.values");
	}

	private static List<String> messages(LambdaResult result) {
		return result.lines().stream().map(LogLine::message).toList();
	}

	private static void awaitReport() throws InterruptedException {
		Invocation.current().attribute(Report.class, Report::new).done.await();
	}

	/**
	 * Released by the bean that is called last.
	 */
	static final class Report {

		private final CountDownLatch done = new CountDownLatch(1);

	}

	static final class BadValue {

		@Override
		public String toString() {
			return toString();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class SlowApplication {

		@Bean
		Function<Event, Object> slow() {
			return (event) -> {
				log.debug("held back");
				if (event.source() == EventSource.SQS) {
					return Batch.builder()
						.parallelism(2)
						.deadlineMargin(Duration.ZERO)
						.throwOnEntireBatchFailure(false)
						.process(event, (record) -> {
							log.debug("record held back");
							Invocation.current().with("color", record.text());
							awaitReport();
							throw new IllegalStateException("too late");
						});
				}
				Invocation.current().with("customer", 7).with("bad", new BadValue());
				return await(event.bind(JsonNode.class).asString());
			};
		}

		private static String await(String command) {
			try {
				awaitReport();
			}
			catch (InterruptedException ex) {
				throw new AssertionError("not interrupted by default", ex);
			}
			if (command.equals("fail")) {
				throw new IllegalStateException("too late");
			}
			return command;
		}

		@Bean
		@Order(2)
		BeforeTimeout last() {
			return (invocation) -> invocation.attribute(Report.class, Report::new).done.countDown();
		}

		@Bean
		@Order(1)
		BeforeTimeout first() {
			return (invocation) -> log.info("before the timeout");
		}

	}

}
