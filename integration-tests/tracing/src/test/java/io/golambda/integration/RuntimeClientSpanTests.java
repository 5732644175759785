package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaHandler;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.local.trace.Span;
import io.golambda.sentry.SentryReceiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Exports on Lambda's runtime client, with several invocations at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimeClientSpanTests {

	private static final int INVOCATIONS = 60;

	private static final int FAILED = 1000;

	private OtlpReceiver receiver;

	private SentryReceiver sentry;

	@BeforeAll
	void start() throws IOException {
		this.receiver = new OtlpReceiver();
		this.sentry = new SentryReceiver();
	}

	@AfterAll
	void stop() {
		this.receiver.close();
		this.sentry.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { LambdaHandler.class, FunctionInvoker.class })
	void spansArriveBeforeTheAnswerWithTheirOwnParents(Class<?> handler) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (LocalFunction function = LocalFunction.builder()
			.handler(handler.getName())
			.environment("MAIN_CLASS", TracedApplication.class.getName())
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "8")
			.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances")
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", this.receiver.endpoint())
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "60s")
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED", "false")
			// the decision of the parent takes precedence
			.environment("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0")
			.output(output)
			.start()) {
			List<CompletableFuture<Span>> spans = IntStream.range(0, INVOCATIONS)
				.mapToObj((number) -> function.invoke(request("/success", number)).thenApply(this::span))
				.toList();
			for (int i = 0; i < INVOCATIONS; i++) {
				Span span = spans.get(i).join();
				assertThat(span.traceId()).isEqualTo(traceId(i));
				assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
				assertThat(span.attributes()).containsEntry("faas.trigger", "http");
			}
			FunctionAnswer failure = function.invoke(request("/failure", FAILED)).join();
			assertThat(failure.isError()).isTrue();
			checkFailure(failure.requestId(), output);
		}
	}

	/**
	 * The error is found by the same ids in the spans, in Sentry and in the log.
	 */
	private void checkFailure(String requestId, ByteArrayOutputStream output) {
		Span span = this.receiver.invocation(requestId);
		assertThat(span.error()).isTrue();
		assertThat(span.traceId()).isEqualTo(traceId(FAILED));
		assertThat(this.sentry.received("event"))
			.filteredOn((event) -> event.at("/tags/lambda.requestID").asString().equals(requestId))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.at("/contexts/trace/trace_id").asString()).isEqualTo(span.traceId());
				assertThat(event.at("/contexts/trace/span_id").asString()).isEqualTo(span.spanId());
			});
		await().untilAsserted(() -> assertThat(output.toString(StandardCharsets.UTF_8).lines())
			.filteredOn((line) -> line.contains(requestId) && line.contains("failure"))
			.anyMatch((line) -> line.contains("\"traceId\":\"" + span.traceId() + "\"")
					&& line.contains("\"spanId\":\"" + span.spanId() + "\"")));
	}

	private Span span(FunctionAnswer answer) {
		assertThat(answer.isError()).as(answer.text()).isFalse();
		assertThat(answer.text()).isEqualTo('"' + answer.requestId() + '"');
		return this.receiver.invocation(answer.requestId());
	}

	private static Event request(String path, int number) {
		return Event.of("""
				{
					"rawPath": "%s",
					"requestContext": {"http": {"method": "GET"}},
					"headers": {"traceparent": "00-%s-00f067aa0ba902b7-01"}
				}
				""".formatted(path, traceId(number)));
	}

	private static String traceId(int number) {
		return "4bf92f3577b34da6a3ce929d0e%06x".formatted(number + 1);
	}

}
