package io.golambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.local.event.Answer;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueuePollerTests {

	private static final Function<Event, String> SUCCESS = (event) -> "{\"batchItemFailures\":[]}";

	private static LocalQueue server;

	private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

	@BeforeAll
	static void startServer() {
		server = new LocalQueue();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@Test
	void processedMessagesAreDeleted() {
		QueueRequests queue = server.create("processed");
		for (int i = 0; i < 3; i++) {
			LocalQueue.send(queue, "order " + i);
		}
		List<QueueState> states = Collections.synchronizedList(new ArrayList<>());
		QueuePoller poller = QueuePoller.start(server.settings("processed"), (event) -> answer(event, SUCCESS),
				states::add);
		try (poller) {
			await(poller, (state) -> state.deleted() == 3);
			assertThat(bodies()).containsExactlyInAnyOrder("order 0", "order 1", "order 2");
			assertThat(LocalQueue.sizes(queue)).isEqualTo(Map.of("visible", "0", "invisible", "0"));
		}
		assertThat(poller.state())
			.isEqualTo(new QueueState(false, server.settings("processed").queueUrl().toString(), 3, 3, 0, null));
		assertThat(states).last().isEqualTo(poller.state());
	}

	@Test
	void eventIsTheOneOfLambda() {
		QueueRequests queue = server.create("exact");
		ObjectNode request = queue.request()
			.put("MessageBody", "{\"total\": 17.50, \"text\": \"grün \\ud83d\\ude00\"}");
		ObjectNode attributes = request.putObject("MessageAttributes");
		attributes.putObject("tenant").put("DataType", "String").put("StringValue", "acme");
		attributes.putObject("total").put("DataType", "Number.int").put("StringValue", "17");
		attributes.putObject("hash").put("DataType", "Binary").put("BinaryValue", "AAEC");
		String id = LocalQueue.send(queue, request);
		try (QueuePoller poller = start("exact", SUCCESS)) {
			await(poller, (state) -> state.deleted() == 1);
		}
		Event event = this.events.get(0);
		assertThat(event.source()).isEqualTo(EventSource.SQS);
		EventRecord record = event.decapSqs().get(0);
		assertThat(record.id()).hasValue(id);
		assertThat(record.text()).isEqualTo(request.path("MessageBody").asString());
		assertThat(record.attributes()).containsEntry("tenant", "acme")
			.containsEntry("total", "17")
			.containsEntry("hash", "AAEC")
			.containsEntry("ApproximateReceiveCount", "1")
			.containsEntry("eventSourceARN", queue.arn())
			.containsKeys("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
		JsonNode json = JsonMapper.shared().readTree(event.bytes()).path("Records").get(0);
		assertThat(json.propertyNames()).containsExactly("messageId", "receiptHandle", "body", "attributes",
				"messageAttributes", "md5OfMessageAttributes", "md5OfBody", "eventSource", "eventSourceARN",
				"awsRegion");
		assertThat(json.path("messageAttributes").path("hash")).isEqualTo(JsonMapper.shared().readTree("""
				{"binaryValue": "AAEC", "stringListValues": [], "binaryListValues": [], "dataType": "Binary"}"""));
		assertThat(json.path("md5OfBody").asString()).hasSize(32);
		assertThat(json.path("eventSource").asString()).isEqualTo("aws:sqs");
	}

	@Test
	void failedMessagesReturnAfterTheirVisibilityTimeout() {
		QueueRequests queue = server.create("partial");
		for (int i = 0; i < 4; i++) {
			LocalQueue.send(queue, "order " + i);
		}
		try (QueuePoller poller = start("partial", failingOnce("order 1", "order 3"))) {
			await(poller, (state) -> state.deleted() == 4);
			assertThat(poller.state().returned()).isEqualTo(2);
			assertThat(poller.state().lastError()).isNull();
		}
		assertThat(bodies().subList(0, 4)).containsExactlyInAnyOrder("order 0", "order 1", "order 2", "order 3");
		assertThat(bodies().subList(4, 6)).containsExactlyInAnyOrder("order 1", "order 3");
		assertThat(this.events.get(this.events.size() - 1).decapSqs().get(0).attributes())
			.containsEntry("ApproximateReceiveCount", "2");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}", "not JSON", "error", "thrown" })
	void wholeBatchReturnsAfterAnErrorOrAnInvalidResponse(String answer) {
		String name = "whole-" + Math.abs(answer.hashCode());
		QueueRequests queue = server.create(name);
		LocalQueue.send(queue, "a");
		LocalQueue.send(queue, "b");
		try (QueuePoller poller = start(name, (event) -> answer)) {
			await(poller, (state) -> state.returned() >= 2);
			assertThat(poller.state().deleted()).isZero();
			assertThat(poller.state().lastError()).contains("whole batch");
			if (answer.equals("thrown")) {
				assertThat(poller.state().lastError()).contains("java.lang.IllegalStateException: no process");
			}
		}
	}

	@Test
	void responseIsIgnoredWithoutReportBatchItemFailures() {
		QueueRequests queue = server.create("ignored");
		LocalQueue.send(queue, "a");
		QueueSettings settings = server.settings("ignored").withReportBatchItemFailures(false);
		try (QueuePoller poller = QueuePoller.start(settings,
				(event) -> answer(event, (received) -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}"),
				(state) -> {
				})) {
			await(poller, (state) -> state.deleted() == 1);
		}
	}

	@Test
	void fifoGroupsKeepTheirOrderDespiteFailures() {
		QueueRequests queue = server.create("orders.fifo");
		for (int i = 0; i < 3; i++) {
			LocalQueue.sendInGroup(queue, "a", "a" + i);
			LocalQueue.sendInGroup(queue, "b", "b" + i);
		}
		List<String> processed = Collections.synchronizedList(new ArrayList<>());
		List<String> failing = Collections.synchronizedList(new ArrayList<>(List.of("a1")));
		Function<Event, String> function = (event) -> {
			List<String> ids = new ArrayList<>();
			for (EventRecord record : event.decapSqs()) {
				boolean blocked = !ids.isEmpty() && record.text().startsWith("a");
				if (blocked || failing.remove(record.text())) {
					ids.add(record.id().orElseThrow());
				}
				else {
					processed.add(record.text());
				}
			}
			return failures(ids);
		};
		try (QueuePoller poller = start("orders.fifo", function)) {
			await(poller, (state) -> state.deleted() == 6);
		}
		assertThat(processed).filteredOn((body) -> body.startsWith("a")).containsExactly("a0", "a1", "a2");
		assertThat(processed).filteredOn((body) -> body.startsWith("b")).containsExactly("b0", "b1", "b2");
		assertThat(this.events.get(0).decapSqs().get(0).attributes()).containsKeys("MessageGroupId",
				"MessageDeduplicationId", "SequenceNumber");
	}

	@Test
	void batchSizeIsHonoured() {
		QueueRequests queue = server.create("small");
		for (int i = 0; i < 5; i++) {
			LocalQueue.send(queue, "order " + i);
		}
		try (QueuePoller poller = QueuePoller.start(server.settings("small").withBatchSize(2),
				(event) -> answer(event, SUCCESS), (state) -> {
				})) {
			await(poller, (state) -> state.deleted() == 5);
		}
		assertThat(this.events).allSatisfy((event) -> assertThat(event.decapSqs()).hasSizeBetween(1, 2));
	}

	@Test
	void batchWindowCollectsMoreThanOneReceive() {
		QueueRequests queue = server.create("window");
		for (int i = 0; i < 13; i++) {
			LocalQueue.send(queue, "order " + i);
		}
		try (QueuePoller poller = QueuePoller.start(server.settings("window").withBatch(13, Duration.ofSeconds(5)),
				(event) -> answer(event, SUCCESS), (state) -> {
				})) {
			await(poller, (state) -> state.deleted() == 13);
		}
		assertThat(this.events).singleElement().satisfies((event) -> assertThat(event.decapSqs()).hasSize(13));
	}

	@Test
	void largeMessagesAreDeliveredInSeveralEvents() {
		QueueRequests queue = server.create("large");
		String body = "x".repeat(900_000);
		for (int i = 0; i < 8; i++) {
			LocalQueue.send(queue, body);
		}
		try (QueuePoller poller = start("large", SUCCESS)) {
			await(poller, (state) -> state.deleted() >= 8);
		}
		assertThat(this.events).allSatisfy((event) -> assertThat(event.bytes()).hasSizeLessThan(6 * 1024 * 1024));
	}

	@Test
	void missingQueueIsReportedUntilItExists() {
		try (QueuePoller poller = start("late", SUCCESS)) {
			await(poller, (state) -> state.lastError() != null);
			assertThat(poller.state().lastError()).contains("/late does not exist. Create it")
				.endsWith("Retried in 1 s.");
			LocalQueue.send(server.create("late"), "a");
			await(poller, (state) -> state.deleted() == 1 && state.lastError() == null);
		}
	}

	@Test
	void unreachableServerIsReported() {
		try (QueuePoller poller = QueuePoller.start(QueueSettings.of("http://127.0.0.1:9/000000000000/orders"),
				(event) -> answer(event, SUCCESS), (state) -> {
				})) {
			await(poller, (state) -> state.lastError() != null);
			assertThat(poller.state().lastError())
				.startsWith("Nothing answers at http://127.0.0.1:9/. Start the SQS server");
			assertThat(poller.state().running()).isTrue();
		}
	}

	@Test
	void closeEndsTheLongPollAtOnce() {
		server.create("empty");
		QueuePoller poller = start("empty", SUCCESS);
		long start = System.nanoTime();
		poller.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertThat(poller.state().running()).isFalse();
	}

	@Test
	void closeLetsARunningInvocationEnd() throws InterruptedException {
		QueueRequests queue = server.create("running");
		LocalQueue.send(queue, "a");
		CountDownLatch invoked = new CountDownLatch(1);
		CompletableFuture<Answer> answer = new CompletableFuture<>();
		QueuePoller poller = QueuePoller.start(server.settings("running"), (event) -> {
			invoked.countDown();
			return answer;
		}, (state) -> {
		});
		invoked.await();
		// not in the common pool, which the HTTP client needs and which has one thread on
		// two cores
		Thread closing = new Thread(poller::close);
		closing.start();
		answer.complete(Answer.success(new byte[0]));
		closing.join();
		assertThat(poller.state().deleted()).isOne();
		assertThat(poller.state().running()).isFalse();
	}

	private QueuePoller start(String name, Function<Event, String> function) {
		return QueuePoller.start(server.settings(name), (event) -> answer(event, function), (state) -> {
		});
	}

	private CompletableFuture<Answer> answer(byte[] bytes, Function<Event, String> function) {
		Event event = Event.of(bytes);
		this.events.add(event);
		String answer = function.apply(event);
		return switch (answer) {
			case "thrown" -> CompletableFuture.failedFuture(new IllegalStateException("no process"));
			case "error" -> CompletableFuture.completedFuture(Answer.failure("{}".getBytes(StandardCharsets.UTF_8)));
			default -> CompletableFuture.completedFuture(Answer.success(answer.getBytes(StandardCharsets.UTF_8)));
		};
	}

	private Function<Event, String> failingOnce(String... bodies) {
		List<String> failing = Collections.synchronizedList(new ArrayList<>(List.of(bodies)));
		return (event) -> failures(event.decapSqs()
			.stream()
			.filter((record) -> failing.remove(record.text()))
			.map((record) -> record.id().orElseThrow())
			.toList());
	}

	private static String failures(List<String> ids) {
		ObjectNode response = JsonMapper.shared().createObjectNode();
		var failures = response.putArray("batchItemFailures");
		ids.forEach((id) -> failures.addObject().put("itemIdentifier", id));
		return response.toString();
	}

	private List<String> bodies() {
		return this.events.stream().flatMap((event) -> event.decapSqs().stream()).map(EventRecord::text).toList();
	}

	private static void await(QueuePoller poller, java.util.function.Predicate<QueueState> condition) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.until(poller::state, condition);
	}

}
