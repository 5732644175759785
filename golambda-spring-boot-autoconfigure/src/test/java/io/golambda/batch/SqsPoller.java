package io.golambda.batch;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;

/**
 * A queue on this computer, and Lambda's poller between it and a function: what the
 * answer names comes again, and so does all of a batch for which the function failed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda
 * with Amazon SQS</a>
 */
final class SqsPoller implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final SQSRestServer server;

	private final SqsClient client;

	private final String queue;

	private final String url;

	SqsPoller(String queue) {
		this.server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
		int port = this.server.waitUntilStarted().localAddress().getPort();
		this.client = SqsClient.builder()
			.endpointOverride(URI.create("http://127.0.0.1:" + port))
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.httpClient(UrlConnectionHttpClient.create())
			.build();
		this.queue = queue;
		this.url = this.client
			.createQueue((request) -> request.queueName(queue)
				.attributes(queue.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true",
						QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true") : Map.of()))
			.queueUrl();
	}

	String send(String body) {
		return this.client
			.sendMessage((request) -> request.queueUrl(this.url)
				.messageBody(body)
				.messageAttributes(Map.of("tenant",
						MessageAttributeValue.builder().dataType("String").stringValue("acme").build())))
			.messageId();
	}

	void sendInGroup(String group, String body) {
		this.client.sendMessage((request) -> request.queueUrl(this.url).messageBody(body).messageGroupId(group));
	}

	/**
	 * Invokes the function once with what is in the queue.
	 * @return the bodies that the function was given, none if the queue is empty
	 */
	List<String> poll(Function<Event, ?> function) {
		List<Message> messages = this.client
			.receiveMessage((request) -> request.queueUrl(this.url)
				.maxNumberOfMessages(10)
				.visibilityTimeout(60)
				.messageSystemAttributeNames(MessageSystemAttributeName.ALL)
				.messageAttributeNames("All"))
			.messages();
		if (messages.isEmpty()) {
			return List.of();
		}
		Set<String> again = failed(function, messages);
		for (Message message : messages) {
			if (again.contains(message.messageId())) {
				this.client.changeMessageVisibility((request) -> request.queueUrl(this.url)
					.receiptHandle(message.receiptHandle())
					.visibilityTimeout(0));
			}
			else {
				this.client
					.deleteMessage((request) -> request.queueUrl(this.url).receiptHandle(message.receiptHandle()));
			}
		}
		return messages.stream().map(Message::body).toList();
	}

	private Set<String> failed(Function<Event, ?> function, List<Message> messages) {
		Set<String> all = new HashSet<>(messages.stream().map(Message::messageId).toList());
		JsonNode answer;
		try {
			answer = MAPPER.readTree(MAPPER.writeValueAsBytes(function.apply(Event.of(event(messages)))));
		}
		catch (RuntimeException ex) {
			return all;
		}
		Set<String> named = new HashSet<>();
		for (JsonNode failure : answer.path("batchItemFailures")) {
			named.add(failure.path("itemIdentifier").asString(""));
		}
		// an id that is none of the batch's fails all of it
		return all.containsAll(named) ? named : all;
	}

	private byte[] event(List<Message> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = MAPPER.createGenerator(event)) {
			json.writeStartObject();
			json.writeArrayPropertyStart("Records");
			messages.forEach((message) -> write(json, message));
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

	private void write(JsonGenerator json, Message message) {
		json.writeStartObject();
		json.writeStringProperty("messageId", message.messageId());
		json.writeStringProperty("receiptHandle", message.receiptHandle());
		json.writeStringProperty("body", message.body());
		json.writeObjectPropertyStart("attributes");
		message.attributesAsStrings().forEach(json::writeStringProperty);
		json.writeEndObject();
		json.writeObjectPropertyStart("messageAttributes");
		message.messageAttributes().forEach((name, value) -> {
			json.writeObjectPropertyStart(name);
			json.writeStringProperty("stringValue", value.stringValue());
			json.writeStringProperty("dataType", value.dataType());
			json.writeEndObject();
		});
		json.writeEndObject();
		json.writeStringProperty("md5OfBody", message.md5OfBody());
		json.writeStringProperty("eventSource", "aws:sqs");
		json.writeStringProperty("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:" + this.queue);
		json.writeStringProperty("awsRegion", "us-east-1");
		json.writeEndObject();
	}

	/**
	 * Polls until the queue is empty.
	 * @return the bodies of each invocation
	 */
	List<List<String>> drain(Function<Event, ?> function) {
		List<List<String>> invocations = new ArrayList<>();
		List<String> bodies = poll(function);
		while (!bodies.isEmpty()) {
			invocations.add(bodies);
			bodies = poll(function);
		}
		return invocations;
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stopAndWait();
	}

}
