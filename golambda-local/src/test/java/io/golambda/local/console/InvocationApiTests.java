package io.golambda.local.console;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;
import io.golambda.local.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the API of the console with a function in a process of its own.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InvocationApiTests {

	@TempDir
	static Path events;

	private static TestServer server;

	private static ConsoleClient console;

	@BeforeAll
	static void start() throws Exception {
		server = TestServer.start(LocalFunction.builder().handler(ScriptHandler.class.getName()), events);
		console = new ConsoleClient(server.url());
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@Test
	void describesTheFunction() {
		JsonNode function = console.get("/api/function");
		assertThat(function.get("name").stringValue()).isEqualTo("function");
		assertThat(function.get("handler").stringValue()).isEqualTo(ScriptHandler.class.getName());
		assertThat(function.get("concurrency").intValue()).isOne();
		assertThat(function.get("timeoutSeconds").intValue()).isEqualTo(300);
		assertThat(function.get("state").stringValue()).isIn("starting", "ready", "running");
		assertThat(function.get("javaVersion").stringValue()).isEqualTo(System.getProperty("java.version"));
		assertThat(function.get("eventsFolder").stringValue()).isEqualTo(events.toString());
	}

	@Test
	void showsAnswerDurationAndLinesOfAnInvocation() {
		JsonNode details = console.run("""
				{"print": ["first", "zweite Zeile: grün"], "sleep": 20, "answer": {"a": 1}}""");
		assertThat(details.get("state").stringValue()).isEqualTo("succeeded");
		assertThat(details.get("answer").toString()).isEqualTo("""
				{"text":"{\\"a\\":1}","error":false}""");
		assertThat(details.get("durationMillis").doubleValue()).isBetween(20.0, 10_000.0);
		assertThat(raw(details)).endsWith("first", "zweite Zeile: grün");
		assertThat(details.get("event").stringValue()).startsWith("{\"print\"");
		assertThat(details.get("startedAt").stringValue()).matches("\\d{4}-.*Z");
	}

	@Test
	void linesOfConsecutiveInvocationsAreNotMixed() {
		List<String> ids = console.invoke(IntStream.range(0, 20)
			.mapToObj((i) -> "{\"print\": [\"begin " + i + "\", \"end " + i + "\"]}")
			.toArray(String[]::new));
		for (int i = 0; i < ids.size(); i++) {
			assertThat(raw(console.ended(ids.get(i)))).endsWith("begin " + i, "end " + i).hasSizeLessThanOrEqualTo(3);
		}
	}

	@Test
	void failureIsShownWithItsErrorJson() {
		JsonNode details = console.run("{\"fail\": \"oops\"}");
		assertThat(details.get("state").stringValue()).isEqualTo("failed");
		assertThat(details.get("answer").get("error").booleanValue()).isTrue();
		assertThat(details.get("answer").get("text").stringValue()).contains("\"errorMessage\":\"oops\"");
	}

	@Test
	void firstInvocationOfAProcessIsACold() {
		JsonNode failed = console.run("{\"print\": [\"last words\"], \"exit\": 3}");
		assertThat(failed.get("answer").get("text").stringValue()).contains("exit status 3");
		assertThat(raw(failed)).contains("last words");
		JsonNode cold = console.run("{}");
		assertThat(cold.get("coldStart").booleanValue()).isTrue();
		double init = cold.get("initMillis").doubleValue();
		assertThat(init).isGreaterThan(10);
		assertThat(raw(cold)).as("lines of the start").contains("starting");
		assertThat(cold.get("billedMillis").longValue())
			.isEqualTo((long) Math.ceil(init + cold.get("durationMillis").doubleValue() - 0.02));
		JsonNode warm = console.run("{}");
		assertThat(warm.get("coldStart").booleanValue()).isFalse();
		assertThat(warm.has("initMillis")).isFalse();
		assertThat(warm.get("billedMillis").longValue()).isLessThan((long) init);
		assertThat(console.get("/api/function").get("lastRestartReason").stringValue()).isEqualTo("exit status 3");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void memoryOfTheProcessIsMeasured() {
		assertThat(console.run("{}").get("memoryMegabytes").intValue()).isBetween(10, 2000);
	}

	@Test
	void eventsAreSummarized() {
		JsonNode details = console.run(Event.encapSqs("  first\n message ", "second").json());
		assertThat(details.get("source").stringValue()).isEqualTo("SQS");
		assertThat(details.get("records").intValue()).isEqualTo(2);
		assertThat(details.get("label").stringValue()).isEqualTo("first message");
		JsonNode unknown = console.run("{\"answer\": 7}");
		assertThat(unknown.has("source")).isFalse();
		assertThat(unknown.get("records").intValue()).isZero();
		assertThat(unknown.get("label").stringValue()).isEqualTo("{\"answer\": 7}");
	}

	@Test
	void eventsOfTheInvokeApiAreInTheHistory() {
		HttpResponse<String> response = console.send("POST", "/2015-03-31/functions/function/invocations",
				"{\"answer\": \"from curl\"}");
		assertThat(response.body()).isEqualTo("\"from curl\"");
		String id = response.headers().firstValue("X-Amzn-RequestId").orElseThrow();
		JsonNode details = console.get("/api/invocations/" + id);
		assertThat(details.get("state").stringValue()).isEqualTo("succeeded");
		assertThat(details.get("answer").get("text").stringValue()).isEqualTo("\"from curl\"");
	}

	@Test
	void historyHasTheNewestFirst() {
		List<String> ids = console.invoke("{\"answer\":1}", "{\"answer\":2}");
		ids.forEach(console::ended);
		JsonNode summaries = console.get("/api/invocations");
		assertThat(summaries.get(0).get("id").stringValue()).isEqualTo(ids.get(1));
		assertThat(summaries.get(1).get("id").stringValue()).isEqualTo(ids.get(0));
		assertThat(summaries.get(0).get("number").intValue()).isEqualTo(summaries.get(1).get("number").intValue() + 1);
		assertThat(summaries.get(0).has("lines")).isFalse();
	}

	@Test
	void replaySendsTheEventAgain() {
		String id = console.invoke("{\"answer\": [1]}").get(0);
		console.ended(id);
		List<String> replayed = ConsoleClient.ids(console.send("POST", "/api/invocations/" + id + "/replay", ""));
		assertThat(replayed).hasSize(1).doesNotContain(id);
		assertThat(console.ended(replayed.get(0)).get("answer").get("text").stringValue()).isEqualTo("[1]");
	}

	@Test
	void replayHasTheSameTenant() {
		String id = ConsoleClient.ids(console.sendJson("POST", "/api/invocations", """
				{"event": "{\\"tenant\\": true}", "tenantId": "blue/1"}""")).get(0);
		assertThat(console.ended(id).get("answer").get("text").stringValue()).isEqualTo("\"blue/1\"");
		String replayed = ConsoleClient.ids(console.send("POST", "/api/invocations/" + id + "/replay", "")).get(0);
		assertThat(console.ended(replayed).get("answer").get("text").stringValue()).isEqualTo("\"blue/1\"");
		String other = console.invoke("{\"tenant\": true}").get(0);
		assertThat(console.ended(other).get("answer").get("text").stringValue()).isEqualTo("null");
	}

	@Test
	void replayOfFailedRecordsSendsThemAgain() {
		ObjectNode event = sqs("first", "second", "third");
		event.putObject("answer")
			.putArray("batchItemFailures")
			.addObject()
			.put("itemIdentifier", event.at("/Records/1/messageId").stringValue());
		JsonNode details = console.run(event.toString());
		assertThat(details.get("state").stringValue()).isEqualTo("partial");
		assertThat(details.get("failedRecords").intValue()).isOne();
		assertThat(details.get("items")).extracting((item) -> item.get("state").stringValue())
			.containsExactly("done", "failed", "done");
		List<String> again = ConsoleClient
			.ids(console.send("POST", "/api/invocations/" + details.get("id").stringValue() + "/replay-failed", ""));
		JsonNode replayed = console.ended(again.get(0));
		assertThat(replayed.get("records").intValue()).isOne();
		assertThat(replayed.get("label").stringValue()).isEqualTo("second");
		assertThat(replayed.get("event").stringValue()).contains("\"ApproximateReceiveCount\":\"2\"");
	}

	@Test
	void nothingIsReplayedIfNoRecordFailed() {
		String id = console.run(sqs("a", "b").toString()).get("id").stringValue();
		HttpResponse<String> response = console.send("POST", "/api/invocations/" + id + "/replay-failed", "");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(response.body()).contains("No record failed");
	}

	@Test
	void allRecordsOfAFailedInvocationAreReplayedAsAWhole() {
		JsonNode details = console.run(sqs("a", "b").put("fail", "oops").toString());
		assertThat(details.get("failedRecords").intValue()).isEqualTo(2);
		assertThat(details.get("state").stringValue()).isEqualTo("failed");
		HttpResponse<String> response = console.send("POST",
				"/api/invocations/" + details.get("id").stringValue() + "/replay-failed", "");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(response.body()).contains("Replay the whole event.");
	}

	@Test
	void runningInvocationHasNoTest() {
		String id = console.invoke("{\"sleep\": 500}").get(0);
		assertThat(console.send("GET", "/api/invocations/" + id + "/junit", "").statusCode()).isEqualTo(409);
		console.ended(id);
		assertThat(console.get("/api/invocations/" + id + "/junit").get("code").stringValue())
			.contains("class EventTests", "\"sleep\": 500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "\u0000", "{\"Records\": [{\"eventSource\": \"aws:sqs\"}]}",
			"{\"Records\": [{\"eventSource\": \"aws:sqs\", \"body\": {\"a\": 1}}, 7]}", "{\"Records\": {}}",
			"{\"awslogs\": {\"data\": \"no base64\"}}", "[[[[[[[[",
			"{\"Records\": [{\"eventSource\": \"aws:kinesis\"" })
	void hostileEventsOfTheInvokeApiAreData(String event) {
		HttpResponse<String> response = console.send("POST", "/2015-03-31/functions/function/invocations", event);
		assertThat(response.statusCode()).isEqualTo(200);
		String id = response.headers().firstValue("X-Amzn-RequestId").orElseThrow();
		assertThat(console.get("/api/invocations/" + id).get("event").stringValue()).isEqualTo(event);
	}

	@Test
	void oneRequestSendsAnEventSeveralTimes() {
		List<String> ids = ConsoleClient
			.ids(console.sendJson("POST", "/api/invocations", "{\"event\": \"{}\", \"count\": 3}"));
		assertThat(ids).hasSize(3).doesNotHaveDuplicates().allSatisfy((id) -> console.ended(id));
	}

	@Test
	void clearedHistoryIsEmpty() {
		String id = console.invoke("{}").get(0);
		console.ended(id);
		assertThat(console.send("DELETE", "/api/invocations", "").statusCode()).isEqualTo(204);
		assertThat(console.send("GET", "/api/invocations/" + id, "").statusCode()).isEqualTo(404);
	}

	@Test
	void metricsOfTheEmbeddedMetricFormatAreRead() {
		JsonNode details = console
			.run("""
					{"print": ["{\\"_aws\\":{\\"Timestamp\\":1,\\"CloudWatchMetrics\\":[{\\"Namespace\\":\\"Shop\\",\\"Dimensions\\":[[\\"service\\"]],\\"Metrics\\":[{\\"Name\\":\\"orders\\",\\"Unit\\":\\"Count\\"},{\\"Name\\":\\"missing\\"}]}]},\\"service\\":\\"cart\\",\\"orders\\":[3,4.5]}"]}""");
		assertThat(details.get("metrics").toString()).isEqualTo("""
				[{"name":"orders","unit":"Count","value":3,"dimensions":{"service":"cart"},"namespace":"Shop"},\
				{"name":"orders","unit":"Count","value":4.5,"dimensions":{"service":"cart"},"namespace":"Shop"}]""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "event: invocation", "data: {}", "{\"level\":", "[1]",
			"\u001b[31m", "{\"level\":{\"x\":1},\"time\":[]}" })
	void hostileLinesAreData(String line) throws Exception {
		try (ConsoleClient.Stream stream = console.stream()) {
			JsonNode details = console.run(Json.MAPPER.writeValueAsString(java.util.Map.of("print", List.of(line))));
			assertThat(raw(details)).contains(line);
			stream.await((seen) -> seen.stream()
				.anyMatch((each) -> each.name().equals("log")
						&& each.data().get("line").get("raw").stringValue().equals(line)));
		}
	}

	@Test
	void longLineIsCut() {
		JsonNode details = console.run("{\"printLong\": 1500000}");
		JsonNode line = details.get("lines").get(details.get("lines").size() - 1);
		assertThat(line.get("raw").stringValue()).hasSize(1024 * 1024);
		assertThat(line.get("cutBytes").intValue()).isEqualTo(1_500_000 - 1024 * 1024);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{}; 400; must have a member \"event\"", "[]; 400; must be a JSON object",
			"{; 400; not valid JSON", "{\"event\": 1}; 400; must have a member \"event\"",
			"{\"event\": \"{\"}; 400; The event is not valid JSON in line 1",
			"{\"event\": \" \"}; 400; The event is empty", "{\"event\": \"{} {}\"}; 400; The event is not valid JSON",
			"{\"event\": \"{}\", \"tenantId\": \"a\\\"b\"}; 400; The tenant id must consist of 1 to 256",
			"{\"event\": \"{}\", \"count\": 0}; 400; \"count\" must be a number from 1 to 100",
			"{\"event\": \"{}\", \"count\": \"2\"}; 400; \"count\" must be a number" })
	void invalidRequestIsExplained(String body, int status, String message) {
		HttpResponse<String> response = console.sendJson("POST", "/api/invocations", body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Json.MAPPER.readTree(response.body()).get("message").stringValue()).contains(message);
	}

	@Test
	void eventAboveLambdasLimitIsRejected() {
		String event = "\\\"" + "x".repeat(6 * 1024 * 1024 + 100) + "\\\"";
		assertThat(console.sendJson("POST", "/api/invocations", "{\"event\": \"" + event + "\"}").statusCode())
			.isEqualTo(413);
	}

	private static ObjectNode sqs(Object... messages) {
		return (ObjectNode) Json.MAPPER.readTree(Event.encapSqs(messages).bytes());
	}

	private static List<String> raw(JsonNode details) {
		JsonNode lines = details.get("lines");
		return IntStream.range(0, lines.size()).mapToObj((i) -> lines.get(i).get("raw").stringValue()).toList();
	}

}
