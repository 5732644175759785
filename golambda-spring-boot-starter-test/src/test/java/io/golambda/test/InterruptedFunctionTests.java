package io.golambda.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.golambda.batch.Batch;
import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions that are interrupted shortly before they time out.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@SpringBootTest(classes = InterruptedFunctionTests.StuckApplication.class,
		properties = "golambda.timeout.interrupt=true")
class InterruptedFunctionTests {

	@Autowired
	LambdaTester tester;

	@Autowired
	StuckApplication application;

	@Test
	void batchAnswersWithTheRecordsThatWereDoneAndNamesTheRestAsFailed() {
		List<LambdaResult> results = invokeAll(Event.encapSqs("done", "stuck", "done"),
				Event.encapSqs("done", "stuck and wraps", "done"), Event.encapSqs("done", "awaits", "done"),
				fifo("a", "stuck", "a"), Event.encapKinesis("done", "stuck", "done"),
				Event.encapDynamoDb(new Item("done"), new Item("stuck"), new Item("done")),
				Event.encapKafka("done", "stuck", "done"),
				Event.encapSqs("done", "done in parallel", "stuck in parallel", "stuck in parallel"));
		for (LambdaResult result : results.subList(0, 7)) {
			assertThat(result).succeeds().hasFailedRecords(1).hasUntriedRecords(2);
		}
		assertThat(results.get(7)).succeeds().hasFailedRecords(2, 3).hasUntriedRecords();
		assertThat(results).allSatisfy(InterruptedFunctionTests::assertReportedOnce);
	}

	@Test
	void batchInWhichNothingWasDoneFailsAsAWhole() {
		List<LambdaResult> results = invokeAll(Event.encapSqs("stuck", "done"),
				Event.encapFirehose("done", "stuck", "done"), Event.encapRabbitMq("done", "stuck"));
		assertThat(results).allSatisfy((result) -> {
			assertThat(result).failsWith(FunctionTimeoutException.class);
			assertReportedOnce(result);
		});
	}

	@Test
	void asynchronousResultsAreCancelled() {
		List<LambdaResult> results = invokeAll(Event.of("\"future\""), Event.of("\"mono\""), Event.of("\"flux\""));
		assertThat(results).allSatisfy((result) -> {
			assertThat(result).failsWith(FunctionTimeoutException.class)
				.exception()
				.hasCauseInstanceOf(InterruptedException.class);
			assertReportedOnce(result);
		});
		assertThat(this.application.future).isCancelled();
		assertThat(this.application.cancelled).isTrue();
	}

	@Test
	void flagOfTheThreadDoesNotReachTheNextInvocation() {
		assertThat(this.tester.withDeadline(Duration.ofMillis(500)).invoke("\"sleep\""))
			.failsWith(FunctionTimeoutException.class);
		assertThat(this.tester.invoke("\"is interrupted\"")).answers(false);
	}

	private List<LambdaResult> invokeAll(Event... events) {
		return this.tester.withDeadline(Duration.ofMillis(1500)).invokeInParallel(List.of(events));
	}

	private static void assertReportedOnce(LambdaResult result) {
		assertThat(result).isWithinDeadline()
			.lines()
			.filteredOn((line) -> line.level().equals("error"))
			.singleElement()
			.satisfies((line) -> assertThat(line.message()).isEqualTo("The function is about to time out."));
	}

	private static Event fifo(String... bodies) {
		return Event.encapSqs(Stream.of(bodies)
			.map((body) -> NewRecord.of(body)
				.with("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:orders.fifo")
				.with("MessageGroupId", "group"))
			.toArray());
	}

	record Item(String text) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class StuckApplication {

		private final CompletableFuture<String> future = new CompletableFuture<>();

		private final AtomicBoolean cancelled = new AtomicBoolean();

		@Bean
		Function<Event, @Nullable Object> stuck() {
			return (event) -> {
				if (event.source() == EventSource.UNKNOWN) {
					return call(event.bind(JsonNode.class).asString());
				}
				if (event.source() == EventSource.FIREHOSE) {
					return FirehoseResponse.of(event, (record) -> {
						work(record.text());
						return FirehoseResult.dropped();
					});
				}
				Batch.Builder batch = Batch.builder().deadlineMargin(Duration.ZERO);
				if (event.json().contains("in parallel")) {
					batch.parallelism(8);
				}
				return event.json().contains("awaits")
						? batch.processAwaiting(event,
								(record) -> record.text().equals("awaits") ? Mono.never() : Mono.empty())
						: batch.process(event, (record) -> work(text(record)));
			};
		}

		private static String text(EventRecord record) {
			return (record.source() == EventSource.DYNAMODB) ? record.bind(Item.class).text() : record.text();
		}

		private static void work(String text) {
			if (text.startsWith("stuck")) {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					if (!text.endsWith("wraps")) {
						Thread.currentThread().interrupt();
					}
					throw new IllegalStateException("interrupted", ex);
				}
			}
		}

		private @Nullable Object call(String command) {
			return switch (command) {
				case "future" -> this.future;
				case "mono" -> Mono.never();
				case "flux" -> Flux.interval(Duration.ofMillis(10)).doOnCancel(() -> this.cancelled.set(true));
				case "sleep" -> {
					work("stuck");
					yield null;
				}
				default -> Thread.currentThread().isInterrupted();
			};
		}

	}

}
