package io.golambda.integration;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the spans of a function with Spring Boot's starter for OpenTelemetry.
 */
@SpringBootTest(classes = TracingTests.Traced.class,
		properties = { "management.tracing.sampling.probability=1", "management.tracing.export.otlp.enabled=false",
				"management.otlp.metrics.export.enabled=false", "management.logging.export.otlp.enabled=false" })
@LambdaLogs
class TracingTests {

	@Autowired
	private LambdaInvoker invoker;

	@Autowired
	private InMemorySpanExporter spans;

	@Autowired
	private SdkTracerProvider tracerProvider;

	@Test
	void eachRecordHasASpanWithinThatOfTheInvocation(CapturedLogs logs) throws Exception {
		Event event = Event.encapSqs("good", "bad", "fine");
		byte[] answer = this.invoker.invoke(new ByteArrayInputStream(event.bytes()), null);
		String bad = event.decapSqs().get(1).id().orElseThrow();
		assertThat(new String(answer, StandardCharsets.UTF_8))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + bad + "\"}]}");
		this.tracerProvider.forceFlush().join(10, TimeUnit.SECONDS);
		SpanData invocation = span("lambda.invocation");
		assertThat(invocation.getAttributes().get(AttributeKey.stringKey("lambda.event_source"))).isEqualTo("SQS");
		// the span of Spring Cloud Function
		SpanData function = span("batch process");
		assertThat(function.getParentSpanId()).isEqualTo(invocation.getSpanId());
		assertThat(this.spans.getFinishedSpanItems()).filteredOn((span) -> span.getName().equals("process SQS"))
			.hasSize(3)
			.allSatisfy((span) -> assertThat(span.getParentSpanId()).isEqualTo(function.getSpanId()))
			.filteredOn((span) -> bad.equals(span.getAttributes().get(AttributeKey.stringKey("messaging.message.id"))))
			.singleElement()
			.satisfies((span) -> {
				assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
				assertThat(logs.lines("bad")).isNotEmpty()
					.allSatisfy((line) -> assertThat(line.get("spanId")).isEqualTo(span.getSpanId()));
			});
	}

	private SpanData span(String name) {
		return this.spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * A function whose spans are exported to memory.
	 */
	@SpringBootApplication
	static class Traced {

		private static final Logger log = LoggerFactory.getLogger(Traced.class);

		@Bean
		InMemorySpanExporter spanExporter() {
			return InMemorySpanExporter.create();
		}

		@Bean
		Function<Event, BatchResponse> batch() {
			return Batch.builder().parallelism(3).each(String.class, (text) -> {
				log.info(text);
				if (text.equals("bad")) {
					throw new IllegalStateException(text);
				}
			});
		}

	}

}
