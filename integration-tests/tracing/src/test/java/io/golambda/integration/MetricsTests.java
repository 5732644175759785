package io.golambda.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.annotation.Counted;
import io.micrometer.core.annotation.Timed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAspectsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.otlp.OtlpMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import io.golambda.autoconfigure.FunctionAutoConfiguration;
import io.golambda.autoconfigure.MetricsAutoConfiguration;
import io.golambda.autoconfigure.TracingAutoConfiguration;
import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.metrics.EmbeddedLine;
import io.golambda.metrics.LambdaMeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CloudWatch metrics together with Spring Boot's metrics.
 */
@ExtendWith(OutputCaptureExtension.class)
class MetricsTests {

	private final ApplicationContextRunner off = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(
				org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
				JvmMetricsAutoConfiguration.class, ObservationAutoConfiguration.class,
				MetricsAspectsAutoConfiguration.class, AopAutoConfiguration.class, MetricsAutoConfiguration.class,
				TracingAutoConfiguration.class, FunctionAutoConfiguration.class))
		.withPropertyValues("management.observations.annotations.enabled=true");

	private final ApplicationContextRunner on = this.off.withPropertyValues("golambda.metrics.namespace=Shop");

	private static void invoke(AssertableApplicationContext context, Runnable function) throws Exception {
		invoke(context, Event.of("{}"), function);
	}

	private static void invoke(AssertableApplicationContext context, Event event, Runnable function) throws Exception {
		context.getBean(InvocationChain.class).invoke(event, (invocation) -> {
			function.run();
			return null;
		});
	}

	private static EmbeddedLine line(CapturedOutput output, String metric) {
		List<EmbeddedLine> lines = EmbeddedLine.in(output.getOut());
		return lines.stream()
			.filter((line) -> line.names().contains(metric))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no " + metric + " in " + lines));
	}

	@Test
	void commonTagsFiltersAndBindersOfTheApplicationApply(CapturedOutput output) {
		this.on
			.withPropertyValues("management.metrics.tags.team=checkout",
					"management.metrics.enable.lambda.batch.size=false", "golambda.metrics.high-resolution=stock")
			.withUserConfiguration(Shop.class)
			.run((context) -> {
				assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(LambdaMeterRegistry.class);
				Event event = Event.encapSqs("a", "b");
				invoke(context, event, () -> {
					event.records();
					context.getBean(MeterRegistry.class).counter("hidden.orders").increment();
				});
			});
		EmbeddedLine line = line(output, "stock");
		assertThat(line.dimensions()).containsOnly(Map.entry("team", "checkout"));
		assertThat(line.values("stock")).containsExactly(42.0);
		assertThat(line.definition("stock").path("StorageResolution").intValue()).isEqualTo(1);
		assertThat(line(output, "lambda.records").values("lambda.records")).containsExactly(2.0);
		assertThat(EmbeddedLine.in(output.getOut())).flatExtracting(EmbeddedLine::names)
			.doesNotContain("lambda.batch.size", "hidden.orders")
			.noneMatch((name) -> name.startsWith("jvm."));
	}

	@Test
	void annotatedMethodsAndObservationsAreMeasuredForTheirInvocation(CapturedOutput output) {
		this.on.withUserConfiguration(Shop.class).run((context) -> {
			Event event = Event.encapSqs("a", "b");
			invoke(context, event, () -> {
				context.getBean(Till.class).timed();
				context.getBean(Till.class).counted();
				Observation.createNotStarted("pay", context.getBean(ObservationRegistry.class)).observe(() -> {
				});
				Batch.builder().process(event, (record) -> {
				});
			});
		});
		assertThat(line(output, "till.timed").values("till.timed")).hasSize(1);
		assertThat(line(output, "till.counted").values("till.counted")).containsExactly(1.0);
		assertThat(line(output, "pay").unit("pay")).isEqualTo("Milliseconds");
		assertThat(line(output, "lambda.record").values("lambda.record")).hasSize(2);
		assertThat(line(output, "lambda.record").dimensions()).containsEntry("lambda.event_source", "SQS");
		assertThat(EmbeddedLine.in(output.getOut())).flatExtracting(EmbeddedLine::names)
			.noneMatch((name) -> name.startsWith("lambda.invocation"));
	}

	@Test
	void excludedMetersAreWrittenOnRequest(CapturedOutput output) {
		this.on.withPropertyValues("golambda.metrics.excluded-meters=").run((context) -> invoke(context, () -> {
		}));
		assertThat(line(output, "jvm.threads.live").unit("jvm.threads.live")).isEqualTo("Count");
		assertThat(line(output, "lambda.invocation").values("lambda.invocation")).hasSize(1);
	}

	@Test
	void springBootCombinesGolambdasRegistryWithOthers(CapturedOutput output) {
		this.on
			.withConfiguration(AutoConfigurations.of(OtlpMetricsExportAutoConfiguration.class,
					OpenTelemetrySdkAutoConfiguration.class))
			.withPropertyValues("management.otlp.metrics.export.step=1d")
			.run((context) -> {
				assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(CompositeMeterRegistry.class);
				invoke(context, () -> context.getBean(MeterRegistry.class).counter("orders").increment(3));
				assertThat(context.getBean(OtlpMeterRegistry.class).find("orders").counter()).isNotNull();
			});
		assertThat(line(output, "orders").values("orders")).containsExactly(3.0);
		assertThat(output.getAll()).doesNotContain("receives its meters");
	}

	@Test
	void globalRegistryOfMicrometerReachesGolambda(CapturedOutput output) {
		this.on.run((context) -> invoke(context, () -> Metrics.counter("global.orders").increment()));
		assertThat(line(output, "global.orders").values("global.orders")).containsExactly(1.0);
	}

	@Test
	void primaryRegistryOfTheApplicationIsAWarning(CapturedOutput output) {
		this.on.withUserConfiguration(OwnRegistry.class).run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(SimpleMeterRegistry.class);
			invoke(context, () -> {
			});
		});
		assertThat(line(output, "lambda.duration").names()).containsExactly("lambda.duration");
		assertThat(output.getAll()).containsOnlyOnce("SimpleMeterRegistry receives its meters");
	}

	@Test
	void withoutANamespaceTheRegistryIsThatOfSpringBoot(CapturedOutput output) {
		this.off.run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(SimpleMeterRegistry.class);
			invoke(context, () -> context.getBean(MeterRegistry.class).counter("orders").increment());
			assertThat(context.getBean(MeterRegistry.class).get("orders").counter().count()).isEqualTo(1);
			assertThat(context.getBean(MeterRegistry.class).find("jvm.threads.live").gauge()).isNotNull();
		});
		this.off.withPropertyValues("management.simple.metrics.export.enabled=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)).isInstanceOfSatisfying(
					CompositeMeterRegistry.class, (composite) -> assertThat(composite.getRegistries()).isEmpty()));
		this.off.withPropertyValues("management.simple.metrics.export.mode=step")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).counter("orders")).asString()
				.contains("StepCounter"));
		this.off
			.withConfiguration(AutoConfigurations.of(OtlpMetricsExportAutoConfiguration.class,
					OpenTelemetrySdkAutoConfiguration.class))
			.withPropertyValues("management.otlp.metrics.export.step=1d")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)).isInstanceOfSatisfying(
					CompositeMeterRegistry.class, (composite) -> assertThat(composite.getRegistries())
						.containsExactly(context.getBean(OtlpMeterRegistry.class))));
		assertThat(EmbeddedLine.in(output.getOut())).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		@Bean
		MeterBinder stock() {
			AtomicInteger stock = new AtomicInteger(42);
			return (registry) -> registry.gauge("stock", stock);
		}

		@Bean
		MeterFilter hidden() {
			return MeterFilter.denyNameStartsWith("hidden");
		}

		@Bean
		Till till() {
			return new Till();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistry {

		@Bean
		@Primary
		SimpleMeterRegistry own() {
			return new SimpleMeterRegistry();
		}

	}

	/**
	 * A bean with measured methods.
	 */
	static class Till {

		@Timed("till.timed")
		void timed() {
		}

		@Counted("till.counted")
		void counted() {
		}

	}

}
