package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.acme.managed.ManagedApplication;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.golambda.integration.MixedInvocation.Kind;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.local.trace.Span;
import io.golambda.local.trace.SpanReceiver;
import io.golambda.sentry.SentryReceiver;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs many mixed invocations at once on Lambda's runtime client, as managed instances
 * do, with all features on. Proves that each invocation leaves behind what it must, and
 * that nothing of one is in the lines, events, spans or metrics of another. For a longer
 * run, set the number of invocations: {@code -Dmanaged.invocations=50000}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ManagedInstancesTests {

	private static final int INVOCATIONS = Integer.getInteger("managed.invocations", 12_000);

	// for a tenth of it, an invocation that hangs is reported and interrupted
	private static final Duration TIMEOUT = Duration.ofSeconds(8);

	private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

	private SentryReceiver sentry;

	private HttpServer otlp;

	@BeforeEach
	void start() throws IOException {
		this.sentry = new SentryReceiver();
		this.otlp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.otlp.createContext("/v1/traces", this::receiveSpans);
		this.otlp.setExecutor(Executors.newCachedThreadPool());
		this.otlp.start();
	}

	@AfterEach
	void stop() {
		this.sentry.close();
		this.otlp.stop(0);
	}

	private void receiveSpans(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.spans
				.addAll(new SpanReceiver().receive(body, exchange.getRequestHeaders().getFirst("Content-Encoding")));
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "64, io.golambda.lambda.LambdaHandler",
			"32, org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest" })
	void nothingOfAnInvocationIsInAnother(int concurrency, String handler) throws Exception {
		List<MixedInvocation> invocations = IntStream.range(0, INVOCATIONS / 2).mapToObj(MixedInvocation::of).toList();
		MixedOutput output = new MixedOutput(invocations::get);
		List<FunctionAnswer> answers;
		try (LocalFunction function = function(concurrency, handler, output)) {
			List<CompletableFuture<FunctionAnswer>> running = invocations.stream()
				.map((invocation) -> function.invoke(invocation.request()))
				.toList();
			answers = running.stream().map(CompletableFuture::join).toList();
		}
		assertThat(IntStream.range(0, answers.size())
			.filter((i) -> !isAnswer(invocations.get(i), answers.get(i)))
			.mapToObj((i) -> invocations.get(i) + " is answered " + answers.get(i).text())).isEmpty();
		assertThat(output.problems()).isEmpty();
		assertThat(invocations)
			.allSatisfy((invocation) -> assertThat(output.messages(invocation)).as(invocation.toString())
				.isEqualTo(invocation.lines()));
		assertThat(invocations)
			.allSatisfy((invocation) -> assertThat(output.metrics(invocation)).as(invocation.toString())
				.isEqualTo(invocation.metrics()));
		assertThat(output.traces().values()).as("trace ids").doesNotHaveDuplicates();
		checkSentry(invocations);
		checkSpans(invocations, output.traces());
	}

	private LocalFunction function(int concurrency, String handler, MixedOutput output) throws IOException {
		URI endpoint = URI.create("http://localhost:" + this.otlp.getAddress().getPort() + "/v1/traces");
		return LocalFunction.builder()
			.handler(handler)
			.javaOption("-XX:TieredStopAtLevel=1")
			.environment("MAIN_CLASS", ManagedApplication.class.getName())
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(concurrency))
			.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances")
			.environment("AWS_LAMBDA_LOG_FORMAT", "JSON")
			.environment("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")
			.environment("GOLAMBDA_METRICS_NAMESPACE", "Managed")
			.environment("GOLAMBDA_METRICS_DIMENSIONS", "function-name, tenant-id")
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", endpoint.toString())
			.environment("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0")
			.environment("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED", "false")
			.environment("MANAGEMENT_LOGGING_EXPORT_OTLP_ENABLED", "false")
			.environment("GOLAMBDA_TIMEOUT_INTERRUPT", "true")
			.timeout(TIMEOUT)
			.output(output)
			.start();
	}

	private static boolean isAnswer(MixedInvocation invocation, FunctionAnswer answer) {
		if (!answer.requestId().equals(invocation.token()) || answer.isError() != invocation.answer().isEmpty()) {
			return false;
		}
		if (!answer.isError()) {
			return invocation.answer().equals(Optional.of(answer.text()));
		}
		return (invocation.kind() == Kind.HANG) ? answer.text().contains(FunctionTimeoutException.class.getName())
				: tokens(answer.text()).equals(Set.of(invocation.token()));
	}

	private void checkSentry(List<MixedInvocation> invocations) {
		Map<String, MixedInvocation> byToken = byToken(invocations);
		List<JsonNode> events = this.sentry.received("event");
		Set<String> traces = new HashSet<>();
		assertThat(events.stream().map((event) -> event.at("/tags/tag").asString(null)).sorted().toList())
			.isEqualTo(invocations.stream()
				.flatMap((invocation) -> invocation.tokensOfSentryEvents().stream())
				.sorted()
				.toList());
		for (JsonNode event : events) {
			String text = event.toString();
			MixedInvocation invocation = byToken.get(event.at("/tags/lambda.requestID").asString(""));
			assertThat(tokens(text)).as(text).containsOnly(invocation.token());
			assertThat(recordTokens(text)).as(text)
				.isSubsetOf(invocation.isBatch() ? Set.of(event.at("/tags/tag").stringValue()) : Set.of());
			assertThat(event.at("/tags/lambda.tenantID").asStringOpt()).as(text).isEqualTo(invocation.tenant());
			assertThat(event.at("/tags/lambda.coldStart").stringValue()).isEqualTo("false");
			assertThat(breadcrumbs(event)).as(text).containsExactly("info " + event.at("/tags/tag").stringValue());
			assertThat(traces.add(event.at("/contexts/trace/trace_id").stringValue())).as("a trace of its own")
				.isTrue();
		}
	}

	private static List<String> breadcrumbs(JsonNode event) {
		return event.path("breadcrumbs")
			.valueStream()
			.map((breadcrumb) -> breadcrumb.path("message").asString(""))
			.filter((message) -> MixedInvocation.TOKEN.matcher(message).find())
			.toList();
	}

	private void checkSpans(List<MixedInvocation> invocations, Map<String, String> traceIds) {
		Map<String, List<Span>> traces = this.spans.stream().collect(Collectors.groupingBy(Span::traceId));
		Map<String, String> tokens = new HashMap<>();
		traceIds.forEach((token, traceId) -> tokens.put(traceId, token));
		Set<String> otherTraces = new HashSet<>(traces.keySet());
		otherTraces.removeAll(tokens.keySet());
		assertThat(otherTraces).as("traces of no invocation").isEmpty();
		for (MixedInvocation invocation : invocations) {
			String traceId = traceIds.get(invocation.token());
			invocation.traceId().ifPresent((sent) -> assertThat(traceId).isEqualTo(sent));
			List<Span> own = traces.getOrDefault(traceId, List.of());
			if (invocation.isSampled()) {
				checkSpans(invocation, own);
			}
			else {
				assertThat(own).as(invocation.toString()).isEmpty();
			}
		}
	}

	private static void checkSpans(MixedInvocation invocation, List<Span> spans) {
		assertThat(spans.stream().flatMap((span) -> tokens(span.attributes().toString()).stream()))
			.as(invocation.toString())
			.containsOnly(invocation.token());
		Span whole = spans.stream().filter((span) -> span.requestId().isPresent()).findFirst().orElseThrow();
		assertThat(whole.parentId()).isEqualTo(invocation.traceId().map((id) -> invocation.parentId()).orElse(null));
		assertThat(whole.attributes().get("lambda.tenant_id")).isEqualTo(invocation.tenant().orElse(null));
		assertThat(whole.error()).as(invocation.toString()).isEqualTo(invocation.answer().isEmpty());
		assertThat(spans).filteredOn((span) -> span.requestId().isPresent()).hasSize(1);
		assertThat(spans).filteredOn((span) -> span.name().equals("work"))
			.extracting((span) -> span.attributes().get("work.token"))
			.containsExactlyInAnyOrderElementsOf(invocation.tokensOfWork());
		assertThat(spans).filteredOn((span) -> span.attributes().containsKey("messaging.message.id"))
			.hasSize(invocation.isBatch() ? invocation.tokensOfWork().size() : 0);
	}

	private static Map<String, MixedInvocation> byToken(List<MixedInvocation> invocations) {
		return invocations.stream().collect(Collectors.toMap(MixedInvocation::token, (invocation) -> invocation));
	}

	private static Set<String> tokens(String text) {
		return matches(text).map((match) -> match.group(1)).collect(Collectors.toSet());
	}

	private static Set<String> recordTokens(String text) {
		return matches(text).filter((match) -> match.group(2) != null)
			.map(java.util.regex.MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static Stream<java.util.regex.MatchResult> matches(String text) {
		Matcher matcher = MixedInvocation.TOKEN.matcher(text);
		return matcher.results();
	}

}
