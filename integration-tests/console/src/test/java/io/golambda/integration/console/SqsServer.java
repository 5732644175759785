package io.golambda.integration.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real server of SQS (ElasticMQ), whose messages return after one second.
 */
final class SqsServer implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();

	private final URI url = URI
		.create("http://localhost:" + this.server.waitUntilStarted().localAddress().getPort() + "/");

	/** Creates a queue and returns its URL. */
	String createQueue(String name) {
		call("CreateQueue", Map.of("QueueName", name, "Attributes", Map.of("VisibilityTimeout", "1")));
		return this.url.resolve("000000000000/" + name).toString();
	}

	void send(String queueUrl, String body) {
		call("SendMessage", Map.of("QueueUrl", queueUrl, "MessageBody", body));
	}

	/** Returns how many messages the queue has, whether visible or not. */
	int messages(String queueUrl) {
		JsonNode attributes = call("GetQueueAttributes", Map.of("QueueUrl", queueUrl, "AttributeNames", List.of("All")))
			.path("Attributes");
		return Integer.parseInt(attributes.path("ApproximateNumberOfMessages").asString())
				+ Integer.parseInt(attributes.path("ApproximateNumberOfMessagesNotVisible").asString());
	}

	private JsonNode call(String action, Map<String, ?> request) {
		String json = JsonMapper.shared().writeValueAsString(request);
		try {
			HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(this.url)
				.header("Content-Type", "application/x-amz-json-1.0")
				.header("X-Amz-Target", "AmazonSQS." + action)
				.POST(BodyPublishers.ofString(json))
				.build(), BodyHandlers.ofString());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return JsonMapper.shared().readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		// would wait for the long polls of closed connections
		this.server.stopAndGetFuture();
	}

}
