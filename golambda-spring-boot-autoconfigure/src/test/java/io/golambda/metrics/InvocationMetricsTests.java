package io.golambda.metrics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.NewRecord;
import io.golambda.invocation.Invocation;

import static io.golambda.metrics.MetricsFixture.line;
import static io.golambda.metrics.MetricsFixture.lines;
import static io.golambda.metrics.MetricsFixture.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which invocation's lines have a value, and golambda's own metrics.
 */
class InvocationMetricsTests {

	private static final Map<String, String> ON_DEMAND = Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders",
			"AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");

	private final MetricsFixture metrics = new MetricsFixture(MetricsSettings.of("Shop"), ON_DEMAND);

	private final MeterRegistry registry = this.metrics.registry();

	private final Counter orders = this.registry.counter("orders");

	private static Event event(String requestId) {
		return Event.of("{}", new InvocationContext(requestId));
	}

	@Test
	void lineHasTheRequestIdTheTraceIdAndTheColdStart() {
		Event traced = Event.of("{}", new InvocationContext("r1", null,
				"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));
		List<EmbeddedLine> lines = this.metrics.invoke(traced, (invocation) -> null);
		EmbeddedLine line = line(lines, "lambda.duration");
		assertThat(line.property("lambda.requestID")).isEqualTo("r1");
		assertThat(line.property("lambda.traceID")).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
		assertThat(line.property("coldStart")).isEqualTo("true");
		assertThat(line.dimensions()).containsOnly(Map.entry("FunctionName", "orders"));
		assertThat(line.values("lambda.cold.starts")).containsExactly(1.0);
		assertThat(line.values("lambda.init.duration").get(0)).isPositive();
		line = line(this.metrics.invoke(event("r2"), (invocation) -> null), "lambda.duration");
		assertThat(line.names()).containsExactly("lambda.duration");
		assertThat(line.property("coldStart")).isEqualTo("false");
		assertThat(line.property("lambda.traceID")).isNull();
	}

	@Test
	void invalidTraceHeaderIsIgnored() {
		Event event = Event.of("{}", new InvocationContext("r1", null, "Root=\n;;=;Sampled=1"));
		assertThat(line(this.metrics.invoke(event, (invocation) -> null), "lambda.duration").property("lambda.traceID"))
			.isNull();
	}

	@Test
	void versionAndTenantAreDimensionsOnRequest() {
		MetricsFixture all = new MetricsFixture(new MetricsSettings("Shop", EnumSet.allOf(MetricDimension.class), null,
				Set.of(), 100, List.of(), List.of()));
		EmbeddedLine line = line(all.invoke(Event.of("{}", new InvocationContext("r1", "acme", null)), (i) -> null),
				"lambda.duration");
		assertThat(line.dimensions()).containsExactly(Map.entry("FunctionName", "orders"),
				Map.entry("FunctionVersion", "7"), Map.entry("TenantId", "acme"));
		assertThat(line(all.invoke(event("r2"), (i) -> null), "lambda.duration").dimensions())
			.doesNotContainKey("TenantId");
	}

	@Test
	void tenantIsAPropertyWithoutBeingADimension() {
		EmbeddedLine line = line(
				this.metrics.invoke(Event.of("{}", new InvocationContext("r1", "acme", null)), (i) -> null),
				"lambda.duration");
		assertThat(line.property("lambda.tenantID")).isEqualTo("acme");
		assertThat(line.dimensions()).containsOnlyKeys("FunctionName");
	}

	@Test
	void sampledMetersBelongToNoInvocationAndNoTenant() {
		MetricsFixture all = new MetricsFixture(new MetricsSettings("Shop", EnumSet.allOf(MetricDimension.class), null,
				Set.of(), 100, List.of(), MetricsSettings.DEFAULT_EXCLUDED_METERS));
		all.registry().gauge("queue", 3);
		all.registry().more().longTaskTimer("pay.active").start();
		List<EmbeddedLine> lines = all.invoke(Event.of("{}", new InvocationContext("r1", "acme", null)), (i) -> null);
		assertThat(line(lines, "lambda.duration").dimensions()).containsEntry("TenantId", "acme");
		assertThat(line(lines, "queue").dimensions()).containsOnlyKeys("FunctionName");
		assertThat(line(lines, "queue").property("lambda.requestID")).isNull();
		assertThat(lines).flatExtracting(EmbeddedLine::names).containsExactlyInAnyOrder("lambda.duration", "queue");
	}

	@Test
	void errorsAreCountedByType() {
		List<EmbeddedLine> lines = this.metrics.written(() -> assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.metrics.chain().invoke(event("r1"), (invocation) -> {
				throw new ArithmeticException();
			})));
		EmbeddedLine line = line(lines, "lambda.errors");
		assertThat(line.dimensions()).containsEntry("error.type", "java.lang.ArithmeticException");
		assertThat(line.values("lambda.errors")).containsExactly(1.0);
		assertThat(line.property("lambda.requestID")).isEqualTo("r1");
		assertThat(line(lines, "lambda.duration").dimensions()).doesNotContainKey("error.type");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void recordsOfABatchAreCounted(int parallelism) {
		Instant sent = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
		Event event = Event.encapSqs("a", NewRecord.of("bad").timestamp(sent), "c");
		EmbeddedLine line = line(this.metrics.invoke(event,
				(invocation) -> Batch.builder().parallelism(parallelism).process(event, (record) -> {
					this.orders.increment();
					if (record.text().equals("bad")) {
						throw new IllegalStateException();
					}
				})), "lambda.records");
		assertThat(line.values("lambda.records")).containsExactly(3.0);
		assertThat(line.values("lambda.records.failed")).containsExactly(1.0);
		assertThat(line.values("lambda.records.untried")).containsExactly(0.0);
		assertThat(line.values("lambda.batch.size")).containsExactly(3.0);
		assertThat(line.values("orders")).containsExactly(3.0);
		assertThat(line.values("lambda.records.oldest.age").get(0)).isBetween(600_000.0, 660_000.0);
	}

	@Test
	void recordsWithoutABatchAreCountedOnlyIfTheyWereRead() {
		Event event = Event.encapSqs("a", "b");
		EmbeddedLine read = line(this.metrics.invoke(event, (invocation) -> event.records()), "lambda.records");
		assertThat(read.values("lambda.records")).containsExactly(2.0);
		assertThat(read.names()).contains("lambda.batch.size", "lambda.records.oldest.age")
			.doesNotContain("lambda.records.failed");
		Event unread = Event.encapSqs("a", "b");
		assertThat(line(this.metrics.invoke(unread, (invocation) -> null), "lambda.duration").names())
			.doesNotContain("lambda.records");
	}

	@Test
	void ageOfARecordFromTheFutureIsZero() {
		Event event = Event.encapSqs(
				NewRecord.of("a").timestamp(Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS)));
		EmbeddedLine line = line(this.metrics.invoke(event, (invocation) -> event.records()), "lambda.records");
		assertThat(line.values("lambda.records.oldest.age")).containsExactly(0.0);
	}

	@Test
	void valuesFromOutsideInvocationsAreWrittenOnceWithTheNextLines() {
		this.orders.increment(5);
		List<EmbeddedLine> lines = this.metrics.invoke(event("r1"), (invocation) -> {
			this.orders.increment();
			CompletableFuture.runAsync(() -> this.orders.increment(2)).join();
			return null;
		});
		assertThat(lines(lines, "orders", (line) -> "r1".equals(line.property("lambda.requestID")))).singleElement()
			.satisfies((line) -> assertThat(line.values("orders")).containsExactly(1.0));
		assertThat(lines(lines, "orders", (line) -> line.property("lambda.requestID") == null)).singleElement()
			.satisfies((line) -> {
				assertThat(line.values("orders")).containsExactly(7.0);
				assertThat(line.dimensions()).containsOnly(Map.entry("FunctionName", "orders"));
			});
		assertThat(this.metrics.invoke(event("r2"), (invocation) -> null)).hasSize(1);
	}

	@Test
	void threadThatOutlivesItsInvocationRecordsForTheNextLines() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		ExecutorService background = Executors.newSingleThreadExecutor();
		try {
			AtomicReference<Future<?>> late = new AtomicReference<>();
			this.metrics.invoke(event("r1"), (invocation) -> {
				late.set(background.submit(() -> invocation.call(() -> {
					this.orders.increment();
					ended.await();
					this.orders.increment(10);
					return null;
				})));
				return null;
			});
			ended.countDown();
			late.get().get(10, TimeUnit.SECONDS);
			this.metrics.invoke(event("r2"), (invocation) -> null);
			assertThat(sum(this.metrics.lines(), "orders")).isEqualTo(11);
			assertThat(lines(this.metrics.lines(), "orders", (line) -> "r2".equals(line.property("lambda.requestID"))))
				.isEmpty();
		}
		finally {
			background.shutdown();
		}
	}

	@Test
	void invocationsThatRunAtTheSameTimeHaveTheirOwnValues() throws Exception {
		int threads = 32;
		int invocations = 100;
		byte[] batch = Event.encapSqs("a", "b").bytes();
		Timer timer = this.registry.timer("work");
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		Thread outside = new Thread(() -> {
			for (int i = 0; i < 20_000; i++) {
				this.orders.increment(1000);
			}
		});
		outside.start();
		List<Future<?>> running = new ArrayList<>();
		for (int thread = 0; thread < threads; thread++) {
			int first = thread * invocations;
			running.add(pool.submit(() -> {
				for (int i = 1; i <= invocations; i++) {
					int number = first + i;
					Event event = Event.of(batch, new InvocationContext("r" + number));
					this.metrics.chain()
						.invoke(event, (invocation) -> Batch.builder().parallelism(2).process(event, (record) -> {
							this.orders.increment(number);
							timer.record(number, TimeUnit.MILLISECONDS);
						}));
				}
				return null;
			}));
		}
		for (Future<?> each : running) {
			each.get(60, TimeUnit.SECONDS);
		}
		pool.shutdown();
		outside.join();
		this.registry.close();
		double outsideSum = 0;
		int own = 0;
		for (EmbeddedLine line : this.metrics.lines()) {
			String requestId = line.property("lambda.requestID");
			if (requestId == null) {
				outsideSum += line.values("orders").get(0);
			}
			else {
				double number = Integer.parseInt(requestId.substring(1));
				assertThat(line.values("orders")).containsExactly(2 * number);
				assertThat(line.values("work")).containsExactly(number, number);
				assertThat(line.values("lambda.records")).containsExactly(2.0);
				own++;
			}
		}
		assertThat(own).isEqualTo(threads * invocations);
		assertThat(outsideSum).isEqualTo(20_000_000);
		assertThat(sum(this.metrics.lines(), "lambda.cold.starts")).isEqualTo(1);
	}

	@Test
	void timeoutWritesTheLinesOnce() {
		List<EmbeddedLine> written = new ArrayList<>();
		List<EmbeddedLine> lines = this.metrics.invoke(event("r1"), (invocation) -> {
			this.orders.increment();
			written.addAll(this.metrics.written(() -> {
				this.metrics.chain().timeout(invocation, new IllegalStateException("timeout"));
				return null;
			}));
			assertThat(Invocation.current()).isSameAs(invocation);
			this.orders.increment(10);
			return null;
		});
		assertThat(line(written, "orders").values("orders")).containsExactly(1.0);
		assertThat(line(written, "lambda.errors").dimensions()).containsEntry("error.type",
				"java.lang.IllegalStateException");
		assertThat(sum(written, "lambda.duration")).isPositive();
		assertThat(lines).isEqualTo(written);
		List<EmbeddedLine> next = this.metrics.invoke(event("r2"), (invocation) -> null);
		assertThat(line(next, "orders").property("lambda.requestID")).isNull();
		assertThat(sum(this.metrics.lines(), "orders")).isEqualTo(11);
		assertThat(sum(this.metrics.lines(), "lambda.errors")).isEqualTo(1);
	}

	@Test
	void registriesDoNotMixTheirValues() {
		MetricsFixture other = new MetricsFixture(MetricsSettings.of("Other"));
		Counter foreign = other.registry().counter("orders");
		this.metrics.invoke(event("r1"), (invocation) -> {
			foreign.increment();
			return null;
		});
		assertThat(this.metrics.lines()).flatExtracting(EmbeddedLine::names).doesNotContain("orders");
		assertThat(line(other.invoke(() -> {
		}), "orders").namespace()).isEqualTo("Other");
	}

	@Test
	void disabledMetersAreNotWritten() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("lambda"));
		assertThat(this.metrics.invoke(event("r1"), (invocation) -> null)).isEmpty();
	}

	@Test
	void everyMetricIsDocumentedWithItsUnit() {
		assertThat(LambdaMetric.values()).allSatisfy((metric) -> {
			assertThat(metric.getName()).matches("(lambda|sentry)\\.[a-z.]+");
			assertThat(MetricUnit.of(metric.getBaseUnit(), MetricUnit.COUNT)).isIn(MetricUnit.COUNT,
					MetricUnit.MILLISECONDS);
		});
	}

}
