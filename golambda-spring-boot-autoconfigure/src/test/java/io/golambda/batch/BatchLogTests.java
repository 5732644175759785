package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.golambda.error.ErrorReport;
import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.logging.ErrorInterceptor;
import io.golambda.logging.ErrorLog;
import io.golambda.logging.LogContextInterceptor;
import io.golambda.logging.StructuredLogger;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told of the records of a batch within an invocation, one after the other and at
 * once.
 */
@LambdaLogs
class BatchLogTests {

	private static final Logger log = LoggerFactory.getLogger(BatchLogTests.class);

	private static final StructuredLogger structured = StructuredLogger.of(BatchLogTests.class);

	private final List<ErrorReport> reported = Collections.synchronizedList(new ArrayList<>());

	private final LogContextInterceptor logContext = new LogContextInterceptor(null, 0, null, null);

	private final ErrorInterceptor errors = new ErrorInterceptor(new ErrorLog(List.of((error, invocation) -> {
		this.reported.add(error);
		return "event-" + this.reported.size();
	}), List.of(IllegalArgumentException.class)), false);

	private final InvocationChain chain = new InvocationChain(List.of(this.logContext, this.errors),
			() -> List.of(this.logContext, this.errors));

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void theLinesOfARecordSayWhichItIsAndNothingOfOthers(int parallelism, CapturedLogs logs) throws Exception {
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
	void aFailedRecordIsToldInOneLineWithItsValues(int parallelism, CapturedLogs logs) throws Exception {
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
				.isEqualTo(Map.of("order", 17, "customer", "b-customer", "record.id", "b"));
			assertThat(line.get("error.sentryEventID")).isEqualTo("event-1");
		});
	}

	@Test
	void ifTheFunctionFailsThatIsToldOnceMoreButReportedOnce(CapturedLogs logs) {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> invoke(Events.queue("a", "b"), 1, BatchLogTests::fail));
		assertThat(errorLines(logs)).extracting(LogLine::message)
			.containsExactly("a", "b", "No record of the SQS event succeeded: 2 failed.");
		assertThat(errorLines(logs))
			.allSatisfy((line) -> assertThat(line.get("error.sentryEventID")).isEqualTo("event-1"));
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void recordsThatFailForOneCauseAreReportedOnce(CapturedLogs logs) throws Exception {
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

	@Test
	void ofManyCausesTenAreReportedAndTheOthersCounted(CapturedLogs logs) throws Exception {
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
		assertThat(logs.lines("Errors of 15 records are only in the log: of one invocation 10 causes are reported"))
			.singleElement()
			.satisfies((line) -> assertThat(line.get("unsent")).isEqualTo(15));
	}

	@Test
	void anExpectedErrorOfARecordIsAWarning(CapturedLogs logs) throws Exception {
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
	void aRecordInAnEnvelopeIsToldByBothIds(CapturedLogs logs) throws Exception {
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

	@FunctionalInterface
	private interface Work {

		void on(String id) throws Exception;

	}

}
