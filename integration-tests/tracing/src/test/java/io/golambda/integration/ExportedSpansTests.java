package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.local.trace.Span;
import io.golambda.local.trace.SpanExport;
import io.golambda.local.trace.SpanReceiver;
import io.golambda.local.trace.SpanTraces;
import io.golambda.test.LambdaResult;
import io.golambda.test.LambdaSpan;
import io.golambda.test.LambdaTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the spans that OpenTelemetry's exporter sends to the receiver of the local
 * runtime, configured by environment variables only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportedSpansTests {

	private final SpanReceiver receiver = new SpanReceiver();

	private final SpanTraces traces = new SpanTraces();

	private final Map<String, List<Span>> received = new ConcurrentHashMap<>();

	private HttpServer server;

	private ConfigurableApplicationContext application;

	@BeforeAll
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
		URI endpoint = URI.create("http://localhost:" + this.server.getAddress().getPort() + "/v1/traces");
		Map<String, Object> variables = new HashMap<>(
				SpanExport.environment(endpoint, Map.of(), getClass().getClassLoader()));
		assertThat(variables).hasSize(3);
		this.application = new SpringApplicationBuilder(Exporting.class).web(WebApplicationType.NONE)
			.properties("management.otlp.metrics.export.enabled=false", "management.tracing.export.enabled=true",
					"golambda.tracing.x-ray-header=link")
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("local-systemEnvironment", variables)))
			.run();
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.server.stop(0);
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.traces.add(this.receiver.receive(body, exchange.getRequestHeaders().getFirst("Content-Encoding")))
				.forEach((requestId, spans) -> this.received
					.computeIfAbsent(requestId, (id) -> new CopyOnWriteArrayList<>())
					.addAll(spans));
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
		}
	}

	@Test
	void spansOfAnInvocationAreReceived() {
		LambdaResult result = lambda().invoke(Event.encapSqs("good", "bad", "fine"));
		await().until(() -> this.received.getOrDefault(result.requestId(), List.of()).size() >= 5);
		List<Span> spans = this.received.get(result.requestId());
		assertThat(spans).extracting(Span::traceId).containsOnly(spans.get(0).traceId());
		Span invocation = spans.stream().filter((span) -> span.requestId().isPresent()).findFirst().orElseThrow();
		assertThat(invocation.name()).isEqualTo("function");
		assertThat(invocation.parentId()).isNull();
		assertThat(invocation.attributes()).containsEntry("lambda.event_source", "SQS");
		assertThat(invocation.duration()).isPositive();
		assertThat(spans).filteredOn((span) -> span.name().equals("process SQS"))
			.hasSize(3)
			.filteredOn(Span::error)
			.singleElement()
			.satisfies((span) -> {
				assertThat(span.errorMessage()).contains("bad");
				assertThat(span.parentId()).isNotNull();
				assertThat(span.start()).isAfterOrEqualTo(invocation.start());
				assertThat(span.service()).isNotNull();
			});
	}

	@Test
	void xRayHeaderIsALinkOnRequest() {
		String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=";
		Span sampled = exported(lambda().withTraceHeader(header + "1").invoke(Event.encapSqs("good")));
		assertThat(sampled.parentId()).isNull();
		assertThat(sampled.links())
			.containsExactly(new Span.Link("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8"));
		Span unsampled = exported(lambda().withTraceHeader(header + "0").invoke(Event.encapSqs("good")));
		assertThat(unsampled.parentId()).isNull();
		assertThat(unsampled.links()).isEmpty();
	}

	private Span exported(LambdaResult result) {
		// before the answer
		return this.received.getOrDefault(result.requestId(), List.of())
			.stream()
			.filter((span) -> span.requestId().isPresent())
			.findFirst()
			.orElseThrow();
	}

	@Test
	void testKitShowsTheSameSpans() {
		LambdaResult result = lambda().withFunctionName("orders").invoke(Event.encapSqs("good", "bad"));
		assertThat(result).hasSpan("orders").hasSpan("process SQS");
		assertThat(result).spans()
			.filteredOn((span) -> span.name().equals("process SQS"))
			.hasSize(2)
			.allSatisfy((span) -> assertThat(span.attributes()).containsEntry("lambda.event_source", "SQS"))
			.filteredOn((span) -> span.error() != null)
			.singleElement()
			.satisfies((span) -> assertThat(span.error()).hasMessage("bad"));
		LambdaSpan invocation = result.spans()
			.stream()
			.filter((span) -> span.name().equals("orders"))
			.findFirst()
			.orElseThrow();
		assertThat(invocation.parent()).isNull();
		assertThat(invocation.attributes()).containsEntry("faas.invocation_id", result.requestId());
		assertThat(result.spans()).extracting(LambdaSpan::traceId)
			.containsOnly(invocation.traceId())
			.doesNotContainNull();
	}

	@Test
	void parallelInvocationsHaveTheirOwnSpans() {
		List<LambdaResult> results = lambda().invokeInParallel(4, Event.encapSqs("good"));
		List<String> traceIds = new ArrayList<>();
		for (LambdaResult result : results) {
			assertThat(result).spans().filteredOn((span) -> span.name().equals("process SQS")).hasSize(1);
			traceIds.add(result.spans().get(0).traceId());
		}
		assertThat(traceIds).doesNotHaveDuplicates();
	}

	private LambdaTester lambda() {
		return this.application.getBean(LambdaTester.class);
	}

	/**
	 * A function with Spring Boot's starter for OpenTelemetry, without any configuration
	 * of its own.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Exporting {

		@Bean
		Function<Event, BatchResponse> batch() {
			return Batch.builder().parallelism(3).each(String.class, (text) -> {
				if (text.equals("bad")) {
					throw new IllegalStateException(text);
				}
			});
		}

	}

}
