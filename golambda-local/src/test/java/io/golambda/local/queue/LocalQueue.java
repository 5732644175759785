package io.golambda.local.queue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real server of SQS (ElasticMQ) with queues whose messages return after one second.
 */
final class LocalQueue implements AutoCloseable {

	private final SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();

	private final int port = this.server.waitUntilStarted().localAddress().getPort();

	QueueRequests create(String name) {
		String url = "http://127.0.0.1:" + this.port + "/000000000000/" + name;
		QueueRequests queue = new QueueRequests(URI.create(url));
		ObjectNode request = queue.request();
		request.remove("QueueUrl");
		request.put("QueueName", name);
		ObjectNode attributes = request.putObject("Attributes").put("VisibilityTimeout", "1");
		if (name.endsWith(".fifo")) {
			attributes.put("FifoQueue", "true").put("ContentBasedDeduplication", "true");
		}
		QueueRequests.join(queue.send("CreateQueue", request, Duration.ZERO));
		return queue;
	}

	static String send(QueueRequests queue, String body) {
		return send(queue, queue.request().put("MessageBody", body));
	}

	static String send(QueueRequests queue, ObjectNode request) {
		return QueueRequests.join(queue.send("SendMessage", request, Duration.ZERO)).path("MessageId").asString();
	}

	static void sendInGroup(QueueRequests queue, String group, String body) {
		send(queue, queue.request().put("MessageBody", body).put("MessageGroupId", group));
	}

	static Map<String, Object> sizes(QueueRequests queue) {
		ObjectNode request = queue.request();
		request.putArray("AttributeNames").add("All");
		var attributes = QueueRequests.join(queue.send("GetQueueAttributes", request, Duration.ZERO))
			.path("Attributes");
		return Map.of("visible", attributes.path("ApproximateNumberOfMessages").asString(), "invisible",
				attributes.path("ApproximateNumberOfMessagesNotVisible").asString());
	}

	QueueSettings settings(String name) {
		return QueueSettings.of("http://localhost:" + this.port + "/000000000000/" + name);
	}

	@Override
	public void close() {
		// would wait for the long polls of closed connections
		this.server.stopAndGetFuture();
	}

}
