package io.golambda.autoconfigure;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.golambda.invocation.OuterInterceptor;

/**
 * Auto-configuration of CloudWatch metrics. The factory methods return {@code null} if
 * they are switched off, which with Spring AOT is known at run time only.
 */
@AutoConfiguration(afterName = MetricsAutoConfiguration.METRICS,
		beforeName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				MetricsAutoConfiguration.SIMPLE })
@ConditionalOnClass(MeterRegistry.class)
@EnableConfigurationProperties(MetricsProperties.class)
public final class MetricsAutoConfiguration {

	static final String METRICS = "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration";

	static final String SIMPLE = "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration";

	static final String REGISTRY = "golambdaMeterRegistry";

	static final String SEPARATE_REGISTRY = "golambdaSeparateMeterRegistry";

	@Bean
	@ConditionalOnMissingBean(name = "golambdaMetricsInterceptor")
	@Nullable OuterInterceptor golambdaMetricsInterceptor(Environment environment, ListableBeanFactory beans) {
		return MetricsProperties.areOn(environment) ? MetricsSetup.interceptor(beans) : null;
	}

	private static @Nullable MeterRegistry registry(Environment environment, Clock clock) {
		return MetricsProperties.areOn(environment) ? MetricsSetup.registry(environment, clock) : null;
	}

	/**
	 * With Spring Boot's metrics, which combine all registries and apply filters, tags
	 * and binders.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = METRICS)
	static class SpringBootMetricsConfiguration {

		@Bean(REGISTRY)
		@Nullable MeterRegistry golambdaMeterRegistry(Environment environment, ObjectProvider<Clock> clock,
				ListableBeanFactory beans) {
			MeterRegistry registry = registry(environment, clock.getIfAvailable(() -> Clock.SYSTEM));
			return (registry != null) ? registry
					: FallbackRegistry.of(environment, clock.getIfAvailable(() -> Clock.SYSTEM), beans);
		}

	}

	/**
	 * With {@code micrometer-core} alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(METRICS)
	static class MicrometerConfiguration {

		@Bean(REGISTRY)
		@ConditionalOnMissingBean(MeterRegistry.class)
		@Nullable MeterRegistry golambdaMeterRegistry(Environment environment, ObjectProvider<MeterFilter> filters) {
			MeterRegistry registry = registry(environment, Clock.SYSTEM);
			if (registry != null) {
				filters.orderedStream().forEach(registry.config()::meterFilter);
			}
			return registry;
		}

		// besides a registry of the application, which is the one to inject
		@Bean(name = SEPARATE_REGISTRY, defaultCandidate = false)
		@ConditionalOnMissingBean(name = REGISTRY)
		@Nullable MeterRegistry golambdaSeparateMeterRegistry(Environment environment) {
			return registry(environment, Clock.SYSTEM);
		}

	}

}
