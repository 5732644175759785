package io.golambda.local.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.local.LocalFunction;
import io.golambda.local.TestServer;
import io.golambda.local.console.ConsoleClient.StreamEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the HTTP server of the console: files, headers, refused requests, the stream.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConsoleServerTests {

	@TempDir
	static Path events;

	private static TestServer server;

	private static ConsoleClient console;

	@BeforeAll
	static void start() throws Exception {
		server = TestServer.start(LocalFunction.builder()
			.handler(ScriptHandler.class.getName())
			.concurrency(3)
			.timeout(Duration.ofSeconds(3)), events);
		console = new ConsoleClient(server.url());
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@Test
	void servesFilesWithTheirTypes() {
		HttpResponse<String> response = console.send("GET", "/console/probe.js", "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
		assertThat(response.body()).isEqualTo("// served by tests of static files\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console/probe.js", "/api/function", "/console/missing.js", "/api/missing" })
	void protectsThePageByHeaders(String path) {
		HttpResponse<String> response = console.send("GET", path, "");
		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValue("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
					+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console/Console.class", "/console/..%2Fpackage-info.class",
			"/console/../LocalLambda.class", "/console/%2e%2e/LocalLambda.class", "/console/..%5Cprobe.js",
			"/console/.js", "/console/a%00.js", "/console/", "/console/probe.js/x", "/api", "/api/invocations/x/y",
			"/api/invocations/missing", "/favicon.ico", "//api//function//x" })
	void unknownPathIsNotFound(String path) throws IOException {
		assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost:PORT")).startsWith("HTTP/1.1 404")
			.contains("{\"message\":\"");
	}

	@Test
	void invalidPathIsExplained() throws IOException {
		assertThat(raw("GET /api/%zz HTTP/1.1\r\nHost: localhost:PORT")).startsWith("HTTP/1.1 400");
	}

	@ParameterizedTest
	@CsvSource({ "PUT, /api/function, GET", "PUT, /api/invocations, 'DELETE, GET, POST'", "POST, /, GET",
			"GET, /api/invocations/x/replay, POST", "POST, /console/probe.js, GET" })
	void otherMethodIsNotAllowed(String method, String path, String allowed) {
		HttpResponse<String> response = console.send(method, path, "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
			"application/jsonx", "text/plain; application/json" })
	void otherContentTypeIsRejected(String type) {
		HttpResponse<String> response = console.send("POST", "/api/invocations", "{\"event\": \"{}\"}", "Content-Type",
				type);
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.body()).contains("Content-Type: application/json");
	}

	@Test
	void contentTypeMayNameTheCharset() {
		assertThat(console
			.send("POST", "/api/invocations", "{\"event\": \"{}\"}", "Content-Type", "Application/JSON; charset=utf-8")
			.statusCode()).isEqualTo(202);
	}

	@Test
	void tooLargeRequestIsRejected() {
		assertThat(console.sendJson("POST", "/api/invocations", " ".repeat(16 * 1024 * 1024 + 1)).statusCode())
			.isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example:PORT", "Host: localhost:1",
			"Host: localhost:PORT\r\nOrigin: https://evil.example", "Host: localhost:PORT\r\nOrigin: null",
			"Host: localhost:PORT\r\nSec-Fetch-Site: cross-site", "Host: localhost:PORT\r\nSec-Fetch-Site: same-site" })
	void refusesRequestsOfWebPages(String headers) throws IOException {
		for (String path : List.of("/", "/console/probe.js", "/api/function", "/api/invocations", "/api/stream")) {
			assertThat(raw("GET " + path + " HTTP/1.1\r\n" + headers)).startsWith("HTTP/1.1 403");
		}
		int before = console.get("/api/invocations").size();
		assertThat(raw(
				"POST /api/invocations HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 15\r\n" + headers,
				"{\"event\": \"{}\"}"))
			.startsWith("HTTP/1.1 403");
		assertThat(console.get("/api/invocations")).hasSize(before);
	}

	@Test
	void streamHasTheChangesInOrder() throws Exception {
		try (ConsoleClient.Stream stream = console.stream()) {
			String id = console.invoke("{\"print\": [\"a\", \"b\"]}").get(0);
			console.ended(id);
			List<StreamEvent> seen = stream.await((all) -> of(all, id).contains("succeeded"));
			assertThat(seen.get(0).name()).isEqualTo("function");
			assertThat(of(seen, id)).filteredOn((each) -> !each.equals("starting"))
				.containsExactly("queued", "running", "a", "b", "succeeded");
		}
	}

	@Test
	void streamHasTheStatesOfTheFunction() throws Exception {
		try (ConsoleClient.Stream stream = console.stream()) {
			console.run("{\"sleep\": 100}");
			stream.await((all) -> all.stream()
				.filter((each) -> each.name().equals("function"))
				.map((each) -> each.data().get("state").stringValue())
				.toList()
				.containsAll(List.of("running", "ready")));
		}
	}

	@Test
	void eventsRunInParallelUpToTheConcurrency() {
		List<String> ids = console
			.invoke(IntStream.range(0, 4).mapToObj((i) -> "{\"sleep\": 1500, \"pid\": true}").toArray(String[]::new));
		ConsoleClient.await(() -> console.get("/api/invocations"),
				(all) -> IntStream.range(0, all.size())
					.mapToObj((i) -> all.get(i))
					.filter((each) -> each.get("state").stringValue().equals("running"))
					.count() == 3);
		assertThat(ids).extracting((id) -> console.ended(id).get("answer").get("text").stringValue())
			.satisfies((pids) -> assertThat(pids.stream().distinct()).hasSize(3));
	}

	@Test
	void timeoutIsShownWithTheLinesOfTheInvocation() {
		JsonNode late = console.run("{\"print\": [\"before\"], \"sleep\": 60000}");
		assertThat(late.get("state").stringValue()).isEqualTo("timed-out");
		assertThat(late.get("answer").get("text").stringValue()).contains("Task timed out after 3.00 seconds");
		assertThat(late.get("durationMillis").doubleValue()).isBetween(3000.0, 10_000.0);
		assertThat(late.get("lines").toString()).contains("\"before\"");
		assertThat(console.run("{\"answer\": 1}").get("state").stringValue()).isEqualTo("succeeded");
	}

	@Test
	void failedStartIsShownWithItsLines() throws Exception {
		try (TestServer other = TestServer.start(LocalFunction.builder()
			.handler(ScriptHandler.class.getName())
			.environment(ScriptHandler.FAIL_START, "true"), events)) {
			ConsoleClient failing = new ConsoleClient(other.url());
			JsonNode failed = failing.run("{}");
			assertThat(failed.get("state").stringValue()).isEqualTo("failed");
			assertThat(failed.get("answer").get("text").stringValue()).contains("cannot start");
			assertThat(failed.get("lines").toString()).contains("\"starting\"", "cannot start");
			assertThat(failed.has("durationMillis")).isFalse();
			assertThat(failing.get("/api/function").get("state").stringValue()).isEqualTo("failed");
		}
	}

	@Test
	void closeEndsStreams() throws Exception {
		TestServer other = TestServer.start(LocalFunction.builder().handler(ScriptHandler.class.getName()), events);
		try (ConsoleClient.Stream stream = new ConsoleClient(other.url()).stream()) {
			stream.await((all) -> !all.isEmpty());
			other.close();
			stream.join(5000);
			assertThat(stream.isAlive()).isFalse();
		}
	}

	private static List<String> of(List<StreamEvent> events, String id) {
		return events.stream()
			.filter((each) -> each.data().path("id").asString("").equals(id)
					|| each.data().path("invocation").asString("").equals(id))
			.map((each) -> each.name().equals("log") ? each.data().get("line").get("raw").stringValue()
					: each.data().get("state").stringValue())
			.toList();
	}

	private static String raw(String head) throws IOException {
		return raw(head, "");
	}

	private static String raw(String head, String body) throws IOException {
		URI url = server.url();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
			String request = head.replace("PORT", String.valueOf(url.getPort())) + "\r\nConnection: close\r\n\r\n"
					+ body;
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
