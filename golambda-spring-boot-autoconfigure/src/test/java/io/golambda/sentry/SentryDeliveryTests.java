package io.golambda.sentry;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amazonaws.services.lambda.runtime.Context;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEnvelope;
import io.sentry.SentryOptions;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import io.golambda.error.ErrorReport;
import io.golambda.event.Event;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for invocations in this process that send their errors to a local receiver.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SentryDeliveryTests {

	private static final Event EVENT = Event.of("{}");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(SentryDelivery.LOGGER);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final SentryReceiver sentry;

	private LambdaSentry lambdaSentry;

	private ErrorReporter reporter;

	private InvocationChain chain;

	SentryDeliveryTests() throws Exception {
		this.sentry = new SentryReceiver();
		start(new SentryOptions(), 1);
	}

	private void start(SentryOptions options, int concurrency) {
		Sentry.close();
		options.setDsn(this.sentry.dsn());
		options.setEnableUncaughtExceptionHandler(false);
		LambdaSentry lambdaSentry = new LambdaSentry(
				LambdaEnvironment.of(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(concurrency))), Map::copyOf,
				null);
		this.lambdaSentry = lambdaSentry;
		lambdaSentry.configure(options);
		Sentry.init(options);
		this.reporter = lambdaSentry.reporter();
		this.chain = new InvocationChain(List.of(lambdaSentry.scopes()));
	}

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void close() {
		this.closed.countDown();
		this.logger.detachAppender(this.lines);
		this.sentry.close();
		Sentry.getCurrentScopes().getOptions().setShutdownTimeoutMillis(0);
		Sentry.getCurrentScopes().getOptions().setFlushTimeoutMillis(0);
		Sentry.close();
	}

	@Test
	void invocationEndsAfterItsEventHasArrived() throws Exception {
		this.sentry.behave((exchange) -> answerAfter(exchange, 200));
		String id = fail();
		assertThat(this.sentry.received("event")).extracting((event) -> event.path("event_id").asString())
			.containsExactly(id);
	}

	@Test
	void successfulInvocationsDoNotWaitForTheEventsOfOthers() throws Exception {
		CountDownLatch sent = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		this.sentry.behave((exchange) -> {
			sent.countDown();
			await(answer);
			SentryReceiver.answer(exchange, 200, "{}");
		});
		ExecutorService threads = Executors.newSingleThreadExecutor();
		Future<@Nullable String> failing = threads.submit(this::fail);
		sent.await();
		for (int i = 0; i < 100; i++) {
			succeed();
		}
		assertThat(failing.isDone()).as("its event has not been answered").isFalse();
		answer.countDown();
		assertThat(failing.get()).isNotNull();
		threads.shutdown();
		assertThat(messages()).isEmpty();
	}

	@Test
	void afterATimeoutInvocationsDoNotWaitUntilSentryAnswers() throws Exception {
		CountDownLatch silence = new CountDownLatch(1);
		this.sentry.behave((exchange) -> {
			await(silence);
			SentryReceiver.answer(exchange, 200, "{}");
		});
		long start = System.nanoTime();
		for (int i = 0; i < 20; i++) {
			assertThat(fail()).isNotNull();
			succeed();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("one wait of two seconds, not twenty")
			.isLessThan(Duration.ofSeconds(20));
		assertThat(messages()).containsExactly("Sentry did not answer within 2000 ms. Until it answers, invocations "
				+ "send to it without waiting, so what they send may be lost.");
		silence.countDown();
		this.sentry.behave((exchange) -> SentryReceiver.answer(exchange, 200, "{}"));
		Awaitility.await().untilAsserted(() -> assertThat(this.sentry.received("event")).hasSize(20));
		Awaitility.await().untilAsserted(() -> {
			succeed();
			assertThat(messages()).contains("Sentry answers again");
		});
		this.sentry.behave((exchange) -> answerAfter(exchange, 200));
		String id = fail();
		assertThat(this.sentry.received("event")).as("invocations wait again")
			.extracting((event) -> event.path("event_id").asString())
			.contains(id);
	}

	@Test
	void eventBeyondTheQueueSizeHasNoIdAndIsCounted() throws Exception {
		SentryOptions options = new SentryOptions();
		options.setMaxQueueSize(3);
		start(options, 1);
		this.sentry.behave((exchange) -> await(this.closed));
		List<@Nullable String> ids = new ArrayList<>();
		invoke((invocation) -> {
			for (int i = 0; i < 10; i++) {
				ids.add(report(invocation));
			}
			return null;
		});
		assertThat(ids).filteredOn(Objects::nonNull).hasSize(3);
		assertThat(messages())
			.contains("Not sent to Sentry: 7 events, because sentry.max-queue-size are already waiting to be sent");
		assertThat(this.lambdaSentry.lostEvents()).isEqualTo(7);
	}

	@Test
	void rateLimitedEventHasNoIdAndIsCounted() throws Exception {
		this.sentry.behave((exchange) -> {
			exchange.getResponseHeaders().set("Retry-After", "60");
			SentryReceiver.answer(exchange, 429, "later");
		});
		assertThat(fail()).as("accepted for sending").isNotNull();
		assertThat(fail()).isNull();
		assertThat(fail()).isNull();
		assertThat(this.sentry.received("event")).hasSize(1);
		assertThat(messages()).hasSize(3).containsOnly("Not sent to Sentry: 1 event, because Sentry limits the rate");
	}

	@Test
	void undeliverableEventsAreCounted() throws Exception {
		this.sentry.behave((exchange) -> SentryReceiver.answer(exchange, 500, "broken"));
		fail();
		this.sentry.close();
		fail();
		assertThat(messages()).hasSize(2)
			.containsOnly("Not sent to Sentry: 1 event, because Sentry could not be reached or did not accept it");
	}

	@Test
	void eventDroppedBySettingsHasNoIdAndIsCountedOnce() throws Exception {
		SentryOptions options = new SentryOptions();
		options.setBeforeSend((event, hint) -> null);
		start(options, 1);
		for (int i = 0; i < 10; i++) {
			assertThat(fail()).isNull();
		}
		assertThat(messages()).containsExactly("Not sent to Sentry: 1 event, because of the application's settings "
				+ "(callbacks, sample rate, ignored or duplicate errors)");
		assertThat(this.lambdaSentry.lostEvents()).as("except for those that settings dropped").isZero();
	}

	@Test
	void everyEventOfParallelInvocationsArrives() throws Exception {
		start(new SentryOptions(), 32);
		this.sentry.behave((exchange) -> answerAfter(exchange, 20));
		ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
		AtomicInteger numbers = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(32);
		for (int thread = 0; thread < 32; thread++) {
			threads.submit(() -> {
				for (int i = numbers.incrementAndGet(); i <= 2_000; i = numbers.incrementAndGet()) {
					if (i % 8 == 0) {
						ids.add(String.valueOf(fail()));
					}
					else {
						succeed();
					}
				}
				return null;
			});
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(100, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().untilAsserted(() -> assertThat(this.sentry.received("event")).hasSize(250));
		assertThat(this.sentry.received("event")).extracting((event) -> event.path("event_id").asString())
			.containsExactlyInAnyOrderElementsOf(ids);
		assertThat(messages()).noneMatch((message) -> message.startsWith("Not sent"));
	}

	@Test
	void eventsOfAllInvocationsAreSentAtTheSameTime() throws Exception {
		start(new SentryOptions(), 64);
		CountDownLatch arrived = new CountDownLatch(64);
		this.sentry.behave((exchange) -> {
			arrived.countDown();
			await(arrived);
			SentryReceiver.answer(exchange, 200, "{}");
		});
		ExecutorService threads = Executors.newFixedThreadPool(64);
		List<Future<@Nullable String>> ids = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			ids.add(threads.submit(this::fail));
		}
		threads.shutdown();
		for (Future<@Nullable String> id : ids) {
			assertThat(id.get()).isNotNull();
		}
		assertThat(arrived.getCount()).isZero();
		assertThat(messages()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`',
			value = { "blue; blue", "`a\"b\nc\u0000`; `a\"b c `", "ü/:@; ü/:@" })
	void tenantIsATagThatSentryAccepts(String tenantId, String tag) throws Exception {
		assertThat(tagOf(tenantId)).isEqualTo(tag);
	}

	@Test
	void longTenantIsCutInTheTagOnly() throws Exception {
		assertThat(tagOf("t".repeat(256))).isEqualTo("t".repeat(199) + "…");
		assertThat(this.sentry.received("event").get(0).at("/contexts/lambda/tenant_id").stringValue())
			.isEqualTo("t".repeat(256));
		fail();
		assertThat(this.sentry.received("event").get(1).get("tags").has("lambda.tenantID")).isFalse();
	}

	private String tagOf(String tenantId) throws Exception {
		Context context = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
				new Class<?>[] { Context.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "getTenantId" -> tenantId;
					case "getRemainingTimeInMillis" -> 10_000;
					default -> null;
				});
		this.chain.invoke(Event.of("{}", context), this::report);
		return this.sentry.received("event").get(0).at("/tags/lambda.tenantID").stringValue();
	}

	@Test
	void eachInvocationHasItsOwnTrace() throws Exception {
		fail();
		fail();
		invoke((invocation) -> {
			report(invocation);
			Sentry.captureMessage("of the same invocation");
			Thread thread = new Thread(() -> Sentry.captureMessage("of a thread that it started"));
			thread.start();
			thread.join();
			return null;
		});
		List<String> traces = this.sentry.received("event")
			.stream()
			.map((event) -> event.at("/contexts/trace/trace_id").asString())
			.toList();
		assertThat(traces).hasSize(5).doesNotContainNull();
		assertThat(traces.stream().distinct()).hasSize(3);
	}

	@Test
	void invocationWaitsForEventsOfItsThreads() throws Exception {
		this.sentry.behave((exchange) -> answerAfter(exchange, 200));
		invoke((invocation) -> {
			Thread thread = new Thread(() -> Sentry.captureMessage("from another thread"));
			thread.start();
			thread.join();
			return null;
		});
		assertThat(this.sentry.received("event")).hasSize(1);
	}

	@Test
	void nextInvocationWaitsForEventsSentInBetween() throws Exception {
		this.sentry.behave((exchange) -> answerAfter(exchange, 500));
		Sentry.captureMessage("from the start");
		succeed();
		assertThat(this.sentry.received("event")).hasSize(1);
	}

	@Test
	void logsAndMetricsAreSentWithTheirInvocation() throws Exception {
		SentryOptions options = new SentryOptions();
		options.getLogs().setEnabled(true);
		start(options, 1);
		Sentry.logger().info("from the start");
		invoke((invocation) -> {
			for (int i = 0; i < 150; i++) {
				Sentry.logger().info("line");
			}
			Sentry.metrics().count("orders", 1.0);
			return null;
		});
		assertThat(this.sentry.received("log")).extracting((log) -> log.get("items").size())
			.containsExactlyInAnyOrder(100, 51);
		assertThat(this.sentry.received("trace_metric")).hasSize(1);
		invoke((invocation) -> {
			Sentry.logger().info("next");
			return null;
		});
		JsonNode last = this.sentry.received("log").get(2).get("items");
		assertThat(last).hasSize(1);
	}

	@Test
	void transportWithoutFeedbackIsFlushed() throws Exception {
		RecordingTransport transport = new RecordingTransport();
		SentryOptions options = new SentryOptions();
		options.setTransportFactory((ignored, details) -> transport);
		start(options, 1);
		assertThat(fail()).isNotNull();
		succeed();
		assertThat(transport.sent).hasValue(1);
		assertThat(transport.flushed).hasValue(1);
	}

	private void succeed() throws Exception {
		invoke((invocation) -> null);
	}

	private @Nullable String fail() throws Exception {
		return (String) invoke(this::report);
	}

	private @Nullable Object invoke(InvocationInterceptor.Chain function) throws Exception {
		return this.chain.invoke(EVENT, function);
	}

	private @Nullable String report(Invocation invocation) {
		return this.reporter.report(ErrorReport.of(new IllegalStateException("oops")), invocation);
	}

	private List<String> messages() {
		return List.copyOf(this.lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static void answerAfter(com.sun.net.httpserver.HttpExchange exchange, long millis) {
		try {
			Thread.sleep(millis);
			SentryReceiver.answer(exchange, 200, "{}");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			// the test is over
			Thread.currentThread().interrupt();
		}
	}

	private static final class RecordingTransport implements ITransport {

		private final AtomicInteger sent = new AtomicInteger();

		private final AtomicInteger flushed = new AtomicInteger();

		@Override
		public void send(SentryEnvelope envelope, Hint hint) {
			this.sent.incrementAndGet();
		}

		@Override
		public void flush(long timeoutMillis) {
			this.flushed.incrementAndGet();
		}

		@Override
		public @Nullable RateLimiter getRateLimiter() {
			return null;
		}

		@Override
		public void close(boolean isRestarting) throws IOException {
			// nothing is open
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

}
