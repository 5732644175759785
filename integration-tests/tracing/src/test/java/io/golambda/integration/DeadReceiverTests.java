package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import io.golambda.test.LambdaResult;
import io.golambda.test.LambdaTester;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Receivers of spans that do not answer, or not what they should.
 */
class DeadReceiverTests {

	private static final Duration LIMIT = Duration.ofMillis(1500);

	private static ConfigurableApplicationContext application(String endpoint) {
		return TracedApplication.start(Map.of("management.opentelemetry.tracing.export.otlp.endpoint", endpoint,
				"golambda.tracing.flush-timeout", LIMIT.toMillis() + "ms", "spring.main.banner-mode", "off"));
	}

	private static List<String> warnings(LambdaResult result) {
		return result.lines()
			.stream()
			.filter((line) -> line.level().equalsIgnoreCase("warn") || line.message().contains("again"))
			.map(LogLine::message)
			.toList();
	}

	@Test
	void slowReceiverIsWaitedForOnceUntilItAnswers() throws IOException {
		try (OtlpReceiver receiver = new OtlpReceiver();
				ConfigurableApplicationContext application = application(receiver.endpoint())) {
			LambdaTester lambda = application.getBean(LambdaTester.class);
			lambda.invoke("{}");
			receiver.hang();
			LambdaResult first = lambda.invoke("{}");
			assertThat(first).succeeds();
			assertThat(first.duration()).isBetween(LIMIT.minusMillis(50), LIMIT.plusSeconds(1));
			assertThat(warnings(first)).singleElement()
				.asString()
				.startsWith("The receiver of spans at " + receiver.endpoint() + " did not answer within");
			for (int i = 0; i < 3; i++) {
				LambdaResult later = lambda.invoke("{}");
				assertThat(later.duration()).isLessThan(LIMIT.dividedBy(2));
				assertThat(warnings(later)).isEmpty();
			}
			receiver.goOn();
			await()
				.until(() -> warnings(lambda.invoke("{}")).stream().anyMatch((line) -> line.contains("answers again")));
			LambdaResult last = lambda.invoke("{}");
			assertThat(receiver.invocation(last.requestId()).error()).isFalse();
		}
	}

	@Test
	void limitIsBoundedByTheDeadline() throws IOException {
		try (OtlpReceiver receiver = new OtlpReceiver();
				ConfigurableApplicationContext application = application(receiver.endpoint())) {
			LambdaTester lambda = application.getBean(LambdaTester.class);
			lambda.invoke("{}");
			receiver.hang();
			LambdaResult result = lambda.withDeadline(Duration.ofMillis(700)).invoke("{}");
			assertThat(result).succeeds();
			assertThat(result.duration()).isLessThan(Duration.ofMillis(700));
		}
	}

	@Test
	void refusedConnectionIsWaitedForOnce() throws IOException {
		String endpoint;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			endpoint = "http://localhost:" + closed.getLocalPort() + "/v1/traces";
		}
		try (ConfigurableApplicationContext application = application(endpoint)) {
			LambdaTester lambda = application.getBean(LambdaTester.class);
			LambdaResult first = lambda.invoke("{}");
			assertThat(first).succeeds();
			assertThat(warnings(first)).anySatisfy((line) -> assertThat(line).contains("spans at " + endpoint));
			for (int i = 0; i < 3; i++) {
				assertThat(lambda.invoke("{}").duration()).isLessThan(LIMIT.dividedBy(2));
			}
		}
	}

	@Test
	void rejectedSpansAreReportedOnce() throws IOException {
		try (OtlpReceiver receiver = new OtlpReceiver();
				ConfigurableApplicationContext application = application(receiver.endpoint())) {
			LambdaTester lambda = application.getBean(LambdaTester.class);
			receiver.answer(400);
			assertThat(warnings(lambda.invoke("{}")))
				.anyMatch((line) -> line.contains("spans at " + receiver.endpoint() + " did not accept"));
			assertThat(warnings(lambda.invoke("{}"))).noneMatch((line) -> line.contains("did not accept"));
			receiver.answer(200);
			await()
				.until(() -> warnings(lambda.invoke("{}")).stream().anyMatch((line) -> line.contains("answers again")));
		}
	}

}
