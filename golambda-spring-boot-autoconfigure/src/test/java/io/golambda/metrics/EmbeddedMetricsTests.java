package io.golambda.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.golambda.metrics.MetricsFixture.line;
import static io.golambda.metrics.MetricsFixture.sum;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metrics that meters become.
 */
class EmbeddedMetricsTests {

	private final MetricsFixture metrics = new MetricsFixture();

	private final MeterRegistry registry = this.metrics.registry();

	@Test
	void incrementsOfACounterAreOneSum() {
		Counter orders = this.registry.counter("orders", "region", "eu");
		List<EmbeddedLine> lines = this.metrics.invoke(() -> {
			orders.increment();
			orders.increment(2.5);
		});
		EmbeddedLine line = line(lines, "orders");
		assertThat(line.namespace()).isEqualTo("Shop");
		assertThat(line.values("orders")).containsExactly(3.5);
		assertThat(line.unit("orders")).isEqualTo("Count");
		assertThat(line.dimensions()).containsOnly(Map.entry("region", "eu"));
		assertThat(orders.count()).isEqualTo(3.5);
		assertThat(this.metrics.invoke(() -> {
		})).flatExtracting(EmbeddedLine::names).containsExactly("lambda.duration");
	}

	@Test
	void durationsOfATimerAreMilliseconds() {
		Timer timer = this.registry.timer("query");
		EmbeddedLine line = line(this.metrics.invoke(() -> {
			timer.record(1500, TimeUnit.MICROSECONDS);
			timer.record(Duration.ofSeconds(2));
			timer.record(-1, TimeUnit.SECONDS);
		}), "query");
		assertThat(line.values("query")).containsExactly(1.5, 2000.0);
		assertThat(line.unit("query")).isEqualTo("Milliseconds");
		assertThat(timer.count()).isEqualTo(2);
		assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2001.5);
	}

	@Test
	void summaryHasItsValuesAndIgnoresSettingsOfHistograms() {
		DistributionSummary summary = DistributionSummary.builder("payload")
			.baseUnit("bytes")
			.publishPercentiles(0.5, 0.99)
			.publishPercentileHistogram()
			.serviceLevelObjectives(10, 100)
			.register(this.registry);
		List<EmbeddedLine> lines = this.metrics.invoke(() -> List.of(1, 2, 3).forEach(summary::record));
		assertThat(line(lines, "payload").values("payload")).containsExactly(1.0, 2.0, 3.0);
		assertThat(line(lines, "payload").unit("payload")).isEqualTo("Bytes");
		assertThat(lines).flatExtracting(EmbeddedLine::names).containsExactlyInAnyOrder("payload", "lambda.duration");
		assertThat(List.of(summary.count(), summary.max(), summary.totalAmount())).isEqualTo(List.of(3L, 3.0, 6.0));
	}

	@Test
	void gaugesAreSampledAtTheEndOfEachInvocation() {
		AtomicInteger queue = this.registry.gauge("queue", new AtomicInteger(7));
		TimeGauge.builder("lag", () -> 3, TimeUnit.SECONDS).register(this.registry);
		Gauge.builder("lost", () -> Double.NaN).register(this.registry);
		EmbeddedLine line = line(this.metrics.invoke(() -> queue.set(-8)), "queue");
		assertThat(line.values("queue")).containsExactly(-8.0);
		assertThat(line.unit("queue")).isEqualTo("None");
		assertThat(line.values("lag")).containsExactly(3000.0);
		assertThat(line.unit("lag")).isEqualTo("Milliseconds");
		assertThat(line.names()).containsExactlyInAnyOrder("queue", "lag");
		this.registry.remove(this.registry.get("queue").gauge());
		assertThat(this.metrics.invoke(() -> {
		})).flatExtracting(EmbeddedLine::names).doesNotContain("queue");
	}

	@Test
	void functionCounterAndTimerAreWrittenByTheirIncrease() {
		AtomicLong total = new AtomicLong(5);
		FunctionCounter.builder("hits", total, AtomicLong::get).register(this.registry);
		FunctionTimer.builder("loads", total, AtomicLong::get, AtomicLong::get, TimeUnit.SECONDS)
			.register(this.registry);
		EmbeddedLine first = line(this.metrics.invoke(() -> total.set(6)), "hits");
		assertThat(first.values("hits")).containsExactly(6.0);
		assertThat(first.values("loads.count")).containsExactly(6.0);
		assertThat(first.values("loads.sum")).containsExactly(6000.0);
		EmbeddedLine second = line(this.metrics.invoke(() -> total.set(10)), "hits");
		assertThat(second.values("hits")).containsExactly(4.0);
		assertThat(second.values("loads.sum")).containsExactly(4000.0);
		assertThat(this.metrics.invoke(() -> {
		})).flatExtracting(EmbeddedLine::names).containsExactly("lambda.duration");
		assertThat(line(this.metrics.invoke(() -> total.set(3)), "hits").values("hits")).as("after a reset")
			.containsExactly(3.0);
	}

	@Test
	void longTaskTimerIsWrittenWhileATaskIsActive() {
		LongTaskTimer imports = this.registry.more().longTaskTimer("imports");
		LongTaskTimer.Sample task = imports.start();
		EmbeddedLine line = line(this.metrics.invoke(() -> {
		}), "imports.active");
		assertThat(line.values("imports.active")).containsExactly(1.0);
		assertThat(line.values("imports.duration").get(0)).isPositive();
		assertThat(line.unit("imports.duration")).isEqualTo("Milliseconds");
		task.stop();
		assertThat(this.metrics.invoke(() -> {
		})).flatExtracting(EmbeddedLine::names).containsExactly("lambda.duration");
	}

	@Test
	void meterOfOtherTypeIsWrittenByItsMeasurements() {
		Meter
			.builder("pool", Meter.Type.OTHER,
					List.of(new Measurement(() -> 4.0, Statistic.COUNT), new Measurement(() -> 9.0, Statistic.MAX)))
			.register(this.registry);
		EmbeddedLine line = line(this.metrics.invoke(() -> {
		}), "pool.count");
		assertThat(line.values("pool.count")).containsExactly(4.0);
		assertThat(line.values("pool.max")).containsExactly(9.0);
	}

	@Test
	void metricsWithEqualDimensionsShareALine() {
		List<EmbeddedLine> lines = this.metrics.invoke(() -> {
			this.registry.counter("a", "region", "eu").increment();
			this.registry.counter("b", "region", "eu").increment();
			this.registry.counter("a", "region", "us").increment();
		});
		assertThat(lines).extracting(EmbeddedLine::dimensions)
			.containsExactlyInAnyOrder(Map.of(), Map.of("region", "eu"), Map.of("region", "us"));
		assertThat(line(lines, "b").names()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void lineHasNoMoreThan100Metrics() {
		List<EmbeddedLine> lines = this.metrics
			.invoke(() -> IntStream.range(0, 250).forEach((i) -> this.registry.counter("meter." + i).increment()));
		assertThat(lines).extracting((line) -> line.names().size()).containsExactly(100, 100, 51);
		assertThat(lines).flatExtracting(EmbeddedLine::names).doesNotHaveDuplicates();
	}

	@Test
	void metricHasNoMoreThan100ValuesInALine() {
		Timer timer = this.registry.timer("query");
		List<EmbeddedLine> lines = this.metrics
			.invoke(() -> IntStream.rangeClosed(1, 250).forEach((i) -> timer.record(i, TimeUnit.MILLISECONDS)));
		assertThat(lines).extracting((line) -> line.values("query").size()).containsExactly(100, 100, 50);
		assertThat(sum(lines, "query")).isEqualTo(250 * 251 / 2.0);
		assertThat(sum(lines, "lambda.duration")).isPositive();
	}

	@Test
	void manyValuesAreWrittenBeforeTheEndOfTheInvocation() {
		DistributionSummary summary = this.registry.summary("size");
		List<EmbeddedLine> lines = this.metrics.invoke(() -> {
			IntStream.range(0, Recordings.MAX_VALUES).forEach(summary::record);
			assertThat(this.metrics.lines()).hasSize(100);
			summary.record(0.5);
		});
		assertThat(lines).hasSize(101);
		assertThat(sum(lines, "size")).isEqualTo(Recordings.MAX_VALUES * (Recordings.MAX_VALUES - 1) / 2 + 0.5);
	}

	@Test
	void longLinesAreSplit() {
		String name = "n".repeat(240);
		List<EmbeddedLine> lines = this.metrics.invoke(() -> IntStream.range(0, 100)
			.forEach((meter) -> IntStream.range(0, 100)
				.forEach((i) -> this.registry.summary(name + meter).record(1.0 / (i + 3)))));
		assertThat(lines).hasSizeGreaterThan(1);
		assertThat(lines).flatExtracting(EmbeddedLine::names).hasSize(101).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@CsvSource({ "bytes,Bytes,1", "MB,Megabytes,1", "seconds,Seconds,1", "ms,Milliseconds,1",
			"nanoseconds,Microseconds,0.001", "minutes,Seconds,60", "percent,Percent,1", "%,Percent,1",
			"threads,Count,1", "orders,Count,1", "bytes/second,Bytes/Second,1", "messages per second,Count/Second,1",
			"kilobits/s,Kilobits/Second,1", "bytes/minute,None,1", "seconds/second,None,1", "gigabytes,Gigabytes,1" })
	void baseUnitsBecomeUnitsOfCloudWatch(String baseUnit, String unit, double factor) {
		Gauge.builder("stock", () -> 2).baseUnit(baseUnit).register(this.registry);
		EmbeddedLine line = line(this.metrics.invoke(() -> {
		}), "stock");
		assertThat(line.unit("stock")).isEqualTo(unit);
		assertThat(line.values("stock")).containsExactly(2 * factor);
	}

	@Test
	void chosenMetersHaveAHighResolution() {
		MetricsFixture fast = new MetricsFixture(new MetricsSettings("Shop", Set.of(), null, Set.of(), 100,
				List.of("orders"), MetricsSettings.DEFAULT_EXCLUDED_METERS));
		EmbeddedLine line = line(fast.invoke(() -> List.of("orders", "orders.rejected", "ordersizes", "jvm.memory")
			.forEach((name) -> fast.registry().counter(name).increment())), "orders");
		assertThat(line.definition("orders").path("StorageResolution").intValue()).isEqualTo(1);
		assertThat(line.definition("orders.rejected").path("StorageResolution").intValue()).isEqualTo(1);
		assertThat(line.definition("ordersizes").has("StorageResolution")).isFalse();
		assertThat(line.names()).doesNotContain("jvm.memory");
	}

	@Test
	void levelAboveInfoIsOnTheLinesSoThatLambdaDoesNotFilterThem() {
		MetricsFixture quiet = new MetricsFixture(MetricsSettings.of("Shop"),
				Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON", "AWS_LAMBDA_LOG_LEVEL", "ERROR"));
		EmbeddedLine line = line(quiet.invoke(() -> quiet.registry().counter("orders", "level", "debug").increment()),
				"orders");
		assertThat(line.property("level")).isEqualTo("ERROR");
		assertThat(line.property("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		assertThat(line.dimensions()).containsEntry("tag.level", "debug");
		MetricsFixture info = new MetricsFixture(MetricsSettings.of("Shop"),
				Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON", "AWS_LAMBDA_LOG_LEVEL", "INFO"));
		assertThat(line(info.invoke(() -> {
		}), "lambda.duration").property("level")).isNull();
	}

	@Test
	void tagsAreDimensionsOrPropertiesAsConfigured() {
		MetricsFixture configured = new MetricsFixture(
				new MetricsSettings("Shop", Set.of(), null, Set.of("order"), 100, List.of(), List.of()));
		EmbeddedLine line = line(
				configured
					.invoke(() -> configured.registry().counter("orders", "order", "17 ü", "region", "eu").increment()),
				"orders");
		assertThat(line.dimensions()).containsOnly(Map.entry("region", "eu"));
		assertThat(line.property("order")).isEqualTo("17 ü");
		MetricsFixture only = new MetricsFixture(
				new MetricsSettings("Shop", Set.of(), Set.of("region"), Set.of(), 100, List.of(), List.of()));
		line = line(only.invoke(() -> only.registry().counter("orders", "shop", "1", "region", "eu").increment()),
				"orders");
		assertThat(line.dimensions()).containsOnly(Map.entry("region", "eu"));
		assertThat(line.property("shop")).isEqualTo("1");
	}

	@Test
	void nothingIsLostWhenTheRegistryIsClosed() {
		this.registry.counter("orders").increment();
		List<EmbeddedLine> lines = this.metrics.written(() -> {
			this.registry.close();
			this.registry.close();
			return null;
		});
		assertThat(line(lines, "orders").dimensions()).containsOnly(Map.entry("FunctionName", "orders"));
	}

	@Test
	void tagsWithManyValuesBecomeProperties() {
		List<Tag> regions = List.of(Tag.of("region", "eu"), Tag.of("region", "us"));
		List<EmbeddedLine> lines = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			Counter counter = this.registry.counter("orders", List.of(regions.get(i % 2), Tag.of("customer", "c" + i)));
			lines.addAll(this.metrics.invoke(counter::increment));
		}
		List<EmbeddedLine> orders = lines.stream().filter((line) -> line.names().contains("orders")).toList();
		assertThat(orders).hasSize(300);
		assertThat(orders.stream().map(EmbeddedLine::dimensions).distinct()).hasSizeLessThanOrEqualTo(102);
		assertThat(orders.get(299).dimensions()).containsOnly(Map.entry("region", "us"));
		assertThat(orders.get(299).property("customer")).isEqualTo("c299");
		EmbeddedLine again = line(this.metrics
			.invoke(() -> this.registry.counter("orders", "region", "eu", "customer", "c0").increment()), "orders");
		assertThat(again.dimensions()).containsOnly(Map.entry("region", "eu"));
	}

}
