package io.golambda.integration;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.acme.invocations.InvocationsApplication;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionRequest;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a function on Lambda's runtime client knows of its invocation.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InvocationFactsTests {

	private static final String TRACE_HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	@ParameterizedTest
	@ValueSource(strings = { FunctionOutput.LAMBDA_HANDLER, FunctionOutput.FUNCTION_INVOKER })
	void functionKnowsItsInvocation(String handler) throws Exception {
		try (LocalFunction function = LocalFunction.builder()
			.handler(handler)
			.environment("MAIN_CLASS", InvocationsApplication.class.getName())
			.timeout(Duration.ofSeconds(30))
			.output(new FunctionOutput())
			.start()) {
			FunctionRequest request = FunctionRequest.of(Event.of("{}"));
			JsonNode first = answer(function,
					request.withRequestId("request-1")
						.withTenantId("blue/1 @=+")
						.withTraceHeader(TRACE_HEADER)
						.withClientContext("""
								{"client": {"app_title": "Fär\\"ben"}, "custom": {"colour": "grün"},
								"env": {"locale": "de"}}"""));
			assertThat(first.get("requestId").stringValue()).isEqualTo("request-1");
			assertThat(first.get("coldStart").booleanValue()).isTrue();
			assertThat(first.get("tenantId").stringValue()).isEqualTo("blue/1 @=+");
			assertThat(first.get("traceHeader").stringValue()).isEqualTo(TRACE_HEADER);
			assertThat(first.get("remaining").longValue()).isBetween(10_000L, 30_000L);
			assertThat(first.get("deadline").longValue()).isBetween(10_000L, 30_000L);
			assertThat(first.get("elapsed").longValue()).isBetween(0L, 20_000L);
			assertThat(first.get("ownThread").booleanValue()).isTrue();
			assertThat(first.get("recordsInWork").intValue()).isZero();
			assertThat(first.get("custom").toString()).isEqualTo("{\"colour\":\"grün\"}");
			assertThat(first.get("environment").toString()).isEqualTo("{\"locale\":\"de\"}");
			assertThat(first.get("appTitle").stringValue()).isEqualTo("Fär\"ben");
			JsonNode second = answer(function, request);
			assertThat(second.get("coldStart").booleanValue()).isFalse();
			for (String absent : new String[] { "tenantId", "traceHeader", "custom", "environment", "appTitle" }) {
				assertThat(second.get(absent).isNull()).as(absent).isTrue();
			}
			JsonNode batch = answer(function, FunctionRequest.of(Event.encapSqs("a", "b", "c")));
			assertThat(batch.get("during").toString())
				.isEqualTo("[[\"a\",\"b\",\"c\"],[\"a\",\"b\",\"c\"],[\"a\",\"b\",\"c\"]]");
			assertThat(batch.get("after").intValue()).isZero();
		}
	}

	private static JsonNode answer(LocalFunction function, FunctionRequest request) {
		String answer = function.invoke(request).join().text();
		JsonNode json = JsonMapper.shared().readTree(answer);
		assertThat(json.has("errorType")).as(answer).isFalse();
		return json;
	}

}
