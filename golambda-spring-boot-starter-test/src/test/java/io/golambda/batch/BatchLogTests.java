package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.golambda.error.ErrorReport;
import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.logging.LoggingSupport;
import io.golambda.logging.StructuredLogger;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Log lines of the records of a batch within an invocation.
 */
@LambdaLogs
class BatchLogTests {

	private static final Logger log = LoggerFactory.getLogger(BatchLogTests.class);

	private static final StructuredLogger structured = StructuredLogger.of(BatchLogTests.class);

	private final List<ErrorReport> reported = Collections.synchronizedList(new ArrayList<>());

	private final OuterInterceptor logContext = LoggingSupport.logContext(null, false, 0, null);

	private final OuterInterceptor errors = LoggingSupport.errors(List.of((error, invocation) -> {
		this.reported.add(error);
		return "event-" + this.reported.size();
	}), List.of(IllegalArgumentException.class), false);

	private final InvocationChain chain = chain(this.logContext, this.errors);

	private static InvocationChain chain(OuterInterceptor... interceptors) {
		return new InvocationChain(LambdaEnvironment.of(Map.of()), List.of(interceptors), List.of(), List::of);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void linesOfARecordHaveItsValuesOnly(int parallelism, CapturedLogs logs) throws Exception {
		String[] ids = IntStream.range(0, 50).mapToObj((i) -> "m" + i).toArray(String[]::new);
		invoke(Events.queue(ids), parallelism, (id) -> {
			structured.set("set" + id, id);
			MDC.put("mdc" + id, id);
			Invocation.current().with("with" + id, id);
			log.info(id);
		});
		for (String id : ids) {
			assertThat(logs.lines(id)).singleElement().satisfies((line) -> {
				assertThat(line.get("lambda.requestID")).isEqualTo("request-1");
				assertThat(line.fields()).containsEntry("record.id", id)
					.containsEntry("set" + id, id)
					.containsEntry("mdc" + id, id)
					.containsEntry("with" + id, id)
					.containsEntry("whole", "set")
					.containsEntry("wholeMdc", "put");
				assertThat(line.fields().keySet()).filteredOn((key) -> key.matches("(set|mdc|with)m.*")).hasSize(3);
			});
		}
		assertThat(logs.lines("after").get(0).fields()).containsEntry("whole", "set")
			.containsEntry("wholeMdc", "put")
			.doesNotContainKeys("record.id", "setm0", "mdcm0", "withm0");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void failedRecordIsLoggedInOneLineWithItsValues(int parallelism, CapturedLogs logs) throws Exception {
		Object answer = invoke(Events.queue("a", "b", "c"), parallelism, (id) -> {
			Invocation.current().with("customer", id + "-customer");
			if (id.equals("b")) {
				throw new GolambdaException("oops").with("order", 17);
			}
		});
		assertThat(answer).isEqualTo(BatchResponse.of("b"));
		assertThat(errorLines(logs)).singleElement().satisfies((line) -> {
			assertThat(line.message()).isEqualTo("oops");
			assertThat(line.get("record.id")).isEqualTo("b");
			assertThat(line.get("error.values"))
				.isEqualTo(Map.of("order", 17, "customer", "b-customer", "record.id", "b", "whole", "set"));
			assertThat(line.get("error.sentryEventID")).isEqualTo("event-1");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void failedBatchIsLoggedWithoutTheErrorsOfItsRecords(int parallelism, CapturedLogs logs) {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> invoke(Events.queue("a", "b"), parallelism, BatchLogTests::fail));
		assertThat(errorLines(logs)).extracting(LogLine::message)
			.containsExactlyInAnyOrder("a", "b", "No record of the SQS event succeeded: 2 failed.");
		assertThat(errorLines(logs))
			.allSatisfy((line) -> assertThat(line.get("error.sentryEventID")).isEqualTo("event-1"));
		assertThat(logs.lines("No record of the SQS event succeeded: 2 failed.")).singleElement()
			.satisfies((line) -> assertThat(line.fields()).containsEntry("error.type", BatchException.class.getName())
				.containsKey("error.stacktrace")
				.doesNotContainKeys("error.causes", "error.suppressed", "record.id"));
		assertThat(this.reported).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("lonelyRecords")
	void failedBatchOfOneRecordIsLoggedAndReportedOnce(Event event, int parallelism, CapturedLogs logs) {
		assertThatIllegalStateException().isThrownBy(() -> this.chain.invoke(event,
				(invocation) -> Batch.builder()
					.parallelism(parallelism)
					.process(invocation.event(), (record) -> fail("oops"))))
			.withMessage("oops");
		assertThat(errorLines(logs)).extracting(LogLine::message).containsExactly("oops");
		assertThat(this.reported).hasSize(1);
	}

	static List<Arguments> lonelyRecords() {
		return Stream.of(Events.queue("a"), Event.encapSns("b"), Event.encapKinesis("c"), Event.encapS3("key"))
			.flatMap((event) -> Stream.of(Arguments.of(event, 1), Arguments.of(event, 4)))
			.toList();
	}

	@Test
	void errorOfTheFunctionIsLoggedBesidesThoseOfItsRecords(CapturedLogs logs) {
		assertThatIllegalStateException().isThrownBy(() -> this.chain.invoke(Events.queue("a"), (invocation) -> {
			try {
				return Batch.process(invocation.event(), (record) -> fail("a"));
			}
			catch (IllegalStateException ex) {
				throw new IllegalStateException("wrapped", ex);
			}
		}));
		assertThat(errorLines(logs)).extracting(LogLine::message).containsExactly("a", "wrapped");
	}

	@Test
	void recordsWithTheSameCauseAreReportedOnce(CapturedLogs logs) throws Exception {
		Object answer = invoke(Events.queue("ok", "a", "b", "c", "other"), 1, (id) -> {
			switch (id) {
				case "ok" -> log.info("fine");
				case "other" -> throw new IllegalStateException("other");
				default -> fail(id);
			}
		});
		assertThat(answer).isEqualTo(BatchResponse.of("a", "b", "c", "other"));
		assertThat(errorLines(logs)).extracting((line) -> line.get("error.sentryEventID"))
			.containsExactly("event-1", "event-1", "event-1", "event-2");
		assertThat(this.reported).extracting(ErrorReport::message).containsExactly("a", "other");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void bindingFailuresAreReportedOncePerReason(int parallelism, CapturedLogs logs) throws Exception {
		List<String> records = new ArrayList<>();
		records.add(Events.message("ok", "queue", null, "{\"id\":1}"));
		for (int i = 0; i < 100; i++) {
			records.add(Events.message("broken" + i, "queue", null, "{\"id\""));
		}
		records.add(Events.message("other type", "queue", null, "{\"id\":[]}"));
		records.add(Events.message("null", "queue", null, "null"));
		records.add("{\"messageId\":\"missing\",\"eventSource\":\"aws:sqs\"}");
		this.chain.invoke(Event.of(Events.records(records)),
				(invocation) -> Batch.builder().parallelism(parallelism).each(Order.class, (order) -> {
				}).apply(invocation.event()));
		assertThat(errorLines(logs)).hasSize(103);
		Map<Object, List<String>> kinds = errorLines(logs).stream()
			.collect(Collectors.groupingBy((line) -> line.get("error.sentryEventID"),
					Collectors.mapping((line) -> String.valueOf(line.get("record.id")).replaceAll("[0-9]", ""),
							Collectors.collectingAndThen(Collectors.toSet(), List::copyOf))));
		assertThat(kinds.values()).containsExactlyInAnyOrder(List.of("broken"), List.of("other type"), List.of("null"),
				List.of("missing"));
		assertThat(this.reported).hasSize(4);
	}

	@Test
	void rethrownBindingFailureIsReportedOnce() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> this.chain.invoke(Events.queue("no order"), bindingEach(1)));
		assertThat(this.reported).hasSize(1);
		for (int parallelism : List.of(1, 4)) {
			this.reported.clear();
			assertThatExceptionOfType(BatchException.class)
				.isThrownBy(() -> this.chain.invoke(Events.queue("no order", "nor this"), bindingEach(parallelism)));
			assertThat(this.reported).hasSize(1);
		}
	}

	private static InvocationInterceptor.Chain bindingEach(int parallelism) {
		return (invocation) -> Batch.builder().parallelism(parallelism).each(Order.class, (order) -> {
		}).apply(invocation.event());
	}

	@Test
	@Timeout(value = 30, unit = TimeUnit.SECONDS)
	void reportingACauseDoesNotBlockOtherCauses() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		AtomicInteger sent = new AtomicInteger();
		OuterInterceptor slow = LoggingSupport.errors(List.of((error, invocation) -> {
			try {
				together.await(10, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return "event-" + sent.incrementAndGet();
		}), List.of(), false);
		chain(slow).invoke(Events.queue("ok", "a", "b", "a"),
				(invocation) -> Batch.builder().parallelism(4).process(invocation.event(), (record) -> {
					switch (record.text()) {
						case "a" -> fail("a");
						case "b" -> throw new IllegalStateException("b");
						default -> log.info("fine");
					}
				}));
		assertThat(sent).hasValue(2);
	}

	@Test
	void recordsWaitForTheReportOfTheirCause(CapturedLogs logs) throws Exception {
		OuterInterceptor slow = LoggingSupport.errors(List.of((error, invocation) -> {
			try {
				Thread.sleep(200);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.reported.add(error);
			return "event-" + this.reported.size();
		}), List.of(), false);
		chain(this.logContext, slow).invoke(Events.queue("ok", "a", "b", "c"),
				(invocation) -> Batch.builder().parallelism(4).process(invocation.event(), (record) -> {
					if (!record.text().equals("ok")) {
						fail(record.text());
					}
				}));
		assertThat(this.reported).hasSize(1);
		assertThat(errorLines(logs)).hasSize(3)
			.allSatisfy((line) -> assertThat(line.get("error.sentryEventID")).isEqualTo("event-1"));
	}

	@Test
	void tenCausesAreReportedAndTheOthersCounted(CapturedLogs logs) throws Exception {
		invoke(Events.queue(IntStream.range(0, 26).mapToObj(String::valueOf).toArray(String[]::new)), 4, (id) -> {
			int place = Integer.parseInt(id);
			if (place > 0) {
				IllegalStateException failure = new IllegalStateException("oops");
				failure
					.setStackTrace(new StackTraceElement[] { new StackTraceElement("A", "a", "A.java", place % 25) });
				throw failure;
			}
		});
		assertThat(errorLines(logs)).hasSize(25);
		assertThat(this.reported).hasSize(10);
		assertThat(logs
			.lines("Errors of 15 records are logged but not reported, since an invocation reports at most 10 causes"))
			.singleElement()
			.satisfies((line) -> assertThat(line.get("unsent")).isEqualTo(15));
	}

	@Test
	void ignoredErrorOfARecordIsAWarning(CapturedLogs logs) throws Exception {
		invoke(Events.queue("a", "b"), 1, (id) -> {
			if (id.equals("a")) {
				throw new IllegalArgumentException("not today");
			}
		});
		assertThat(errorLines(logs)).isEmpty();
		assertThat(logs.lines("not today")).singleElement().extracting(LogLine::level).isEqualTo("warn");
		assertThat(this.reported).isEmpty();
	}

	@Test
	void batchWithIgnoredErrorsOnlyIsAWarning(CapturedLogs logs) {
		assertThatExceptionOfType(BatchException.class).isThrownBy(() -> invoke(Events.queue("a", "b"), 1, (id) -> {
			throw new IllegalArgumentException("not today");
		}));
		assertThat(errorLines(logs)).isEmpty();
		assertThat(logs.lines("No record of the SQS event succeeded: 2 failed.")).singleElement()
			.extracting(LogLine::level)
			.isEqualTo("warn");
		assertThat(this.reported).isEmpty();
		assertThatExceptionOfType(BatchException.class).isThrownBy(() -> invoke(Events.queue("a", "b"), 1, (id) -> {
			throw id.equals("a") ? new IllegalArgumentException("not today") : new IllegalStateException("oops");
		}));
		assertThat(logs.lines("No record of the SQS event succeeded: 2 failed.")).extracting(LogLine::level)
			.containsExactly("warn", "error");
	}

	@Test
	void refusedFirehoseRecordIsLoggedInOneLine(CapturedLogs logs) throws Exception {
		Event event = Event.encapFirehose("{}", "no JSON", "{}");
		Object response = this.chain.invoke(event, (invocation) -> FirehoseResponse.of(event, (record) -> {
			log.info("transform");
			return FirehoseResult.ok(record.bind(Map.class));
		}));
		assertThat(((FirehoseResponse) response).json()).containsOnlyOnce("ProcessingFailed");
		String id = event.decapFirehose().get(1).id().orElseThrow();
		assertThat(logs.lines("transform")).extracting((line) -> line.get("record.id"))
			.containsExactlyElementsOf(
					event.decapFirehose().stream().map((record) -> (Object) record.id().orElseThrow()).toList());
		assertThat(errorLines(logs)).singleElement().satisfies((line) -> {
			assertThat(line.message()).startsWith("Record 1 (id " + id + ") of the FIREHOSE event");
			assertThat(line.get("record.id")).isEqualTo(id);
			assertThat(line.get("error.type")).isEqualTo(EventException.class.getName());
		});
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void recordInAnEnvelopeIsLoggedWithBothIds(CapturedLogs logs) throws Exception {
		String notification = "{\"Type\":\"Notification\",\"MessageId\":\"inner\",\"TopicArn\":\"t\",\"Message\":\"m\"}";
		Event event = Event.of(Events.records(List.of(Events.message("outer", "queue", null, notification))));
		invoke(event, 1, (id) -> log.info("here"));
		assertThat(logs.lines("here").get(0).fields()).containsEntry("record.id", "inner")
			.containsEntry("record.envelope.id", "outer");
	}

	private Object invoke(Event event, int parallelism, Work work) throws Exception {
		return this.chain.invoke(Events.withTimeLeft(event, 60_000), (invocation) -> {
			structured.set("whole", "set");
			MDC.put("wholeMdc", "put");
			BatchResponse answer = Batch.builder().parallelism(parallelism).process(invocation.event(), (record) -> {
				assertThat(Invocation.current().record()).hasValue(record);
				work.on(Events.id(record));
			});
			log.info("after");
			return answer;
		});
	}

	private static void fail(String message) {
		throw new IllegalStateException(message);
	}

	private static List<LogLine> errorLines(CapturedLogs logs) {
		return logs.lines().stream().filter((line) -> line.level().equals("error")).toList();
	}

	record Order(int id) {

	}

	@FunctionalInterface
	private interface Work {

		void on(String id) throws Exception;

	}

}
