package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.acme.outgoing.OutgoingApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.local.trace.Span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests the spans of annotated methods, and that Spring's HTTP clients and the AWS SDK
 * continue them, for records that are processed at the same time.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OutgoingTraceTests {

	private static final List<String> ARTICLES = List.of("apple", "banana", "cherry");

	private static final String LAMBDA_HANDLER = "io.golambda.lambda.LambdaHandler";

	private static final String FUNCTION_INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	@TempDir
	private static Path folder;

	private static Path taskRoot;

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private OtlpReceiver receiver;

	@BeforeAll
	static void build() throws Exception {
		taskRoot = AotFunction.build(OutgoingApplication.class, folder.resolve("aot"),
				Map.of("application.properties", """
						spring.cloud.function.definition=batch
						management.observations.annotations.enabled=true
						management.tracing.sampling.probability=1
						management.otlp.metrics.export.enabled=false
						management.logging.export.otlp.enabled=false
						# with Spring AOT the exporter exists if there is an endpoint at build time
						management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:4318/v1/traces
						"""));
		assertThat(folder.resolve("aot").resolve(AotFunction.LOG)).content()
			.doesNotContain("LambdaHandler will start the application by a SpringApplication");
		AotFunction.jar(taskRoot);
	}

	@ParameterizedTest
	@CsvSource({ LAMBDA_HANDLER + ",true", LAMBDA_HANDLER + ",false", FUNCTION_INVOKER + ",true" })
	void methodsAndRequestsAreInTheSpanOfTheirRecord(String handler, boolean aot) throws Exception {
		try (OtlpReceiver spans = new OtlpReceiver();
				LoopbackServer server = new LoopbackServer();
				LocalFunction function = start(handler, aot, spans, server)) {
			this.receiver = spans;
			FunctionAnswer answer = function.invoke(Event.encapSqs(ARTICLES.toArray())).join();
			assertThat(answer.text()).isEqualTo("{\"batchItemFailures\":[]}");
			// the invocation, and for each record: itself, order, price and three
			// requests
			await().untilAsserted(() -> assertThat(spans.spans()).hasSizeGreaterThanOrEqualTo(1 + 6 * 3));
			for (String article : ARTICLES) {
				Span price = one((span) -> span.name().equals("price") && article.equals(tag(span, "article")));
				Span order = one((span) -> span.spanId().equals(price.parentId()));
				assertThat(order.name()).isEqualTo("order");
				assertThat(order.attributes()).containsEntry("shop", "fruits");
				Span record = one((span) -> span.spanId().equals(order.parentId()));
				assertThat(record.name()).isEqualTo("process SQS");
				// X-Ray's trace ids begin with the time
				assertThat(Instant.ofEpochSecond(Long.parseLong(record.traceId().substring(0, 8), 16)))
					.isBetween(record.start().minusSeconds(60), record.end());
				for (String client : List.of("rest-client", "rest-template", "web-client")) {
					LoopbackServer.Request request = request(server, "/" + article + "/" + client);
					Span sent = one(
							(span) -> request.header("traceparent").contains(span.traceId() + "-" + span.spanId()));
					assertThat(sent.parentId()).as(client).isEqualTo(order.spanId());
				}
				assertThat(request(server, "/", article).header("X-Amzn-Trace-Id"))
					.contains("Parent=" + order.spanId() + ";Sampled=1");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,", "false,false" })
	void directStartIsTheSameAsBySpringApplication(boolean aot, String exportEnabled) throws Exception {
		Map<String, String> variables = new HashMap<>(Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", "describe",
				"OTEL_SERVICE_NAME", "orders", "OTEL_TRACES_SAMPLER", "parentbased_traceidratio",
				"OTEL_TRACES_SAMPLER_ARG", "0.25", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4319",
				"GOLAMBDA_TRACING_FLUSHTIMEOUT", "0", "LOGGING_LEVEL_IO_GOLAMBDA_LAMBDA", "debug"));
		if (exportEnabled != null) {
			variables.put("MANAGEMENT_TRACING_EXPORT_ENABLED", exportEnabled);
		}
		JsonNode direct = description(aot, variables);
		await().untilAsserted(() -> assertThat(this.output.toString(StandardCharsets.UTF_8))
			.contains("Started the application directly"));
		variables.put("GOLAMBDA_DIRECTSTART_ENABLED", "false");
		assertThat(direct.toPrettyString()).isEqualTo(description(aot, variables).toPrettyString());
		assertThat(direct.path("correlation").asString()).isEqualTo((exportEnabled != null) ? exportEnabled : "true");
	}

	private JsonNode description(boolean aot, Map<String, String> variables) throws Exception {
		try (LocalFunction function = function(LAMBDA_HANDLER, aot).environment(variables)
			.output(this.output)
			.start()) {
			return JsonMapper.shared().readTree(function.invoke(Event.of("\"\"")).join().payload());
		}
	}

	private static LocalFunction start(String handler, boolean aot, OtlpReceiver spans, LoopbackServer server)
			throws Exception {
		return function(handler, aot)
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", spans.endpoint())
			.environment("AWS_ENDPOINT_URL", server.url().toString())
			.environment("GOLAMBDA_TRACING_XRAYIDS", "true")
			.environment("AWS_ACCESS_KEY_ID", "key")
			.environment("AWS_SECRET_ACCESS_KEY", "secret")
			.start();
	}

	private static LocalFunction.Builder function(String handler, boolean aot) {
		return LocalFunction.builder()
			.handler(handler)
			.taskRoot(taskRoot)
			.javaOption("-Dspring.aot.enabled=" + aot)
			.environment("MAIN_CLASS", OutgoingApplication.class.getName())
			.environment("AWS_REGION", "us-east-1");
	}

	private static String tag(Span span, String name) {
		return String.valueOf(span.attributes().get(name));
	}

	private Span one(Predicate<Span> condition) {
		List<Span> found = this.receiver.spans().stream().filter(condition).toList();
		assertThat(found).as(this.receiver.spans().toString()).hasSize(1);
		return found.get(0);
	}

	private static LoopbackServer.Request request(LoopbackServer server, String path) {
		return request(server, path, "");
	}

	private static LoopbackServer.Request request(LoopbackServer server, String path, String body) {
		return server.requests()
			.stream()
			.filter((request) -> request.path().equals(path) && request.body().contains(body))
			.findFirst()
			.orElseThrow();
	}

}
