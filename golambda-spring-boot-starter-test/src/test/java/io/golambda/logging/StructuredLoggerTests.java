package io.golambda.logging;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the README.
 */
@LambdaLogs
class StructuredLoggerTests {

	private static final StructuredLogger log = StructuredLogger.of(StructuredLoggerTests.class);

	private final InvocationChain chain = new InvocationChain(
			LambdaEnvironment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")),
			List.of(LoggingSupport.logContext(null, false, 0, null)), List.of(), List::of);

	@Test
	void withAddsAValueToALine(CapturedLogs logs) throws Exception {
		invoke("565389dc-c13f-4fc0-b113-000000000000", (invocation) -> {
			String v1 = "say hello";
			log.with("var1", v1).info("Hello, hello, hello");
			return null;
		});
		assertThat(logs.lines().get(0).json().replaceFirst("\\d{4}-[^\"]*Z", "2020-12-13T02:44:30.123Z")).isEqualTo("""
				{"level":"info","lambda.requestID":"565389dc-c13f-4fc0-b113-000000000000","coldStart":true,\
				"time":"2020-12-13T02:44:30.123Z","logger":"io.golambda.logging.StructuredLoggerTests",\
				"var1":"say hello","message":"Hello, hello, hello"}""");
	}

	@Test
	void setAddsAValueToAllLinesOfTheInvocation(CapturedLogs logs) throws Exception {
		invoke("first", (invocation) -> {
			log.set("myRequestID", "xxxxxxxxxxxxxxxxx");
			LoggerFactory.getLogger("any.Other").error("oops");
			log.error("oops again");
			return null;
		});
		invoke("565389dc-c13f-4fc0-b113-000000000000", (invocation) -> {
			log.error("oops");
			return null;
		});
		assertThat(logs.lines().get(0).json().replaceFirst("\\d{4}-[^\"]*Z", "2020-11-12T02:44:30.123Z")).isEqualTo("""
				{"level":"error","lambda.requestID":"first","coldStart":true,\
				"time":"2020-11-12T02:44:30.123Z","logger":"any.Other",\
				"myRequestID":"xxxxxxxxxxxxxxxxx","message":"oops"}""");
		assertThat(logs.lines().get(1).get("myRequestID")).isEqualTo("xxxxxxxxxxxxxxxxx");
		assertThat(logs.lines().get(2).fields()).as("the next invocation")
			.doesNotContainKeys("myRequestID", "coldStart");
	}

	@Test
	void setBeforeTheFirstInvocationLasts(CapturedLogs logs) throws Exception {
		log.set("region", "eu-central-1");
		try {
			log.info("outside");
			invoke("r", (invocation) -> {
				log.info("inside");
				return null;
			});
			assertThat(logs.lines()).extracting((line) -> line.get("region"))
				.containsExactly("eu-central-1", "eu-central-1");
		}
		finally {
			log.set("region", null);
		}
	}

	@Test
	void withReturnsACopy(CapturedLogs logs) {
		StructuredLogger more = log.with("a", 1);
		more.with("b", 2).warn("both");
		more.debug("one");
		more.trace("one");
		log.info("none");
		more.error("failed", new IllegalStateException("why"));
		assertThat(logs.lines().get(0).fields()).containsEntry("a", 1)
			.containsEntry("b", 2)
			.containsEntry("level", "warn");
		assertThat(logs.lines("none").get(0).fields()).doesNotContainKeys("a", "b");
		LogLine failed = logs.lines("failed").get(0);
		assertThat(failed.fields()).containsEntry("a", 1).doesNotContainKey("b");
		assertThat(failed.get("error.message")).isEqualTo("why");
	}

	@Test
	void writesTheValuesOfTheInvocation(CapturedLogs logs) throws Exception {
		invoke("r", (invocation) -> {
			Invocation.current().with("customer", 7);
			log.info("inside");
			return null;
		});
		log.info("outside");
		assertThat(logs.lines("inside").get(0).get("customer")).isEqualTo(7);
		assertThat(logs.lines("outside").get(0).fields()).doesNotContainKeys("customer", "lambda.requestID");
	}

	@Test
	void setIsWithOfTheInvocation() throws Exception {
		invoke("r", (invocation) -> {
			log.set("tenant", "t");
			assertThat(invocation.values()).containsEntry("tenant", "t");
			invocation.with("tenant", "u");
			log.set("order", 7);
			assertThat(invocation.values()).containsEntry("tenant", "u").containsEntry("order", 7).hasSize(2);
			return null;
		});
	}

	@Test
	void tenantIsOnAllLinesOfItsInvocation(CapturedLogs logs) throws Exception {
		invoke("tenanted", (invocation) -> {
			log.info("inside");
			return null;
		}, "blue");
		invoke("untenanted", (invocation) -> {
			log.info("without");
			return null;
		});
		assertThat(logs.lines("inside").get(0).json()).startsWith(
				"{\"level\":\"info\",\"lambda.requestID\":\"tenanted\",\"lambda.tenantID\":\"blue\",\"coldStart\":true,");
		assertThat(logs.lines("without").get(0).fields()).doesNotContainKey("lambda.tenantID");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"},{\"level\":\"error", "two\nlines\r\u2028\u0000", "\\", "\ud800", "Müller & Söhne 🎨" })
	void lineWithAHostileTenantIsValid(String tenantId, CapturedLogs logs) throws Exception {
		for (String id : List.of(tenantId, tenantId.repeat(256).substring(0, 256), tenantId.repeat(100_000))) {
			invoke("hostile", (invocation) -> {
				log.info("inside");
				return null;
			}, id);
		}
		assertThat(logs.lines()).hasSize(3).allSatisfy((line) -> {
			assertThat(line.json().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256 * 1024);
			assertThat(line.json().lines()).hasSize(1);
			assertThat(line.get("level")).isEqualTo("info");
			assertThat(line.get("lambda.tenantID")).asString().startsWith(tenantId.replace('\ud800', '\ufffd'));
		});
	}

	private void invoke(String requestId, InvocationInterceptor.Chain function, String tenantId) throws Exception {
		Context context = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
				new Class<?>[] { Context.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "getAwsRequestId" -> requestId;
					case "getTenantId" -> tenantId;
					default -> null;
				});
		this.chain.invoke(Event.of("{}".getBytes(), context), function);
	}

	private void invoke(String requestId, InvocationInterceptor.Chain function) throws Exception {
		this.chain.invoke(Event.of("{}".getBytes(), new RequestContext(requestId, null)), function);
	}

}
