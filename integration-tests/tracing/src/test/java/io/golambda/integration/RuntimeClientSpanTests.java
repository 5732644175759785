package io.golambda.integration;

import java.io.IOException;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports on Lambda's runtime client, with several invocations at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimeClientSpanTests {

	private static final int INVOCATIONS = 60;

	private OtlpReceiver receiver;

	@BeforeAll
	void start() throws IOException {
		this.receiver = new OtlpReceiver();
	}

	@AfterAll
	void stop() {
		this.receiver.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { LambdaHandler.class, FunctionInvoker.class })
	void spansArriveBeforeTheAnswerWithTheirOwnParents(Class<?> handler) throws IOException {
		try (LocalFunction function = LocalFunction.builder()
			.handler(handler.getName())
			.environment("MAIN_CLASS", TracedApplication.class.getName())
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "8")
			.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances")
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", this.receiver.endpoint())
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "60s")
			.environment("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED", "false")
			// not by ratio, which the parent's decision precedes
			.environment("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0")
			.start()) {
			List<CompletableFuture<Span>> spans = IntStream.range(0, INVOCATIONS)
				.mapToObj((number) -> function.invoke(request(number)).thenApply(this::span))
				.toList();
			for (int i = 0; i < INVOCATIONS; i++) {
				Span span = spans.get(i).join();
				assertThat(span.traceId()).isEqualTo(traceId(i));
				assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
				assertThat(span.attributes()).containsEntry("faas.trigger", "http");
			}
		}
	}

	private Span span(FunctionAnswer answer) {
		assertThat(answer.isError()).as(answer.text()).isFalse();
		assertThat(answer.text()).isEqualTo('"' + answer.requestId() + '"');
		return this.receiver.invocation(answer.requestId());
	}

	private static Event request(int number) {
		return Event.of("""
				{
					"requestContext": {"http": {"method": "GET"}},
					"headers": {"traceparent": "00-%s-00f067aa0ba902b7-01"}
				}
				""".formatted(traceId(number)));
	}

	private static String traceId(int number) {
		return "4bf92f3577b34da6a3ce929d0e%06x".formatted(number + 1);
	}

}
