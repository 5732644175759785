package io.golambda.local.queue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests to one queue in the JSON protocol of SQS. The signature is not valid: servers
 * on this computer do not check it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">Amazon
 * SQS API Reference</a>
 */
final class QueueRequests {

	/**
	 * The number of messages that SQS returns or deletes in one request.
	 */
	static final int MAX_MESSAGES = 10;

	private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, "
			+ "SignedHeaders=host, Signature=none";

	private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.proxy(HttpClient.Builder.NO_PROXY)
		.connectTimeout(ANSWER_TIME)
		.build();

	private final JsonMapper json = JsonMapper.shared();

	private final URI queueUrl;

	private final URI endpoint;

	QueueRequests(URI queueUrl) {
		this.queueUrl = queueUrl;
		this.endpoint = URI.create(queueUrl.getScheme() + "://" + queueUrl.getRawAuthority() + "/");
	}

	/**
	 * Returns the ARN of the queue.
	 */
	String arn() {
		ObjectNode request = request();
		request.putArray("AttributeNames").add("QueueArn");
		String arn = join(send("GetQueueAttributes", request, Duration.ZERO)).path("Attributes")
			.path("QueueArn")
			.asString("");
		if (arn.isEmpty()) {
			throw new QueueException("The server at " + this.endpoint + " returned no ARN of the queue.");
		}
		return arn;
	}

	/**
	 * Receives messages.
	 * @param wait how long to wait for the first one, at most 20 s
	 */
	CompletableFuture<List<JsonNode>> receive(int messages, Duration wait) {
		ObjectNode request = request();
		request.put("MaxNumberOfMessages", Math.min(messages, MAX_MESSAGES));
		request.put("WaitTimeSeconds", wait.toSeconds());
		// the newer name, and the older one for older servers
		request.putArray("MessageSystemAttributeNames").add("All");
		request.putArray("AttributeNames").add("All");
		request.putArray("MessageAttributeNames").add("All");
		return send("ReceiveMessage", request, wait).thenApply((response) -> {
			List<JsonNode> received = new ArrayList<>();
			response.path("Messages").forEach(received::add);
			return received;
		});
	}

	/**
	 * Deletes messages.
	 * @param receiptHandles the receipt handles, at most ten
	 * @return the number of messages that could not be deleted
	 */
	int delete(List<String> receiptHandles) {
		ObjectNode request = request();
		ArrayNode entries = request.putArray("Entries");
		for (int i = 0; i < receiptHandles.size(); i++) {
			entries.addObject().put("Id", String.valueOf(i)).put("ReceiptHandle", receiptHandles.get(i));
		}
		return join(send("DeleteMessageBatch", request, Duration.ZERO)).path("Failed").size();
	}

	ObjectNode request() {
		return this.json.createObjectNode().put("QueueUrl", this.queueUrl.toString());
	}

	CompletableFuture<JsonNode> send(String action, ObjectNode body, Duration wait) {
		HttpRequest request = HttpRequest.newBuilder(this.endpoint)
			.timeout(wait.plus(ANSWER_TIME))
			.header("Content-Type", "application/x-amz-json-1.0")
			.header("X-Amz-Target", "AmazonSQS." + action)
			.header("Authorization", AUTHORIZATION)
			.POST(HttpRequest.BodyPublishers.ofByteArray(this.json.writeValueAsBytes(body)))
			.build();
		CompletableFuture<HttpResponse<byte[]>> response = this.client.sendAsync(request,
				HttpResponse.BodyHandlers.ofByteArray());
		CompletableFuture<JsonNode> result = response.handle((answer, failure) -> {
			if (failure != null) {
				throw failure(failure);
			}
			return read(action, answer);
		});
		// a dependent stage does not pass its cancellation on
		result.whenComplete((answer, failure) -> {
			if (result.isCancelled()) {
				response.cancel(true);
			}
		});
		return result;
	}

	static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof QueueException failure) ? failure : ex;
		}
	}

	private QueueException failure(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof ConnectException) {
			return new QueueException("Nothing answers at " + this.endpoint
					+ ". Start the SQS server, for example ElasticMQ, or correct the URL of the queue.", cause);
		}
		return new QueueException((cause instanceof IOException)
				? "The connection to " + this.endpoint + " failed (" + cause.getClass().getSimpleName() + ")."
				: "The request to " + this.endpoint + " failed (" + cause + ").", cause);
	}

	private JsonNode read(String action, HttpResponse<byte[]> response) {
		JsonNode answer;
		try {
			answer = (response.body().length == 0) ? this.json.createObjectNode() : this.json.readTree(response.body());
		}
		catch (JacksonException ex) {
			throw new QueueException("The server at " + this.endpoint + " answered " + action + " with status "
					+ response.statusCode() + ", but not in the JSON protocol of SQS. Use an SQS server, such as "
					+ "ElasticMQ 1.6 or newer.", ex);
		}
		if (response.statusCode() != 200) {
			throw refused(action, response.statusCode(), answer);
		}
		return answer;
	}

	private QueueException refused(String action, int status, JsonNode answer) {
		String type = answer.path("__type").asString("");
		String error = type.substring(type.indexOf('#') + 1);
		if (error.endsWith("QueueDoesNotExist") || error.endsWith("NonExistentQueue")) {
			return new QueueException(
					"The queue " + this.queueUrl + " does not exist. Create it, or correct the URL of the queue.");
		}
		String message = answer.path("message").asString(answer.path("Message").asString(""));
		return new QueueException("SQS refused " + action + " with status " + status
				+ (error.isEmpty() ? "" : ", " + cut(error)) + (message.isEmpty() ? "." : ": " + cut(message)));
	}

	private static String cut(String text) {
		return (text.length() > 200) ? text.substring(0, 200) + "…" : text;
	}

}
