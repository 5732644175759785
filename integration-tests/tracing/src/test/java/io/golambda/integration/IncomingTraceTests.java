package io.golambda.integration;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;
import io.golambda.local.trace.Span;
import io.golambda.test.LambdaResult;
import io.golambda.test.LambdaTester;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The parents, links and attributes of exported spans. They have arrived when an
 * invocation ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncomingTraceTests {

	private static final String XRAY_TRACE = "5759e988bd862e3fe1be46a994272793";

	private static final String XRAY_PARENT = "53995c3f42cd8ad8";

	private static final String XRAY = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00f067aa0ba902b7";

	private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	private OtlpReceiver receiver;

	private ConfigurableApplicationContext application;

	private LambdaTester lambda;

	@BeforeAll
	void start() throws IOException {
		this.receiver = new OtlpReceiver();
		this.application = TracedApplication
			.start(Map.of("management.opentelemetry.tracing.export.otlp.endpoint", this.receiver.endpoint()));
		this.lambda = this.application.getBean(LambdaTester.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.receiver.close();
	}

	private Span invocation(LambdaResult result) {
		return this.receiver.invocation(result.requestId());
	}

	private static String http(String headers) {
		return """
				{
					"version": "2.0",
					"headers": %s,
					"requestContext": {"http": {"method": "GET"}}
				}
				""".formatted(headers);
	}

	@ParameterizedTest
	@ValueSource(strings = { XRAY,
			"Sampled=1;Parent=53995c3f42cd8ad8;Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a87bd80c:1|68fd508a:5" })
	void xRayHeaderIsTheParent(String header) {
		Span span = invocation(this.lambda.withTraceHeader(header).invoke("{}"));
		assertThat(span.traceId()).isEqualTo(XRAY_TRACE);
		assertThat(span.parentId()).isEqualTo(XRAY_PARENT);
		assertThat(span.links()).isEmpty();
	}

	@Test
	void unsampledTraceIsNotExported() {
		int before = this.receiver.requests();
		LambdaResult result = this.lambda.withTraceHeader(XRAY.replace("Sampled=1", "Sampled=0"))
			.invoke(Event.encapSqs("a"));
		assertThat(result).succeeds();
		assertThat(this.receiver.requests()).isEqualTo(before);
		assertThat(this.receiver.spans()).noneMatch((span) -> span.requestId().equals(result.requestId()));
	}

	@Test
	void firstUnsampledInvocationIsExplained() {
		try (ConfigurableApplicationContext own = TracedApplication.start(Map.of())) {
			LambdaTester tester = own.getBean(LambdaTester.class);
			String header = XRAY.replace("Sampled=1", "Sampled=0");
			assertThat(explanations(tester.withTraceHeader(XRAY))).isEmpty();
			assertThat(explanations(tester.withTraceHeader(header))).singleElement()
				.asString()
				.contains("golambda.tracing.x-ray-header=link");
			assertThat(explanations(tester.withTraceHeader(header))).isEmpty();
		}
		try (ConfigurableApplicationContext decided = TracedApplication
			.start(Map.of("golambda.tracing.x-ray-header", "parent"))) {
			assertThat(explanations(
					decided.getBean(LambdaTester.class).withTraceHeader(XRAY.replace("Sampled=1", "Sampled=0"))))
				.isEmpty();
		}
	}

	private static List<String> explanations(LambdaTester tester) {
		return tester.invoke("{}")
			.lines()
			.stream()
			.map(LogLine::message)
			.filter((message) -> message.contains("Sampled=0"))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";Sampled=?" })
	void deferredDecisionIsLeftToTheSampler(String sampled) {
		Span span = invocation(this.lambda.withTraceHeader(XRAY.replace(";Sampled=1", sampled)).invoke("{}"));
		assertThat(span.traceId()).isNotEqualTo(XRAY_TRACE);
		assertThat(span.links()).containsExactly(new Span.Link(XRAY_TRACE, XRAY_PARENT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"traceparent\": \"" + TRACEPARENT + "\"}", "{\"TraceParent\": \"" + TRACEPARENT + "\"}",
			"{\"b3\": \"4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1\"}",
			"{\"X-B3-TraceId\": \"4bf92f3577b34da6a3ce929d0e0e4736\", \"X-B3-SpanId\": \"00f067aa0ba902b7\", "
					+ "\"X-B3-Sampled\": \"1\"}" })
	void headerOfAnHttpRequestIsTheParent(String headers) {
		Span span = invocation(this.lambda.invoke(http(headers)));
		assertThat(span.traceId()).isEqualTo(TRACE);
		assertThat(span.parentId()).isEqualTo(PARENT);
		assertThat(span.attributes()).containsEntry("faas.trigger", "http");
	}

	@Test
	void multiValueHeaderOfALoadBalancerIsTheParent() {
		Span span = invocation(this.lambda.invoke("""
				{
					"requestContext": {"elb": {}},
					"multiValueHeaders": {"traceparent": ["%s"]}
				}
				""".formatted(TRACEPARENT)));
		assertThat(span.parentId()).isEqualTo(PARENT);
	}

	@Test
	void traceparentOfTheCallerTakesPrecedenceOverXRay() {
		Span span = invocation(
				this.lambda.withTraceHeader(XRAY).invoke(http("{\"traceparent\": \"" + TRACEPARENT + "\"}")));
		assertThat(span.parentId()).isEqualTo(PARENT);
		assertThat(span.links()).containsExactly(new Span.Link(XRAY_TRACE, XRAY_PARENT));
		Span unsampled = invocation(this.lambda.withTraceHeader(XRAY.replace("Sampled=1", "Sampled=0"))
			.invoke(http("{\"traceparent\": \"" + TRACEPARENT + "\"}")));
		assertThat(unsampled.parentId()).isEqualTo(PARENT);
		assertThat(unsampled.links()).as("a segment that X-Ray does not have").isEmpty();
	}

	@Test
	void xRayHeaderOfAnHttpRequestIsIgnored() {
		Span span = invocation(this.lambda.withTraceHeader(XRAY)
			.invoke(http(
					"{\"X-Amzn-Trace-Id\": \"Root=1-00000000-000000000000000000000001\", \"tracestate\": \"a=b\"}")));
		assertThat(span.parentId()).isEqualTo(XRAY_PARENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "traceparent", "Traceparent" })
	void clientContextOfADirectInvocationIsTheParent(String name) {
		Span span = invocation(this.lambda.withClientContext("""
				{"custom": {"%s": "%s"}}
				""".formatted(name, TRACEPARENT)).invoke("{}"));
		assertThat(span.traceId()).isEqualTo(TRACE);
		assertThat(span.parentId()).isEqualTo(PARENT);
	}

	@Test
	void detailOfAnEventBridgeEventIsTheParent() {
		Event event = Event.encapEventBridge(Map.of("traceparent", TRACEPARENT, "color", "blue"));
		LambdaResult result = this.lambda.invoke(event);
		assertThat(invocation(result).parentId()).isEqualTo(PARENT);
		assertThat(this.receiver.records(result.requestId())).singleElement()
			.satisfies((span) -> assertThat(span.links()).containsExactly(new Span.Link(TRACE, PARENT)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void publisherOfTheOnlyEventOfACustomBusIsTheParent(boolean putEvents) {
		String trace = (putEvents ? "1" : "2").repeat(32);
		String traceparent = TRACEPARENT.replace(TRACE, trace);
		Event event = Event
			.encapEventBridgeCustomBus(putEvents ? Event.encapEventBridge(Map.of("traceparent", traceparent))
					: NewRecord.of("1").with("traceparent", traceparent));
		LambdaResult result = this.lambda.invoke(event);
		assertThat(invocation(result).parentId()).isEqualTo(PARENT);
		assertThat(this.receiver.records(result.requestId())).singleElement()
			.satisfies((span) -> assertThat(span.links()).containsExactly(new Span.Link(trace, PARENT)));
	}

	@Test
	void eventsOfACustomBusLinkToTheirPublishers() {
		LambdaResult result = this.lambda
			.invoke(Event.encapEventBridgeCustomBus(NewRecord.of("1").with("traceparent", TRACEPARENT), "2"));
		assertThat(invocation(result).parentId()).isNull();
		assertThat(this.receiver.records(result.requestId())).extracting(Span::links)
			.containsExactly(List.of(new Span.Link(TRACE, PARENT)), List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
			"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
			"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
			"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
			"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "", "\\u0000é" })
	void malformedHeadersAreIgnored(String header) {
		Span span = invocation(
				this.lambda.withTraceHeader("Root=" + header).invoke(http("{\"traceparent\": \"" + header + "\"}")));
		assertThat(span.parentId()).isNull();
		assertThat(span.links()).isEmpty();
	}

	@Test
	void recordsLinkToTheirSenders() {
		Event event = Event.encapSqs(NewRecord.of("a").with("traceparent", TRACEPARENT),
				NewRecord.of("b").with("AWSTraceHeader", XRAY),
				NewRecord.of("c").with("traceparent", TRACEPARENT).with("AWSTraceHeader", XRAY),
				NewRecord.of("d").with("traceparent", "nonsense").with("AWSTraceHeader", "Root=1"), "e");
		LambdaResult result = this.lambda.invoke(event);
		Span invocation = invocation(result);
		assertThat(invocation.links()).isEmpty();
		assertThat(this.receiver.records(result.requestId())).extracting(Span::links)
			.containsExactly(List.of(new Span.Link(TRACE, PARENT)), List.of(new Span.Link(XRAY_TRACE, XRAY_PARENT)),
					List.of(new Span.Link(TRACE, PARENT), new Span.Link(XRAY_TRACE, XRAY_PARENT)), List.of(),
					List.of());
	}

	@Test
	void notificationInAMessageLinksToThePublisherAndTheTopic() {
		Event sns = Event.encapSns(NewRecord.of("a").with("traceparent", TRACEPARENT));
		Event event = Event.encapSqs(NewRecord.of(sns.json()).with("AWSTraceHeader", XRAY));
		LambdaResult result = this.lambda.invoke(event);
		assertThat(this.receiver.records(result.requestId())).singleElement().satisfies((span) -> {
			assertThat(span.name()).isEqualTo("process SNS");
			assertThat(span.links()).containsExactly(new Span.Link(TRACE, PARENT),
					new Span.Link(XRAY_TRACE, XRAY_PARENT));
		});
	}

	@Test
	void headersOfKafkaAndRabbitMqAreLinks() {
		for (Event event : List.of(Event.encapKafka(NewRecord.of("a").header("traceparent", TRACEPARENT)),
				Event.encapRabbitMq(NewRecord.of("a").header("traceparent", TRACEPARENT)),
				Event.encapSns(NewRecord.of("a").with("traceparent", TRACEPARENT)))) {
			LambdaResult result = this.lambda.invoke(event);
			assertThat(this.receiver.records(result.requestId())).as(event.json())
				.singleElement()
				.satisfies((span) -> assertThat(span.links()).containsExactly(new Span.Link(TRACE, PARENT)));
		}
	}

	@Test
	void attributesFollowTheConventions() {
		LambdaResult result = this.lambda.withFunctionName("orders")
			.withFunctionArn("arn:aws:lambda:eu-west-1:123456789012:function:orders:live")
			.withTenantId("acme")
			.invoke(Event.encapSqs("good", "bad"));
		Span invocation = invocation(result);
		assertThat(invocation.name()).isEqualTo("orders");
		assertThat(invocation.attributes()).containsEntry("faas.name", "orders")
			.containsEntry("faas.trigger", "pubsub")
			.containsEntry("faas.coldstart", "false")
			.containsEntry("faas.invocation_id", result.requestId())
			.containsEntry("cloud.account.id", "123456789012")
			.containsEntry("aws.lambda.invoked_arn", "arn:aws:lambda:eu-west-1:123456789012:function:orders:live")
			.containsEntry("messaging.batch.message_count", "2")
			.containsEntry("lambda.tenant_id", "acme")
			.hasEntrySatisfying("cloud.resource_id",
					(arn) -> assertThat(arn).asString()
						.startsWith("arn:aws:lambda:eu-west-1:123456789012:function:orders:")
						.doesNotEndWith("live"));
		assertThat(this.receiver.records(result.requestId())).hasSize(2)
			.allSatisfy((span) -> assertThat(span.attributes()).containsEntry("messaging.system", "aws_sqs")
				.containsEntry("messaging.operation.name", "process")
				.containsEntry("messaging.operation.type", "process")
				.containsKey("messaging.destination.name")
				.containsKey("messaging.message.id"))
			.extracting(Span::error)
			.containsExactly(false, true);
	}

	@Test
	void spansAreExportedOnceBeforeATimeout() {
		LambdaResult result = this.lambda.withDeadline(Duration.ofSeconds(1)).invoke(Event.encapSqs("good", "slow"));
		assertThat(result.isTimedOut()).isTrue();
		assertThat(result.lines("The function is about to time out.")).singleElement()
			.satisfies((line) -> assertThat(line.get("spanId"))
				.isEqualTo(this.receiver.invocation(result.requestId()).spanId()));
		assertThat(this.receiver.spans()).filteredOn((span) -> span.requestId().equals(Optional.of(result.requestId())))
			.singleElement()
			.satisfies((span) -> {
				assertThat(span.error()).isTrue();
				assertThat(span.duration()).isLessThan(Duration.ofMillis(1_180));
			});
		List<Span> records = this.receiver.records(result.requestId());
		assertThat(records).extracting(Span::error).containsExactly(false, true);
		assertThat(records.get(1).duration()).isLessThan(Duration.ofMillis(1_180));
	}

}
