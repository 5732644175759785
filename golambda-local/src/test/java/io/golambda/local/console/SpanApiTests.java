package io.golambda.local.console;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.golambda.local.LocalFunction;
import io.golambda.local.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that exported spans appear at their invocation.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpanApiTests {

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
	void spansAreShownAtTheirInvocation() throws Exception {
		try (ConsoleClient.Stream stream = console.stream()) {
			String id = console.run("{}").get("id").stringValue();
			byte[] child = span("22", "11", "SELECT", 2_000_000L, 5_000_000L, "db.system", "h2");
			byte[] root = span("11", null, "function", 1_000_000L, 9_000_000L, "faas.invocation_id", id);
			assertThat(export(child, "application/x-protobuf").statusCode()).isEqualTo(200);
			assertThat(export(root, "application/x-protobuf").statusCode()).isEqualTo(200);
			JsonNode spans = console.get("/api/invocations/" + id).get("spans");
			assertThat(spans).extracting((span) -> span.get("name").stringValue())
				.containsExactly("function", "SELECT");
			assertThat(spans.get(0).get("startMicros").longValue()).isZero();
			assertThat(spans.get(1).get("startMicros").longValue()).isEqualTo(1000);
			assertThat(spans.get(1).get("durationMicros").longValue()).isEqualTo(3000);
			assertThat(spans.get(1).get("parentId").stringValue()).isEqualTo("11".repeat(8));
			assertThat(spans.get(1).get("attributes").get("db.system").stringValue()).isEqualTo("h2");
			stream.await((seen) -> seen.stream()
				.anyMatch((each) -> each.name().equals("spans") && each.data().get("spans").size() == 2));
		}
	}

	@Test
	void otherRequestsAreRejected() throws Exception {
		assertThat(export(new byte[] { 1, 2, 3 }, "application/x-protobuf").statusCode()).isEqualTo(400);
		assertThat(export("{}".getBytes(StandardCharsets.UTF_8), "application/json").statusCode()).isEqualTo(415);
	}

	private static HttpResponse<String> export(byte[] body, String type) throws Exception {
		URI url = server.url().resolve("/v1/traces");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url)
				.header("Content-Type", type)
				.POST(BodyPublishers.ofByteArray(body))
				.build(), BodyHandlers.ofString());
	}

	/**
	 * Returns an ExportTraceServiceRequest with one span.
	 */
	private static byte[] span(String id, String parentId, String name, long start, long end, String attribute,
			String value) {
		Message span = new Message().bytes(1, hex("ab".repeat(16))).bytes(2, hex(id.repeat(8)));
		if (parentId != null) {
			span.bytes(4, hex(parentId.repeat(8)));
		}
		span.bytes(5, text(name)).fixed64(7, start).fixed64(8, end);
		span.bytes(9,
				new Message().bytes(1, text(attribute)).bytes(2, new Message().bytes(1, text(value)).done()).done());
		Message scopeSpans = new Message().bytes(2, span.done());
		Message resourceSpans = new Message().bytes(2, scopeSpans.done());
		return new Message().bytes(1, resourceSpans.done()).done();
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A small message in protobuf's wire format.
	 */
	private static final class Message {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		Message bytes(int field, byte[] value) {
			this.out.write(field << 3 | 2);
			if (value.length > 127) {
				this.out.write(value.length & 0x7F | 0x80);
			}
			this.out.write((value.length > 127) ? value.length >> 7 : value.length);
			this.out.writeBytes(value);
			return this;
		}

		Message fixed64(int field, long value) {
			this.out.write(field << 3 | 1);
			this.out.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
			return this;
		}

		byte[] done() {
			return this.out.toByteArray();
		}

	}

}
