package io.golambda.local.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.golambda.local.LocalFunction;
import io.golambda.local.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that messages of a local queue invoke the function of the console.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueueApiTests {

	@TempDir
	static Path events;

	private static SQSRestServer sqs;

	private static String queueUrl;

	private static TestServer server;

	private static ConsoleClient console;

	@BeforeAll
	static void start() throws Exception {
		sqs = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
		int port = sqs.waitUntilStarted().localAddress().getPort();
		queueUrl = "http://localhost:" + port + "/000000000000/colors";
		send("CreateQueue", "{\"QueueName\": \"colors\"}");
		server = TestServer.start(LocalFunction.builder().handler(ScriptHandler.class.getName()), events);
		console = new ConsoleClient(server.url());
	}

	@AfterAll
	static void close() {
		server.close();
		sqs.stopAndGetFuture();
	}

	@Test
	void messagesInvokeTheFunctionAndAppearInTheHistory() throws Exception {
		assertThat(console.get("/api/queue").get("running").booleanValue()).isFalse();
		try (ConsoleClient.Stream stream = console.stream()) {
			HttpResponse<String> started = console.sendJson("PUT", "/api/queue",
					"{\"queueUrl\": \"" + queueUrl + "\"}");
			assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
			send("SendMessage", "{\"QueueUrl\": \"" + queueUrl + "\", \"MessageBody\": \"from the queue\"}");
			JsonNode state = ConsoleClient.await(() -> console.get("/api/queue"),
					(queue) -> queue.get("deleted").intValue() == 1);
			assertThat(state.get("running").booleanValue()).isTrue();
			assertThat(state.get("received").intValue()).isOne();
			assertThat(state.get("returned").intValue()).isZero();
			JsonNode summaries = console.get("/api/invocations");
			assertThat(IntStream.range(0, summaries.size()).mapToObj((i) -> summaries.get(i)))
				.anySatisfy((invocation) -> {
					assertThat(invocation.get("source").stringValue()).isEqualTo("SQS");
					assertThat(invocation.get("label").stringValue()).isEqualTo("from the queue");
					assertThat(invocation.get("state").stringValue()).isEqualTo("succeeded");
				});
			stream.await((seen) -> seen.stream()
				.anyMatch((each) -> each.name().equals("queue") && each.data().get("deleted").intValue() == 1));
		}
		assertThat(console.send("DELETE", "/api/queue", "").statusCode()).isEqualTo(200);
		assertThat(console.get("/api/queue").get("running").booleanValue()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "{}; must have a member \"queueUrl\"",
			"{\"queueUrl\": \"https://sqs.eu-west-1.amazonaws.com/1/colors\"}; is not this computer",
			"{\"queueUrl\": \"nonsense\"}; The URL of the queue",
			"{\"queueUrl\": \"http://localhost:1/0/q\", \"batchSize\": 0}; \"batchSize\" must be a number from 1",
			"{\"queueUrl\": \"http://localhost:1/0/q\", \"batchSize\": 11}; The batch size must be 1 to 10",
			"{\"queueUrl\": \"http://localhost:1/0/q\", \"reportBatchItemFailures\": 1}; must be true or false" })
	void invalidSettingsAreExplained(String body, String message) {
		HttpResponse<String> response = console.sendJson("PUT", "/api/queue", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.MAPPER.readTree(response.body()).get("message").stringValue()).contains(message);
	}

	private static void send(String action, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(queueUrl).resolve("/"))
			.header("Content-Type", "application/x-amz-json-1.0")
			.header("X-Amz-Target", "AmazonSQS." + action)
			.POST(BodyPublishers.ofString(body))
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

}
