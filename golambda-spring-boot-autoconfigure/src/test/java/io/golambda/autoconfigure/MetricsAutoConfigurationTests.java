package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.metrics.EmbeddedLine;
import io.golambda.metrics.LambdaMeterRegistry;
import io.golambda.metrics.MetricDimension;
import io.golambda.sentry.LambdaSentry;
import io.golambda.timeout.Deadlines;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metrics with {@code micrometer-core} alone. Spring Boot's metrics are tested in another
 * module.
 */
@ExtendWith(OutputCaptureExtension.class)
class MetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, FunctionAutoConfiguration.class));

	private final ApplicationContextRunner on = this.runner.withPropertyValues("golambda.metrics.namespace=Shop");

	@Test
	void contributesARegistryAndAnInterceptor() {
		this.on.run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(LambdaMeterRegistry.class);
			assertThat(context.getBeanProvider(OuterInterceptor.class)
				.stream()
				.anyMatch((interceptor) -> interceptor.toString().contains("MetricsInterceptor"))).isTrue();
		});
	}

	@Test
	void writesLinesToTheStandardOutput(CapturedOutput output) {
		this.on.withBean(MeterFilter.class, () -> MeterFilter.denyNameStartsWith("orders.rejected")).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(InvocationChain.class).invoke(Event.of("{}"), (invocation) -> {
				registry.counter("orders").increment();
				registry.counter("orders.rejected").increment();
				return null;
			});
		});
		assertThat(output.getOut().lines()).filteredOn((line) -> line.startsWith("{\"_aws\":"))
			.singleElement()
			.asString()
			.contains("\"Namespace\":\"Shop\"", "\"orders\":1", "\"lambda.duration\":")
			.doesNotContain("rejected");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void timeoutIsCountedOnceBeforeTheFunctionEnds(boolean interrupt, CapturedOutput output) {
		this.on.withConfiguration(AutoConfigurations.of(TimeoutAutoConfiguration.class))
			.withPropertyValues("golambda.timeout.interrupt=" + interrupt)
			.run((context) -> {
				InvocationChain chain = context.getBean(InvocationChain.class);
				try {
					chain.invoke(Event.of("{}", Deadlines.after(Duration.ofSeconds(1))), (invocation) -> {
						context.getBean(MeterRegistry.class).counter("orders").increment();
						long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
						while (!Stream.of("lambda.errors", "lambda.duration", "orders")
							.allMatch(output.getOut()::contains) && System.nanoTime() < end) {
							Thread.sleep(5);
						}
						assertThat(EmbeddedLine.in(output.getOut())).flatExtracting(EmbeddedLine::names)
							.as("while the function runs")
							.contains("lambda.errors", "lambda.duration", "orders");
						return null;
					});
				}
				catch (Exception ex) {
					assertThat(interrupt).as("failure " + ex).isTrue();
				}
				chain.invoke(Event.of("{}"), (invocation) -> null);
			});
		List<EmbeddedLine> lines = EmbeddedLine.in(output.getOut());
		assertThat(lines).filteredOn((line) -> line.names().contains("lambda.errors"))
			.singleElement()
			.satisfies((line) -> assertThat(line.dimensions()).containsEntry("error.type",
					FunctionTimeoutException.class.getName()));
		assertThat(lines).filteredOn((line) -> line.names().contains("orders")).hasSize(1);
		assertThat(lines).filteredOn((line) -> line.names().contains("lambda.duration")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.metrics.max-combinations=3", "golambda.metrics.namespace=" })
	void isOffWithoutANamespace(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context.getBeanProvider(MeterRegistry.class).getIfAvailable()).isNull();
			assertThat(context.getBeanProvider(OuterInterceptor.class).stream())
				.noneMatch((interceptor) -> interceptor.toString().contains("MetricsInterceptor"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS/Lambda", "a|b" })
	void invalidNamespaceIsAWarning(String namespace, CapturedOutput output) {
		this.runner.withPropertyValues("golambda.metrics.namespace=" + namespace).run((context) -> {
			assertThat(context.getBeanProvider(MeterRegistry.class).getIfAvailable()).isNull();
			context.getBean(InvocationChain.class).invoke(Event.of("{}"), (invocation) -> null);
		});
		assertThat(output.getAll()).containsOnlyOnce("golambda.metrics.namespace is \"" + namespace + "\"");
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.on.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).doesNotHaveBean(MetricsAutoConfiguration.class));
	}

	@Test
	void registryOfTheApplicationIsInjectedAndGolambdaWarns(CapturedOutput output) {
		this.on.withBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry()).run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(SimpleMeterRegistry.class);
			context.getBean(InvocationChain.class).invoke(Event.of("{}"), (invocation) -> null);
		});
		assertThat(output.getAll()).containsOnlyOnce("SimpleMeterRegistry receives its meters")
			.contains("\"lambda.duration\":");
	}

	@Test
	void compositeOfTheApplicationGetsGolambdasRegistry(CapturedOutput output) {
		this.on.withBean(CompositeMeterRegistry.class, () -> new CompositeMeterRegistry()).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(InvocationChain.class).invoke(Event.of("{}"), (invocation) -> {
				registry.counter("orders").increment();
				return null;
			});
		});
		assertThat(output.getOut()).contains("\"orders\":1").doesNotContain("WARN");
	}

	@Test
	void eventsThatDidNotReachSentryAreCounted() {
		this.on
			.withBean("golambdaSentry", LambdaSentry.class,
					() -> new LambdaSentry(LambdaEnvironment.of(Map.of()), Map::copyOf, null))
			.run((context) -> {
				assertThat(context.getBean(InvocationChain.class)).isNotNull();
				assertThat(context.getBean(MeterRegistry.class).get("sentry.events.dropped").functionCounter().count())
					.isZero();
			});
	}

	@Test
	void dimensionsMayBeEmpty() {
		this.on.withPropertyValues("golambda.metrics.dimensions=")
			.run((context) -> assertThat(MetricsProperties.of(context.getEnvironment()).dimensions()).isEmpty());
	}

	@Test
	void defaultsAreTheSameWithAndWithoutBinding() {
		this.runner.run((context) -> assertThat(context.getBean(MetricsProperties.class))
			.isEqualTo(MetricsProperties.of(context.getEnvironment()))
			.isEqualTo(MetricsProperties.withDefaults(null)));
		this.on.run((context) -> assertThat(context.getBean(MetricsProperties.class))
			.isEqualTo(MetricsProperties.of(context.getEnvironment()))
			.isEqualTo(MetricsProperties.withDefaults("Shop")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dimensions=tenant-id", "dimensions[0]=tenant-id", "dimensionTags=a",
			"dimension-tags[0]=a", "property-tags=a", "propertyTags[0]=a", "max-combinations=7", "maxCombinations=7",
			"high-resolution=a", "high-resolution[0]=a", "excluded-meters=a", "excludedMeters[0]=a" })
	void everyPropertyIsBound(String property) {
		this.on.withPropertyValues("golambda.metrics." + property)
			.run((context) -> assertThat(MetricsProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(MetricsProperties.class))
				.isNotEqualTo(MetricsProperties.withDefaults("Shop")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GOLAMBDA_METRICS_MAXCOMBINATIONS=7", "GOLAMBDA_METRICS_PROPERTYTAGS=a",
			"GOLAMBDA_METRICS_DIMENSIONS_0_=tenant-id", "GOLAMBDA_METRICS_EXCLUDEDMETERS=a" })
	void everyEnvironmentVariableIsBound(String variable) {
		String[] pair = variable.split("=");
		this.on
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(pair[0], pair[1]))))
			.run((context) -> assertThat(MetricsProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(MetricsProperties.class))
				.isNotEqualTo(MetricsProperties.withDefaults("Shop")));
	}

	@Test
	void propertiesAreBound() {
		this.on
			.withPropertyValues("golambda.metrics.dimensions=function-name,tenant-id",
					"golambda.metrics.excluded-meters=", "golambda.metrics.dimension-tags=region")
			.run((context) -> {
				MetricsProperties properties = MetricsProperties.of(context.getEnvironment());
				assertThat(properties).isEqualTo(context.getBean(MetricsProperties.class));
				assertThat(properties.dimensions()).containsExactlyInAnyOrder(MetricDimension.FUNCTION_NAME,
						MetricDimension.TENANT_ID);
				assertThat(properties.excludedMeters()).isEmpty();
				assertThat(properties.dimensionTags()).containsExactly("region");
			});
	}

	@Test
	void combinationsBelowOneAreRejected() {
		this.on.withPropertyValues("golambda.metrics.max-combinations=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("golambda.metrics.max-combinations is 0"));
	}

}
