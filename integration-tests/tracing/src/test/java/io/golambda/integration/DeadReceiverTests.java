package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

import io.golambda.test.LambdaResult;
import io.golambda.test.LambdaTester;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Receivers of spans that do not answer, or not what they should.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadReceiverTests {

	private static final Duration LIMIT = Duration.ofMillis(1000);

	private OtlpReceiver receiver;

	private ConfigurableApplicationContext application;

	private LambdaTester lambda;

	@BeforeAll
	void start() throws IOException {
		this.receiver = new OtlpReceiver();
		this.application = application(this.receiver.endpoint());
		this.lambda = this.application.getBean(LambdaTester.class);
	}

	@AfterAll
	void stop() {
		this.receiver.goOn();
		this.application.close();
		this.receiver.close();
	}

	@BeforeEach
	void recover() {
		this.receiver.goOn();
		this.receiver.answer(200);
		await().until(() -> isExported(this.lambda.invoke("{}")) && isExported(this.lambda.invoke("{}")));
	}

	private boolean isExported(LambdaResult result) {
		return this.receiver.spans()
			.stream()
			.anyMatch((span) -> span.requestId().filter(result.requestId()::equals).isPresent());
	}

	private static ConfigurableApplicationContext application(String endpoint) {
		return TracedApplication.start(Map.of("management.opentelemetry.tracing.export.otlp.endpoint", endpoint,
				"golambda.tracing.flush-timeout", LIMIT.toMillis() + "ms"));
	}

	private static List<String> warnings(LambdaResult result) {
		return result.lines()
			.stream()
			.map(LogLine::message)
			.filter((line) -> line.startsWith("The receiver of spans"))
			.toList();
	}

	@Test
	void slowReceiverIsWaitedForOnceUntilItAnswers() {
		this.receiver.hang();
		LambdaResult first = this.lambda.invoke("{}");
		assertThat(first).succeeds();
		assertThat(first.duration()).isBetween(LIMIT.minusMillis(50), LIMIT.plusSeconds(1));
		assertThat(warnings(first)).singleElement()
			.asString()
			.matches("The receiver of spans at " + this.receiver.endpoint() + " did not answer within \\d+ ms. "
					+ "Until it answers, invocations export without waiting, so what they export may be lost.");
		for (int i = 0; i < 3; i++) {
			LambdaResult later = this.lambda.invoke("{}");
			assertThat(later.duration()).isLessThan(LIMIT.dividedBy(2));
			assertThat(warnings(later)).isEmpty();
		}
		this.receiver.goOn();
		await().until(() -> warnings(this.lambda.invoke("{}"))
			.contains("The receiver of spans at " + this.receiver.endpoint() + " answers again"));
		LambdaResult last = this.lambda.invoke("{}");
		assertThat(this.receiver.invocation(last.requestId()).error()).isFalse();
	}

	@Test
	void waitIsBoundedByTheDeadline() {
		this.receiver.hang();
		LambdaResult result = this.lambda.withDeadline(Duration.ofMillis(700)).invoke("{}");
		assertThat(result).succeeds();
		assertThat(result.duration()).isLessThan(Duration.ofMillis(700));
	}

	@Test
	void rejectedSpansAreReportedOnce() {
		this.receiver.answer(400);
		assertThat(warnings(this.lambda.invoke("{}"))).singleElement()
			.asString()
			.startsWith("The receiver of spans at " + this.receiver.endpoint() + " did not accept what was exported.");
		assertThat(warnings(this.lambda.invoke("{}"))).isEmpty();
	}

	@Test
	void refusedConnectionIsWaitedForOnce() throws IOException {
		String endpoint;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			endpoint = "http://localhost:" + closed.getLocalPort() + "/v1/traces";
		}
		// not closed, which would wait for OpenTelemetry's retries
		LambdaTester refused = application(endpoint).getBean(LambdaTester.class);
		LambdaResult first = refused.invoke("{}");
		assertThat(first).succeeds();
		assertThat(first.duration()).isLessThan(LIMIT.plusSeconds(1));
		assertThat(warnings(first)).singleElement().asString().startsWith("The receiver of spans at " + endpoint);
		for (int i = 0; i < 3; i++) {
			assertThat(refused.invoke("{}").duration()).isLessThan(LIMIT.dividedBy(2));
		}
	}

}
