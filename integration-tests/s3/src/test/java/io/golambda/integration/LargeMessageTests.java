package io.golambda.integration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

import com.amazon.sqs.javamessaging.AmazonSQSExtendedClient;
import com.amazon.sqs.javamessaging.ExtendedClientConfiguration;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.batch.RecordConsumer;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.idempotency.Idempotency;
import io.golambda.lambda.LambdaInvoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests a function that reads messages which AWS's extended client stored in S3, and
 * objects of S3 events.
 */
@SpringBootTest(properties = { "golambda.large-payload.buckets=orders-payloads",
		"golambda.large-payload.delete-after-success=true" })
class LargeMessageTests {

	private static final String BUCKET = "orders-payloads";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static S3Server s3;

	private static SQSRestServer queues;

	private static SqsClient sqs;

	private static String queue;

	@Autowired
	private LambdaInvoker invoker;

	@Autowired
	private Orders orders;

	@BeforeAll
	static void start() throws Exception {
		s3 = S3Server.start();
		queues = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
		sqs = SqsClient.builder()
			.endpointOverride(URI.create("http://127.0.0.1:" + queues.waitUntilStarted().localAddress().getPort()))
			.region(Region.EU_WEST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.httpClient(UrlConnectionHttpClient.create())
			.build();
		queue = sqs.createQueue((request) -> request.queueName("orders")).queueUrl();
		s3.createBucket(BUCKET);
		s3.createBucket("files");
	}

	@AfterAll
	static void stop() {
		s3.close();
		sqs.close();
		queues.stopAndWait();
	}

	@BeforeEach
	void reset() {
		this.orders.saved.clear();
		this.orders.failing.clear();
		s3.keys(BUCKET).forEach((key) -> s3.client().deleteObject((request) -> request.bucket(BUCKET).key(key)));
	}

	@Test
	void messagesOfTheExtendedClientAreReadAndTheirObjectsDeleted() throws Exception {
		send("1", "2", "3");
		assertThat(s3.keys(BUCKET)).hasSize(3);
		List<Message> messages = receive(3);
		assertThat(messages).extracting(Message::body).allMatch((body) -> body.contains("PayloadS3Pointer"));
		this.orders.failing.add("2");
		JsonNode response = invoke(event(messages));
		assertThat(this.orders.saved).containsExactlyInAnyOrder("1", "3");
		assertThat(response.path("batchItemFailures")).hasSize(1);
		assertThat(s3.keys(BUCKET)).as("the object of the failed message").hasSize(1);

		this.orders.failing.clear();
		String failed = response.at("/batchItemFailures/0/itemIdentifier").asString();
		List<Message> retried = messages.stream().filter((message) -> message.messageId().equals(failed)).toList();
		assertThat(invoke(event(retried)).path("batchItemFailures")).isEmpty();
		assertThat(this.orders.saved).containsExactlyInAnyOrder("1", "2", "3");
		assertThat(s3.keys(BUCKET)).isEmpty();
	}

	@Test
	void duplicateOfAMessageWhoseObjectIsDeletedFails() throws Exception {
		send("1");
		byte[] event = event(receive(1));
		invoke(event);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> invoke(event))
			.withMessageContaining("it does not exist (NoSuchKey)")
			.withMessageContaining("this is a duplicate");
		assertThat(this.orders.saved).containsExactly("1");
	}

	@Test
	void duplicateThatIdempotencySkipsByItsIdIsNotRead() throws Exception {
		send("1");
		byte[] event = event(receive(1));
		this.orders.onceOnly = true;
		try {
			invoke(event);
			assertThat(invoke(event).path("batchItemFailures")).isEmpty();
		}
		finally {
			this.orders.onceOnly = false;
		}
		assertThat(this.orders.saved).containsExactly("1");
	}

	@Test
	void notificationInAQueuePointsToAnObject() throws Exception {
		s3.put(BUCKET, "k-1", order("1").getBytes(StandardCharsets.UTF_8));
		String pointer = "[\"software.amazon.payloadoffloading.PayloadS3Pointer\", {\"s3BucketName\": \"" + BUCKET
				+ "\", \"s3Key\": \"k-1\"}]";
		invoke(Event.encapSnsOverSqs(pointer).bytes());
		assertThat(this.orders.saved).containsExactly("1");
		assertThat(s3.keys(BUCKET)).isEmpty();
	}

	@Test
	void objectInABucketThatIsNotAllowedFailsItsRecordOnly() throws Exception {
		s3.put("files", "k-1", order("1").getBytes(StandardCharsets.UTF_8));
		s3.put(BUCKET, "k-2", order("2").getBytes(StandardCharsets.UTF_8));
		String pointer = "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"%s\",\"s3Key\":\"%s\"}]";
		JsonNode response = invoke(
				Event.encapSqs(pointer.formatted("files", "k-1"), pointer.formatted(BUCKET, "k-2")).bytes());
		assertThat(response.path("batchItemFailures")).hasSize(1);
		assertThat(this.orders.saved).containsExactly("2");
		assertThat(s3.keys("files")).contains("k-1");
	}

	@Test
	void compressedObjectOfAnS3EventIsStreamed() throws Exception {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		for (String part : List.of("1\n2\n", "3\n")) {
			try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
				gzip.write(part.getBytes(StandardCharsets.UTF_8));
			}
		}
		s3.put("files", "in/größe 1.gz", file.toByteArray());
		invoke("""
				{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
				"eventTime":"2026-11-27T10:00:00.000Z","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0",
				"configurationId":"c","bucket":{"name":"files"},"object":{"key":"in/gr%C3%B6%C3%9Fe+1.gz","size":3}}}]}
				""".getBytes(StandardCharsets.UTF_8));
		assertThat(this.orders.saved).containsExactly("1", "2", "3");
		assertThat(s3.keys("files")).as("objects of events are never deleted").contains("in/größe 1.gz");
	}

	private static String order(String id) {
		return "{\"id\":\"" + id + "\",\"notes\":\"" + "x".repeat(300_000) + "\"}";
	}

	private static void send(String... ids) {
		ExtendedClientConfiguration configuration = new ExtendedClientConfiguration()
			.withPayloadSupportEnabled(s3.client(), BUCKET);
		// closing it would close the client of SQS, too
		AmazonSQSExtendedClient extended = new AmazonSQSExtendedClient(sqs, configuration);
		for (String id : ids) {
			extended.sendMessage((message) -> message.queueUrl(queue).messageBody(order(id)));
		}
	}

	private static List<Message> receive(int count) {
		List<Message> messages = new ArrayList<>();
		while (messages.size() < count) {
			List<Message> received = sqs
				.receiveMessage((request) -> request.queueUrl(queue)
					.maxNumberOfMessages(10)
					.waitTimeSeconds(1)
					.messageAttributeNames("All"))
				.messages();
			received.forEach((message) -> sqs
				.deleteMessage((request) -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
			messages.addAll(received);
		}
		return messages;
	}

	/**
	 * Creates the event of messages as Lambda does.
	 */
	private static byte[] event(List<Message> messages) {
		ObjectNode event = MAPPER.createObjectNode();
		ArrayNode records = event.putArray("Records");
		for (Message message : messages) {
			ObjectNode record = records.addObject();
			record.put("messageId", message.messageId())
				.put("receiptHandle", message.receiptHandle())
				.put("body", message.body())
				.put("eventSource", "aws:sqs")
				.put("eventSourceARN", "arn:aws:sqs:eu-west-1:111122223333:orders")
				.put("awsRegion", "eu-west-1");
			record.putObject("attributes").put("ApproximateReceiveCount", "1").put("SentTimestamp", "1700000000123");
			ObjectNode attributes = record.putObject("messageAttributes");
			message.messageAttributes()
				.forEach((name, value) -> attributes.putObject(name)
					.put("stringValue", value.stringValue())
					.put("dataType", value.dataType()));
		}
		return MAPPER.writeValueAsBytes(event);
	}

	private JsonNode invoke(byte[] event) throws Exception {
		return MAPPER.readTree(this.invoker.invoke(new ByteArrayInputStream(event), null));
	}

	record Order(String id, String notes) {

	}

	/**
	 * A function that saves the orders that it receives.
	 */
	@SpringBootApplication
	static class Orders {

		private final List<String> saved = new ArrayList<>();

		private final Set<String> failing = new HashSet<>();

		private boolean onceOnly;

		@Bean
		S3Client s3Client() throws IOException {
			return s3.client();
		}

		@Bean
		Function<Event, BatchResponse> receive(Idempotency idempotency) {
			RecordConsumer<EventRecord> once = idempotency.byRecordId().comparingNothing().of(this::receive);
			return (event) -> Batch.process(event, this.onceOnly ? once : this::receive);
		}

		private void receive(EventRecord record) {
			if (record.source() == EventSource.S3) {
				record.stream().gunzip().forEachLine(this.saved::add);
			}
			else {
				Order order = record.bind(Order.class);
				if (this.failing.contains(order.id())) {
					throw new IllegalStateException("failing");
				}
				this.saved.add(order.id());
			}
		}

	}

}
