package io.golambda.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static io.golambda.metrics.MetricsFixture.line;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters that CloudWatch does not accept as they are: valid lines, and one warning.
 */
class BadMetersTests {

	private final MetricsFixture metrics = new MetricsFixture();

	private final MeterRegistry registry = this.metrics.registry();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(LambdaMeterRegistry.class);

	@BeforeEach
	void captureLog() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void releaseLog() {
		this.logger.detachAppender(this.log);
	}

	private List<String> warnings() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Test
	void chineseNameIsWrittenByItsCodePoints() {
		Runnable function = () -> this.registry.counter("订单", "城市", "北京").increment();
		EmbeddedLine line = line(this.metrics.invoke(function), "U+8BA2U+5355");
		assertThat(line.dimensions()).containsOnly(Map.entry("U+57CEU+5E02", "U+5317U+4EAC"));
		this.metrics.invoke(function);
		assertThat(warnings()).hasSize(2).first().asString().contains("\"订单\"", "\"U+8BA2U+5355\"", "ASCII");
	}

	@Test
	void colonsAndLineFeedsInNames() {
		EmbeddedLine line = line(
				this.metrics.invoke(() -> this.registry.counter("a:b\nc\"\\", ":key", "\t:\u0000v").increment()),
				"a:b_c\"\\");
		assertThat(line.dimensions()).containsOnly(Map.entry("_key", "_:_v"));
	}

	@Test
	void longNamesAndValuesAreCut() {
		EmbeddedLine line = this.metrics
			.invoke(() -> this.registry.counter("n".repeat(2000), "k".repeat(2000), "v".repeat(5000)).increment())
			.stream()
			.filter((each) -> !each.names().contains("lambda.duration"))
			.findFirst()
			.orElseThrow();
		assertThat(line.names()).containsExactly("n".repeat(255));
		assertThat(line.dimensions()).containsOnly(Map.entry("k".repeat(250), "v".repeat(1024)));
	}

	@Test
	void emptyDimensionIsOmittedWithOneWarning() {
		for (int i = 0; i < 3; i++) {
			EmbeddedLine line = line(
					this.metrics.invoke(() -> this.registry.counter("orders", "region", " ", "shop", "1").increment()),
					"orders");
			assertThat(line.dimensions()).containsOnly(Map.entry("shop", "1"));
		}
		assertThat(warnings()).singleElement().asString().contains("\"orders\"", "\"region\"", "empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "_aws", "FunctionName", "TenantId", "lambda.requestID", "coldStart", "timestamp" })
	void nameOfAMemberOfTheLineIsChanged(String name) {
		EmbeddedLine line = line(
				this.metrics.invoke(() -> this.registry.counter(name, name, "x", "region", "eu").increment()),
				"metric." + name);
		assertThat(line.dimensions()).containsOnly(Map.entry("tag." + name, "x"), Map.entry("region", "eu"));
	}

	@Test
	void tagWithTheNameOfItsMeterIsChanged() {
		EmbeddedLine line = line(this.metrics.invoke(() -> this.registry.counter("orders", "orders", "x").increment()),
				"orders");
		assertThat(line.dimensions()).containsOnly(Map.entry("tag.orders", "x"));
		assertThat(line.values("orders")).containsExactly(1.0);
	}

	@Test
	void meterWithTenThousandTagsHas30Dimensions() {
		List<Tag> tags = IntStream.range(0, 10_000).mapToObj((i) -> Tag.of("tag" + i, "value" + i)).toList();
		EmbeddedLine line = line(this.metrics.invoke(() -> this.registry.counter("orders", tags).increment()),
				"orders");
		assertThat(line.dimensions()).hasSize(29);
		assertThat(warnings()).singleElement().asString().contains("\"orders\" has 10000 tags");
	}

	@Test
	void propertiesOfAnySizeFitIntoALine() {
		MetricsFixture properties = new MetricsFixture(
				new MetricsSettings("Shop", Set.of(), Set.of(), Set.of(), 100, List.of(), List.of()));
		List<Tag> tags = IntStream.range(0, 10_000).mapToObj((i) -> Tag.of("tag" + i, "\u0001".repeat(9999))).toList();
		EmbeddedLine line = line(properties.invoke(() -> properties.registry().counter("orders", tags).increment()),
				"orders");
		assertThat(line.dimensions()).isEmpty();
		assertThat(line.property("tag0")).hasSize(1024);
	}

	@Test
	void tenThousandValuesOfATagAreOneWarning() {
		List<EmbeddedLine> lines = this.metrics.invoke(() -> IntStream.range(0, 10_000)
			.forEach((i) -> this.registry.counter("orders", "order", "o" + i).increment()));
		assertThat(lines.stream().map(EmbeddedLine::dimensions).distinct().count()).isLessThanOrEqualTo(102);
		assertThat(MetricsFixture.sum(lines, "orders")).isEqualTo(10_000);
		assertThat(warnings()).singleElement().asString().contains("\"orders\"", "\"order\"", "property-tags");
	}

	@Test
	void valuesThatCloudWatchRejectsAreOmitted() {
		DistributionSummary size = this.registry.summary("size");
		Gauge.builder("infinite", () -> Double.NEGATIVE_INFINITY).register(this.registry);
		for (int i = 0; i < 2; i++) {
			List<EmbeddedLine> lines = this.metrics.invoke(() -> {
				List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e200, Math.pow(2, 360), 0.0, 1e-300, -5.0)
					.forEach(size::record);
				this.registry.counter("negative").increment(-2);
				this.registry.counter("nan").increment(Double.NaN);
			});
			assertThat(line(lines, "size").values("size")).containsExactly(Math.pow(2, 360), 0.0, 1e-300);
			assertThat(line(lines, "size").values("negative")).containsExactly(-2.0);
			assertThat(lines).flatExtracting(EmbeddedLine::names).doesNotContain("nan", "infinite");
		}
		assertThat(warnings()).hasSize(3).allSatisfy((warning) -> assertThat(warning).contains("2^360"));
	}

	@Test
	void functionThatThrowsDoesNotFailTheInvocation() {
		Gauge.builder("gauge", this, (self) -> {
			throw new IllegalStateException("no gauge");
		}).register(this.registry);
		FunctionCounter.builder("counter", this, (self) -> {
			throw new IllegalStateException("no counter");
		}).register(this.registry);
		Gauge.builder("fine", () -> 1).register(this.registry);
		for (int i = 0; i < 2; i++) {
			assertThat(this.metrics.invoke(() -> {
			})).flatExtracting(EmbeddedLine::names).containsExactlyInAnyOrder("fine", "lambda.duration");
		}
		assertThat(warnings()).singleElement().asString().contains("\"counter\"", "no counter");
	}

	@Test
	void filterThatThrowsDoesNotFailTheInvocation() {
		Counter orders = this.registry.counter("orders");
		this.registry.config().meterFilter(new MeterFilter() {
			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("no filter");
			}
		});
		for (int i = 0; i < 2; i++) {
			assertThat(this.metrics.invoke(orders::increment)).flatExtracting(EmbeddedLine::names)
				.containsExactly("orders");
		}
		assertThat(warnings()).containsOnlyOnce("Metrics of an invocation could not be written");
	}

	@Test
	void emptyNameIsNotWritten() {
		assertThat(this.metrics.invoke(() -> this.registry.counter(" ").increment())).hasSize(1);
		assertThat(warnings()).singleElement().asString().contains("empty name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "AWS/Lambda", ":x", "Bestellungen-für-alle", "a\nb", "a\"b" })
	void invalidNamespaceHasAReason(String namespace) {
		assertThat(MetricsSettings.namespaceProblem(namespace)).isNotBlank();
	}

	@Test
	void namespaceHasUpTo255Characters() {
		assertThat(MetricsSettings.namespaceProblem("n".repeat(256))).contains("256", "255");
		assertThat(MetricsSettings.namespaceProblem("n".repeat(255))).isNull();
		assertThat(MetricsSettings.namespaceProblem("Shop/Orders_1 #a:b.c-d")).isNull();
	}

}
