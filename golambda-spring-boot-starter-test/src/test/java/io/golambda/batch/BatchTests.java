package io.golambda.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.Records;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@LambdaLogs
class BatchTests {

	private final List<String> tried = new ArrayList<>();

	@Test
	void queueProcessesEveryMessageAndReportsTheFailedOnes() {
		BatchResponse answer = Batch.process(Events.queue("a", "b", "c", "d"), failing("a", "c"));
		assertThat(this.tried).containsExactly("a", "b", "c", "d");
		assertThat(answer).isEqualTo(BatchResponse.of("a", "c"));
	}

	@Test
	void successReportsNoFailures() {
		assertThat(Batch.process(Events.queue("a", "b"), failing())).isEqualTo(BatchResponse.of());
	}

	@Test
	void failedFifoMessageSkipsTheRestOfItsGroup(CapturedLogs logs) {
		BatchResponse answer = Batch.process(Events.fifo("a1", "b1", "a2", "b2", "a3", "c1"), failing("a2", "c1"));
		assertThat(this.tried).containsExactly("a1", "b1", "a2", "b2", "c1");
		assertThat(answer).isEqualTo(BatchResponse.of("a2", "a3", "c1"));
		assertThat(logs.lines()).filteredOn((line) -> line.level().equals("warn"))
			.extracting(LogLine::message)
			.containsExactly("Of 6 records of the SQS event: 2 failed, 1 skipped after a failed one. "
					+ "They will be retried.");
	}

	@Test
	void messageGroupOfAStandardQueueIsNotOrdered() {
		Event fair = Event.of(Events.records(
				List.of(Events.message("a", "queue", "tenant", "a"), Events.message("b", "queue", "tenant", "b"))));
		assertThat(Batch.process(fair, failing("a"))).isEqualTo(BatchResponse.of("a"));
		assertThat(this.tried).containsExactly("a", "b");
	}

	@Test
	void eachBindsEveryRecord() {
		List<Order> handled = new ArrayList<>();
		Function<Event, BatchResponse> orders = Batch.each(Order.class, handled::add);
		Event event = Event.encapSqs(new Order(1), "no order", new Order(3));
		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of(Events.id(event.decapSqs().get(1))));
		assertThat(handled).containsExactly(new Order(1), new Order(3));
	}

	@Test
	void eachBindsGenericTypes() {
		List<Map<String, Integer>> handled = new ArrayList<>();
		Batch.each(new TypeReference<Map<String, Integer>>() {
		}, handled::add).apply(Event.encapSqs(new Order(1)));
		assertThat(handled).containsExactly(Map.of("id", 1));
	}

	@Test
	void recordsOfATypeAreProcessed() {
		List<Order> handled = new ArrayList<>();
		Event event = Event.encapSqs(new Order(1), "no order");
		assertThat(Batch.process(Records.of(event, Order.class), handled::add))
			.isEqualTo(BatchResponse.of(Events.id(event.decapSqs().get(1))));
		assertThat(handled).containsExactly(new Order(1));
	}

	@Test
	void consumerReceivesTheGivenRecords() throws Exception {
		Event event = Event.encapSnsOverSqs(new Order(1), new Order(2));
		Records<Order> records = Records.of(event, Order.class);
		List<EventRecord> worked = new ArrayList<>();
		new InvocationChain(List.of()).invoke(event,
				(invocation) -> Batch.process(records, (order) -> worked.add(Invocation.current().record().get())));
		assertThat(worked).hasSize(2);
		assertThat(worked.get(0)).isSameAs(records.records().get(0));
		assertThat(worked.get(1)).isSameAs(records.records().get(1));
	}

	@Test
	void consumerMayThrowCheckedExceptions() {
		assertThat(Batch.process(Events.queue("a", "b"), (record) -> {
			if (record.text().equals("b")) {
				throw new IOException("refused");
			}
		})).isEqualTo(BatchResponse.of("b"));
	}

	@Test
	void recordsInAnEnvelopeAreRetriedAsOne() {
		String notification = "{\"Type\":\"Notification\",\"MessageId\":\"n\",\"TopicArn\":\"t\",\"Message\":\"m\"}";
		Event event = Event.of(Events.records(
				List.of(Events.message("a", "queue", null, notification), Events.message("b", "queue", null, "x"))));
		assertThat(Batch.process(event, failing("n"))).isEqualTo(BatchResponse.of("a"));
		assertThat(this.tried).containsExactly("n", "b");
	}

	@Test
	void failureSkipsTheRestOfItsEnvelope() throws Exception {
		String uploads = resource("s3-typical").replaceAll("\\s*\\n\\s*", "");
		Event event = Event.of(Events
			.records(List.of(Events.message("a", "queue", null, uploads), Events.message("b", "queue", null, "x"))));
		List<EventRecord> objects = event.records();
		assertThat(objects.size()).as("multiple in one message").isGreaterThan(2);
		assertThat(Batch.process(event, (record) -> {
			this.tried.add(record.source() + " " + record.index());
			if (record.source() == EventSource.S3) {
				throw new IllegalStateException();
			}
		})).isEqualTo(BatchResponse.of("a"));
		assertThat(this.tried).containsExactly("S3 0", "SQS 1");
	}

	@Test
	void eventWithNoRecordsReportsNoFailures() throws Exception {
		// S3 sends it once, when notifications are configured
		assertThat(Batch.process(Event.of(resource("s3-test")), failing())).isEqualTo(BatchResponse.of());
		assertThat(this.tried).isEmpty();
	}

	private static String resource(String name) throws IOException {
		try (InputStream json = BatchTests.class.getResourceAsStream("/events/" + name + ".json")) {
			return new String(json.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void functionFailsIfNoRecordSucceeds() {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(Events.fifo("a1", "b1", "a2"), failing("a1", "b1")))
			.withMessage("No record of the SQS event succeeded: 2 failed, 1 skipped after a failed one.")
			.satisfies((ex) -> {
				assertThat(ex).hasCause(new IllegalStateException("a1"));
				assertThat(ex.getSuppressed()).extracting(Throwable::getMessage).containsExactly("b1");
			});
	}

	@Test
	void singleRecordThrowsItsOwnException() {
		IOException failure = new IOException("refused");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Batch.process(Events.queue("a"), (record) -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(failure.getSuppressed()).isEmpty();
	}

	@Test
	void sharedExceptionDoesNotSuppressItself() {
		RuntimeException shared = new IllegalStateException("shared");
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(Events.queue("a", "b"), (record) -> {
				throw shared;
			}))
			.withCause(shared)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
	}

	@Test
	void allRecordsAreReportedIfTheFunctionMustNotFail() {
		assertThat(Batch.builder().throwOnEntireBatchFailure(false).process(Events.queue("a", "b"), failing("a", "b")))
			.isEqualTo(BatchResponse.of("a", "b"));
	}

	@Test
	void sourceWithoutPartialResponseFailsAfterAllRecords() {
		Event event = Event.encapSns("a", "b", "c");
		List<String> texts = new ArrayList<>();
		assertThatExceptionOfType(BatchException.class).isThrownBy(() -> Batch.process(event, (record) -> {
			texts.add(record.text());
			if (!record.text().equals("b")) {
				throw new IllegalStateException(record.text());
			}
		}))
			.withMessage(
					"Of 3 records of the SNS event: 2 failed. The source accepts no partial response, so the whole "
							+ "event failed.")
			.withCause(new IllegalStateException("a"))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(texts).containsExactly("a", "b", "c");
	}

	@Test
	void sourceWithoutPartialResponseReportsNoFailures() {
		assertThat(Batch.process(Event.encapSns("a"), (record) -> this.tried.add(record.text())))
			.isEqualTo(BatchResponse.of());
		assertThat(this.tried).containsExactly("a");
	}

	@Test
	void failedRecordWithoutIdFailsTheWholeBatch() {
		for (String id : List.of("", "\"messageId\":null,", "\"messageId\":\"\",", "\"messageId\":7,")) {
			Event event = Event.of(Events.records(List.of(Events.message("a", "queue", null, "a"),
					"{" + id + "\"body\":\"b\",\"eventSource\":\"aws:sqs\"}")));
			assertThatExceptionOfType(BatchException.class).isThrownBy(() -> Batch.process(event, (record) -> {
				if (record.index() == 1) {
					throw new IOException("refused");
				}
			}))
				.withMessage("Record 1 of the SQS event did not succeed and has no id to report it by, "
						+ "so the whole batch failed.")
				.withCauseInstanceOf(IOException.class);
		}
	}

	@Test
	void failedRecordWithoutIdKeepsTheOtherFailures() {
		Event event = Event.of(Events
			.records(List.of(Events.message("a", "queue", null, "a"), "{\"body\":\"b\",\"eventSource\":\"aws:sqs\"}",
					Events.message("c", "queue", null, "c"), Events.message("d", "queue", null, "d"))));
		assertThatExceptionOfType(BatchException.class).isThrownBy(() -> Batch.process(event, (record) -> {
			if (record.index() < 3) {
				throw new IOException(record.text());
			}
		})).withMessageStartingWith("Record 1 of the SQS event").satisfies((ex) -> {
			assertThat(ex).hasCause(new IOException("a"));
			assertThat(ex.getSuppressed()).extracting(Throwable::getMessage).containsExactly("b", "c");
		});
	}

	@Test
	void successfulRecordNeedsNoId() {
		Event event = Event.of("{\"Records\":[{\"body\":\"b\",\"eventSource\":\"aws:sqs\"}]}");
		assertThat(Batch.process(event, EventRecord::text)).isEqualTo(BatchResponse.of());
	}

	@Test
	void eventOfAnUnknownSourceFails() {
		for (String event : List.of("{\"Records\":[]}", "{}", "[1]")) {
			assertThatExceptionOfType(EventException.class)
				.isThrownBy(() -> Batch.process(Event.of(event), EventRecord::text))
				.withMessageContaining("not from a source with records");
		}
	}

	@Test
	void unreadablePayloadFailsItsRecord() {
		Event event = Event.of(Events.records(List.of("{\"messageId\":\"a\",\"body\":17,\"eventSource\":\"aws:sqs\"}",
				"{\"messageId\":\"b\",\"eventSource\":\"aws:sqs\"}", Events.message("c", "queue", null, "c"))));
		assertThat(Batch.process(event, (record) -> this.tried.add(record.text())))
			.isEqualTo(BatchResponse.of("a", "b"));
		assertThat(this.tried).containsExactly("c");
	}

	@Test
	void recordsAreReportedThatDoNotStartBeforeTheDeadline(CapturedLogs logs) {
		Event event = Events.withTimeLeft(Events.queue("a", "b", "c"), 700);
		BatchResponse answer = Batch.process(event, (record) -> {
			this.tried.add(Events.id(record));
			Thread.sleep(300);
		});
		assertThat(this.tried).containsExactly("a");
		assertThat(answer).isEqualTo(BatchResponse.of("b", "c"));
		assertThat(logs.lines(
				"Of 3 records of the SQS event: 2 not started before the function had to end. They will be retried."))
			.hasSize(1);
	}

	@Test
	void createdEventHasTheDeadlineOfTheInvocation() throws Exception {
		Event delivered = Events.withTimeLeft(Event.of("{}"), 700);
		Object answer = new InvocationChain(List.of()).invoke(delivered,
				(invocation) -> Batch.process(Events.queue("a", "b", "c"), (record) -> {
					this.tried.add(Events.id(record));
					Thread.sleep(300);
				}));
		assertThat(this.tried).containsExactly("a");
		assertThat(answer).isEqualTo(BatchResponse.of("b", "c"));
	}

	@Test
	void failureToCreateInterceptorsFailsTheInvocation() {
		InvocationChain chain = new InvocationChain(List.of(), () -> {
			throw new IllegalStateException("the interceptor could not be created");
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> chain.invoke(Events.queue("a", "b"),
				(invocation) -> Batch.builder()
					.throwOnEntireBatchFailure(false)
					.process(invocation.event(), failing())))
			.withMessage("the interceptor could not be created");
		assertThat(this.tried).isEmpty();
	}

	@Test
	void duplicateMessageIsReportedOnce() {
		assertThat(Batch.process(Events.queue("a", "b", "a"), failing("a"))).isEqualTo(BatchResponse.of("a"));
	}

	@Test
	void documentDbChangesAreOrdered() {
		Event event = Event.encapDocumentDb(Map.of("n", 0), Map.of("n", 1), Map.of("n", 2));
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.builder().parallelism(4).process(event, (record) -> {
				this.tried.add(record.text());
				if (record.index() == 1) {
					throw new IllegalStateException();
				}
			}))
			.withMessageContaining("1 skipped after a failed one");
		assertThat(this.tried).containsExactly("{\"n\":0}", "{\"n\":1}");
	}

	@Test
	@Timeout(60)
	void aggregatedRecordIsReadInLinearTime() throws Exception {
		Object[] orders = IntStream.range(0, 20_000).mapToObj((i) -> "order " + i + "x".repeat(100)).toArray();
		Event event = Event.encapKinesisAggregated(orders);
		Set<String> keys = new HashSet<>();
		// the attributes of the aggregate are read once, not for each record
		Object answer = new InvocationChain(List.of()).invoke(event, (invocation) -> Batch.process(event, (record) -> {
			keys.add(record.attributes().get("partitionKey"));
			assertThat(record.attributes()).containsKeys("sequenceNumber", "subSequenceNumber", "eventSourceARN");
			assertThat(record.timestamp()).isPresent();
		}));
		assertThat(answer).isEqualTo(BatchResponse.of());
		assertThat(keys).isNotEmpty();
	}

	@Test
	void deadlineMarginCanBeSet() {
		Event event = Events.withTimeLeft(Events.queue("a", "b"), 400);
		assertThat(Batch.builder().deadlineMargin(Duration.ofMillis(50)).process(event, failing()))
			.isEqualTo(BatchResponse.of());
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.builder().deadlineMargin(Duration.ofSeconds(1)).process(event, failing()))
			.withMessage("No record of the SQS event succeeded: 2 not started before the function had to end.")
			.withNoCause();
	}

	@Test
	void interruptReportsTheRemainingRecords() {
		BatchResponse answer = Batch.process(Events.queue("a", "b", "c"), (record) -> {
			this.tried.add(Events.id(record));
			if (Events.id(record).equals("b")) {
				throw new InterruptedException();
			}
		});
		assertThat(Thread.interrupted()).as("interrupted").isTrue();
		assertThat(this.tried).containsExactly("a", "b");
		assertThat(answer).isEqualTo(BatchResponse.of("b", "c"));
	}

	@Test
	void errorFailsItsRecord() {
		for (Error error : List.of(new AssertionError("a"), new NoClassDefFoundError("b"), new StackOverflowError())) {
			assertThat(Batch.process(Events.queue("a", "b"), (record) -> {
				if (Events.id(record).equals("a")) {
					throw error;
				}
			})).isEqualTo(BatchResponse.of("a"));
		}
	}

	@Test
	void outOfMemoryErrorFailsTheWholeBatch() {
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> Batch.process(Events.queue("a", "b", "c"), (record) -> {
				this.tried.add(Events.id(record));
				if (Events.id(record).equals("b")) {
					throw new OutOfMemoryError("test");
				}
			}));
		assertThat(this.tried).containsExactly("a", "b");
	}

	@Test
	void failuresOutsideAnInvocationAreLogged(CapturedLogs logs) {
		Batch.process(Events.queue("a", "b"), failing("b"));
		assertThat(logs.lines("Record 1 of the SQS event failed")).singleElement().satisfies((line) -> {
			assertThat(line.level()).isEqualTo("error");
			assertThat(line.get("error.type")).isEqualTo("java.lang.IllegalStateException");
		});
	}

	@Test
	void invalidSettingsAreRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> Batch.builder().parallelism(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Batch.builder().deadlineMargin(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Batch.builder().deadlineMargin(Duration.ofSeconds(Long.MAX_VALUE)));
	}

	private RecordConsumer<EventRecord> failing(String... ids) {
		Set<String> failing = Set.of(ids);
		return (record) -> {
			this.tried.add(Events.id(record));
			if (failing.contains(Events.id(record))) {
				throw new IllegalStateException(Events.id(record));
			}
		};
	}

	record Order(int id) {

	}

}
