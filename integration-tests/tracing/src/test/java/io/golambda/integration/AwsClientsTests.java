package io.golambda.integration;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.tracing.aws.TracePropagation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the clients of the AWS SDK continue the current span of an invocation, in
 * real requests.
 */
class AwsClientsTests {

	private static final String HEADER = "X-Amzn-Trace-Id";

	private static final String LAMBDA_HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	private final io.opentelemetry.api.trace.Tracer openTelemetry = SdkTracerProvider.builder().build().get("test");

	private final Tracer tracer = new OtelTracer(this.openTelemetry, new OtelCurrentTraceContext(), (event) -> {
	});

	private final Propagator w3c = new OtelPropagator(
			ContextPropagators.create(W3CTraceContextPropagator.getInstance()), this.openTelemetry);

	private Propagator messagePropagator = Propagator.NOOP;

	private LoopbackServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = new LoopbackServer();
	}

	@AfterEach
	void stop() {
		this.server.close();
		System.clearProperty("com.amazonaws.xray.traceHeader");
		SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
	}

	@Test
	void everyClientContinuesTheSpanOfTheInvocation() throws Exception {
		Map<String, String> settings = Map.of("aws.region", "us-east-1", "aws.accessKeyId", "key",
				"aws.secretAccessKey", "secret", "aws.endpointUrl", this.server.url().toString());
		settings.forEach(System::setProperty);
		try (SqsClient sync = SqsClient.create(); SqsAsyncClient async = SqsAsyncClient.create()) {
			TraceContext span = inSpan((invocation) -> {
				sync.listQueues();
				async.listQueues().join();
			});
			assertThat(headers()).hasSize(2).containsOnly(header(span));
		}
		finally {
			settings.keySet().forEach(System::clearProperty);
		}
	}

	@Test
	void spanReplacesThatOfLambdaAndKeepsItsLineage() throws Exception {
		SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride("AWS_LAMBDA_FUNCTION_NAME", "orders");
		System.setProperty("com.amazonaws.xray.traceHeader", LAMBDA_HEADER + ";Lineage=25:5d1b7ac3:0");
		try (SqsClient client = sqs(this.server.url())) {
			client.listQueues();
			TraceContext span = inSpan((invocation) -> client.listQueues());
			assertThat(headers()).containsExactly(LAMBDA_HEADER + ";Lineage=25:5d1b7ac3:0",
					header(span) + ";Lineage=25:5d1b7ac3:0");
		}
	}

	@Test
	void nothingIsAddedWithoutASpanOrAnInvocation() throws Exception {
		try (SqsClient client = sqs(this.server.url())) {
			within(this.tracer.nextSpan().start().context(), () -> send(client, "outside"));
			chain().invoke(Event.of("{}"), (invocation) -> send(client, "without a span"));
			new InvocationChain(List.of()).invoke(Event.of("{}"), (invocation) -> send(client, "without tracing"));
		}
		assertThat(headers()).hasSize(3).containsOnlyNulls();
		assertThat(this.server.requests()).allSatisfy(
				(request) -> assertThat(request.body()).doesNotContain("AWSTraceHeader", "MessageSystemAttributes"));
	}

	@Test
	void decisionNotToSampleIsPropagated() throws Exception {
		TraceContext unsampled = this.tracer.traceContextBuilder()
			.traceId("5759e988bd862e3fe1be46a994272793")
			.spanId("53995c3f42cd8ad8")
			.sampled(false)
			.build();
		try (SqsClient client = sqs(this.server.url())) {
			chain().invoke(Event.of("{}"), (invocation) -> within(unsampled, client::listQueues));
		}
		assertThat(headers()).containsExactly(LAMBDA_HEADER.replace("Sampled=1", "Sampled=0"));
	}

	@Test
	void manyInvocationsAtOnceHaveTheirOwnSpans() throws Exception {
		Map<String, String> expected = Collections.synchronizedMap(new HashMap<>());
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (SqsAsyncClient client = async(this.server.url())) {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				String body = "message " + i;
				running.add(threads.submit(() -> expected.put(body,
						header(inSpan((invocation) -> client
							.sendMessage((message) -> message.queueUrl(queue()).messageBody(body))
							.join())))));
			}
			for (Future<?> each : running) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.server.requests()).hasSize(64).allSatisfy((request) -> {
			JsonNode message = JsonMapper.shared().readTree(request.body());
			String header = expected.get(message.path("MessageBody").stringValue());
			assertThat(request.header(HEADER)).isEqualTo(header);
			assertThat(traceHeader(message)).isEqualTo(header);
		});
		assertThat(expected.values()).doesNotHaveDuplicates();
	}

	@Test
	void requestsThatEndInAnotherThreadHaveTheSpanOfTheirCaller() throws Exception {
		try (SqsAsyncClient client = async(this.server.url())) {
			List<CompletableFuture<?>> calls = new ArrayList<>();
			TraceContext span = inSpan((invocation) -> calls.add(client.listQueues()));
			calls.get(0).join();
			assertThat(headers()).containsExactly(header(span));
		}
	}

	@Test
	void messageOfOneFunctionHasItsSpanInTheNextOne() throws Exception {
		SQSRestServer queues = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
		URI url = URI.create("http://127.0.0.1:" + queues.waitUntilStarted().localAddress().getPort());
		try (SqsClient client = configure(SqsClient.builder(), url).build()) {
			String queue = client.createQueue((request) -> request.queueName("orders")).queueUrl();
			TraceContext span = inSpan((invocation) -> {
				client.sendMessage((message) -> message.queueUrl(queue).messageBody("single"));
				client.sendMessageBatch((batch) -> batch.queueUrl(queue)
					.entries(entry("1").build(), entry("2").messageSystemAttributes(own()).build()));
			});
			List<Message> messages = client
				.receiveMessage((request) -> request.queueUrl(queue)
					.maxNumberOfMessages(10)
					.messageAttributeNames("All")
					.messageSystemAttributeNames(MessageSystemAttributeName.ALL))
				.messages();
			assertThat(messages).hasSize(3).allSatisfy((message) -> {
				assertThat(message.messageAttributes()).isEmpty();
				assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER,
						message.body().equals("2") ? LAMBDA_HEADER : header(span));
			});
		}
		finally {
			queues.stopAndGetFuture();
		}
	}

	@Test
	void eventsHaveTheSpanUnlessTheyHaveOne() throws Exception {
		try (EventBridgeClient client = configure(EventBridgeClient.builder(), this.server.url()).build()) {
			TraceContext span = inSpan((invocation) -> client
				.putEvents((request) -> request.entries(PutEventsRequestEntry.builder().detail("{}").build(),
						PutEventsRequestEntry.builder().detail("{}").traceHeader(LAMBDA_HEADER).build())));
			JsonNode entries = JsonMapper.shared().readTree(this.server.requests().get(0).body()).path("Entries");
			assertThat(entries.get(0).path("TraceHeader").asString()).isEqualTo(header(span));
			assertThat(entries.get(1).path("TraceHeader").asString()).isEqualTo(LAMBDA_HEADER);
		}
	}

	@Test
	void messagesHaveTraceparentOnRequestIfItFits() throws Exception {
		this.messagePropagator = this.w3c;
		try (SqsClient client = sqs(this.server.url())) {
			TraceContext span = inSpan((invocation) -> {
				send(client, "none");
				client.sendMessage((message) -> message.queueUrl(queue()).messageAttributes(attributes(9)));
				client.sendMessage((message) -> message.queueUrl(queue()).messageAttributes(attributes(10)));
				client.sendMessage(
						(message) -> message.queueUrl(queue()).messageAttributes(Map.of("traceparent", text("own"))));
				client.sendMessageBatch((batch) -> batch.queueUrl(queue()).entries(entry("1").build()));
			});
			List<JsonNode> bodies = this.server.requests()
				.stream()
				.map((request) -> JsonMapper.shared().readTree(request.body()))
				.toList();
			assertThat(bodies).extracting(AwsClientsTests::traceparent)
				.containsExactly(traceparent(span), traceparent(span), "", "own", "");
			assertThat(traceparent(bodies.get(4).path("Entries").get(0))).isEqualTo(traceparent(span));
			assertThat(bodies.get(1).path("MessageAttributes").size()).isEqualTo(10);
			assertThat(traceHeader(bodies.get(2))).isEqualTo(header(span));
		}
	}

	@Test
	void notificationsHaveOnlyTheHeaderUnlessTraceparentIsRequested() throws Exception {
		try (SnsClient client = configure(SnsClient.builder(), this.server.url()).build()) {
			TraceContext span = publish(client);
			this.messagePropagator = this.w3c;
			TraceContext propagated = publish(client);
			assertThat(headers()).containsExactly(header(span), header(span), header(propagated), header(propagated));
			assertThat(this.server.requests()).extracting(LoopbackServer.Request::body)
				.satisfiesExactly((message) -> assertThat(message).doesNotContain("Attributes"),
						(batch) -> assertThat(batch).doesNotContain("Attributes"),
						(message) -> assertThat(message).contains("traceparent", traceparent(propagated)),
						(batch) -> assertThat(batch).contains("traceparent", traceparent(propagated)));
		}
	}

	private TraceContext publish(SnsClient client) throws Exception {
		return inSpan((invocation) -> {
			client.publish((request) -> request.topicArn("arn:aws:sns:us-east-1:123456789012:orders").message("a"));
			client.publishBatch((request) -> request.topicArn("arn:aws:sns:us-east-1:123456789012:orders")
				.publishBatchRequestEntries(PublishBatchRequestEntry.builder().id("1").message("a").build()));
		});
	}

	private TraceContext inSpan(Consumer<Invocation> work) throws Exception {
		TraceContext span = this.tracer.nextSpan().start().context();
		chain().invoke(Event.of("{}"), (invocation) -> within(span, () -> {
			work.accept(invocation);
			return span;
		}));
		return span;
	}

	private <T> T within(TraceContext span, Callable<T> work) throws Exception {
		CurrentTraceContext.Scope scope = this.tracer.currentTraceContext().newScope(span);
		try {
			return work.call();
		}
		finally {
			scope.close();
		}
	}

	private InvocationChain chain() {
		return new InvocationChain(List.of(new TracePropagation(this.tracer, this.messagePropagator)));
	}

	private List<String> headers() {
		return this.server.requests().stream().map((request) -> request.header(HEADER)).toList();
	}

	private static String header(TraceContext span) {
		return "Root=1-" + span.traceId().substring(0, 8) + "-" + span.traceId().substring(8) + ";Parent="
				+ span.spanId() + ";Sampled=1";
	}

	private static String traceparent(TraceContext span) {
		return "00-" + span.traceId() + "-" + span.spanId();
	}

	// without its flags
	private static String traceparent(JsonNode message) {
		return message.path("MessageAttributes")
			.path("traceparent")
			.path("StringValue")
			.asString("")
			.replaceFirst("-0\\d$", "");
	}

	private static String traceHeader(JsonNode message) {
		return message.path("MessageSystemAttributes").path("AWSTraceHeader").path("StringValue").asString();
	}

	private Object send(SqsClient client, String body) {
		return client.sendMessage((message) -> message.queueUrl(queue()).messageBody(body));
	}

	private String queue() {
		return this.server.url() + "/123456789012/orders";
	}

	private static SendMessageBatchRequestEntry.Builder entry(String body) {
		return SendMessageBatchRequestEntry.builder().id(body).messageBody(body);
	}

	private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> own() {
		return Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
				MessageSystemAttributeValue.builder().dataType("String").stringValue(LAMBDA_HEADER).build());
	}

	private static Map<String, MessageAttributeValue> attributes(int count) {
		Map<String, MessageAttributeValue> attributes = new HashMap<>();
		IntStream.range(0, count).forEach((i) -> attributes.put("name" + i, text("value")));
		return attributes;
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

	private static SqsClient sqs(URI endpoint) {
		return configure(SqsClient.builder(), endpoint).checksumValidationEnabled(false).build();
	}

	private static SqsAsyncClient async(URI endpoint) {
		return configure(SqsAsyncClient.builder(), endpoint).checksumValidationEnabled(false).build();
	}

	private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI endpoint) {
		return builder.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
	}

}
