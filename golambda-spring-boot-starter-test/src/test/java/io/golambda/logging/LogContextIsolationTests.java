package io.golambda.logging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines do not show values of other invocations.
 */
@LambdaLogs
class LogContextIsolationTests {

	private static final Logger log = LoggerFactory.getLogger(LogContextIsolationTests.class);

	private static final int THREADS = 64;

	private static final int INVOCATIONS = 100_000;

	private final InvocationChain chain = new InvocationChain(
			LambdaEnvironment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")),
			List.of(LoggingSupport.logContext(null, false, 0, null)), List.of(), List::of);

	@Test
	void parallelInvocationsDoNotShareTheirContext() throws Exception {
		Lines lines = new Lines(Lines.FORMAT, (LoggerContext) LoggerFactory.getILoggerFactory());
		lines.logger().setAdditive(false);
		StructuredLogger structured = StructuredLogger.of(getClass());
		AtomicInteger next = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		for (int t = 0; t < THREADS; t++) {
			executor.submit(() -> {
				int i;
				while ((i = next.getAndIncrement()) < INVOCATIONS) {
					String id = "request-" + i;
					this.chain.invoke(event(id), (invocation) -> {
						structured.set("set", id);
						MDC.put("mdc", id);
						invocation.with("with", id);
						lines.logger().info(id);
						return null;
					});
				}
				return null;
			});
		}
		executor.shutdown();
		assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		lines.logger().detachAndStopAllAppenders();
		lines.logger().setAdditive(true);
		List<JsonNode> all = lines.all();
		assertThat(all).hasSize(INVOCATIONS);
		int cold = 0;
		for (JsonNode line : all) {
			String id = line.get("message").stringValue();
			if (!id.equals(line.get("lambda.requestID").stringValue()) || !id.equals(line.get("set").stringValue())
					|| !id.equals(line.get("mdc").stringValue()) || !id.equals(line.get("with").stringValue())) {
				throw new AssertionError(line.toString());
			}
			cold += line.has("coldStart") ? 1 : 0;
		}
		assertThat(cold).as("invocations after a cold start").isOne();
	}

	@Test
	void threadThatOutlivesItsInvocationHasNoContext(CapturedLogs logs) throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		AtomicReference<Thread> left = new AtomicReference<>();
		this.chain.invoke(event("r"), (invocation) -> {
			MDC.put("mdc", "x");
			Thread thread = new Thread(() -> {
				await(over);
				log.info("left running");
			});
			thread.start();
			left.set(thread);
			return null;
		});
		over.countDown();
		left.get().join();
		log.info("after");
		assertThat(logs.lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line.fields()).doesNotContainKeys("lambda.requestID", "mdc"));
	}

	@Test
	void wrappedExecutorInheritsTheContext(CapturedLogs logs) throws Exception {
		ExecutorService plain = Executors.newSingleThreadExecutor();
		ExecutorService inheriting = ContextExecutorService.wrap(plain,
				ContextSnapshotFactory.builder().build()::captureAll);
		this.chain.invoke(event("r"), (invocation) -> {
			StructuredLogger.of(getClass()).set("tenant", "t");
			inheriting.submit(() -> log.info("inherits")).get();
			plain.submit(() -> log.info("does not")).get();
			return null;
		});
		plain.shutdown();
		assertThat(logs.lines("inherits").get(0).fields()).containsEntry("lambda.requestID", "r")
			.containsEntry("tenant", "t");
		assertThat(logs.lines("does not").get(0).fields()).doesNotContainKeys("lambda.requestID", "tenant");
	}

	@Test
	void writesTheTraceIdOnlyIfSampled(CapturedLogs logs) throws Exception {
		String root = "1-5759e988-bd862e3fe1be46a994272793";
		this.chain.invoke(
				Event.of("{}".getBytes(),
						new RequestContext("r", "Root=" + root + ";Parent=53995c3f42cd8ad8;Sampled=1")),
				(invocation) -> {
					log.info("sampled");
					return null;
				});
		this.chain.invoke(Event.of("{}".getBytes(), new RequestContext("r", "Root=" + root + ";Sampled=0")),
				(invocation) -> {
					log.info("not");
					return null;
				});
		assertThat(logs.lines("sampled").get(0).get("lambda.traceID")).isEqualTo(root);
		assertThat(logs.lines("not").get(0).fields()).doesNotContainKey("lambda.traceID");
	}

	private static Event event(String requestId) {
		return Event.of("{}".getBytes(), new RequestContext(requestId, null));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
