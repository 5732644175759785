package io.golambda.local.console;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;
import io.golambda.local.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the part of the API that makes, reads and saves events.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventApiTests {

	@TempDir
	static Path folder;

	private static TestServer server;

	private static ConsoleClient console;

	@BeforeAll
	static void start() throws Exception {
		server = TestServer.start(LocalFunction.builder().handler(ScriptHandler.class.getName()),
				folder.resolve("events"));
		console = new ConsoleClient(server.url());
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@Test
	void describesTheSources() {
		JsonNode sources = console.get("/api/sources");
		assertThat(sources).extracting((source) -> source.get("id").stringValue()).contains("SQS", "SNS", "KINESIS");
		assertThat(sources.get(0).get("payload").get("label").isString()).isTrue();
		assertThat(sources.get(0).get("batch").isBoolean()).isTrue();
	}

	@Test
	void makesAnEventThatTheFunctionReceives() {
		JsonNode made = json(console.sendJson("POST", "/api/events", """
				{"source": "SQS", "records": [{"payload": "blue"}, {"payload": "<b>"}]}"""), 200);
		assertThat(Event.of(made.get("event").stringValue()).decapSqs()).extracting((record) -> record.text())
			.containsExactly("blue", "<b>");
		assertThat(made.get("records").intValue()).isEqualTo(2);
		assertThat(console.run(made.get("event").stringValue()).get("label").stringValue()).isEqualTo("blue");
	}

	@Test
	void explainsAnEventThatCannotBeMade() {
		assertThat(json(console.sendJson("POST", "/api/events", "{\"source\": \"FAX\", \"records\": []}"), 400)
			.get("message")
			.stringValue()).startsWith("source must be one of");
	}

	@Test
	void readsPastedText() {
		String event = Event.encapSqs("blue").json();
		JsonNode read = json(
				console
					.sendJson("POST", "/api/events/read",
							Json.MAPPER
								.writeValueAsString(Map.of("text", "{\"level\":\"error\",\"event\":" + event + "}"))),
				200);
		assertThat(read.get("found").stringValue()).isEqualTo("log line");
		assertThat(read.get("source").stringValue()).isEqualTo("SQS");
		assertThat(console.sendJson("POST", "/api/events/read", "{\"text\": \"nothing\"}").statusCode()).isEqualTo(400);
		assertThat(console.sendJson("POST", "/api/events/read", "{}").statusCode()).isEqualTo(400);
	}

	@Test
	void savesAndOpensEvents() {
		assertThat(
				console.sendJson("PUT", "/api/events/files/blue.json", "{\"event\": \"{\\\"a\\\": 1}\"}").statusCode())
			.isEqualTo(201);
		assertThat(folder.resolve("events/blue.json")).exists();
		assertThat(console.sendJson("PUT", "/api/events/files/blue.json", "{\"event\": \"{}\"}").statusCode())
			.isEqualTo(409);
		assertThat(console
			.sendJson("PUT", "/api/events/files/blue.json", "{\"event\": \"{\\\"a\\\": 2}\", \"overwrite\": true}")
			.statusCode()).isEqualTo(200);
		assertThat(Json.MAPPER.readTree(console.get("/api/events/files/blue.json").get("event").stringValue())
			.get("a")
			.intValue()).isEqualTo(2);
		assertThat(console.get("/api/events/files")).extracting((file) -> file.get("name").stringValue())
			.contains("blue.json");
		assertThat(console.send("GET", "/api/events/files/missing.json", "").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "..%2Fsecret.json", "%2Fetc%2Fpasswd", "secret.txt", "..%5Csecret.json", "link.json" })
	void doesNotLeaveTheFolder(String name) throws IOException {
		Files.writeString(folder.resolve("secret.json"), "{\"secret\": 1}");
		Path link = folder.resolve("events/link.json");
		Files.createDirectories(link.getParent());
		Files.deleteIfExists(link);
		Files.createSymbolicLink(link, folder.resolve("secret.json"));
		HttpResponse<String> read = console.send("GET", "/api/events/files/" + name, "");
		assertThat(read.statusCode()).isBetween(400, 499);
		assertThat(read.body()).doesNotContain("\"secret\\\"");
		assertThat(console.sendJson("PUT", "/api/events/files/" + name, "{\"event\": \"{}\", \"overwrite\": true}")
			.statusCode()).isBetween(400, 499);
		assertThat(folder.resolve("secret.json")).content().contains("secret");
	}

	private static JsonNode json(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return Json.MAPPER.readTree(response.body());
	}

}
