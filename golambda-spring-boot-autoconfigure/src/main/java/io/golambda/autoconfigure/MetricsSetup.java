package io.golambda.autoconfigure;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.metrics.LambdaMeterRegistry;
import io.golambda.metrics.LambdaMetric;
import io.golambda.metrics.MetricsSettings;
import io.golambda.sentry.LambdaSentry;

/**
 * Creates the registry and what belongs to it. Not loaded if metrics are switched off.
 */
final class MetricsSetup {

	private static final String SENTRY = "golambdaSentry";

	private MetricsSetup() {
	}

	/**
	 * Creates the registry.
	 * @return the registry, or {@code null} if the namespace is invalid
	 */
	static @Nullable MeterRegistry registry(Environment environment, Clock clock) {
		MetricsSettings settings = MetricsProperties.of(environment).settings();
		return (settings != null) ? new LambdaMeterRegistry(settings, LambdaEnvironment.current(), clock) : null;
	}

	/**
	 * Creates the interceptor.
	 * @return the interceptor, or {@code null} if the namespace is invalid
	 */
	static @Nullable OuterInterceptor interceptor(ListableBeanFactory beans) {
		String name = beans.containsBean(MetricsAutoConfiguration.REGISTRY) ? MetricsAutoConfiguration.REGISTRY
				: MetricsAutoConfiguration.SEPARATE_REGISTRY;
		// not golambda's registry if the namespace is invalid
		if (!beans.containsBean(name) || !(beans.getBean(name) instanceof LambdaMeterRegistry registry)) {
			return null;
		}
		if (beans.containsBean(SENTRY)) {
			SentryMeter.register(beans, registry);
		}
		connect(registry, beans);
		return OuterInterceptor.of(InterceptorOrder.METRICS, registry.interceptor());
	}

	/**
	 * Adds golambda's registry to a composite registry of the application, or warns of an
	 * application that injects a registry of its own instead.
	 */
	private static void connect(LambdaMeterRegistry own, ListableBeanFactory beans) {
		MeterRegistry injected = beans.getBeanProvider(MeterRegistry.class).getIfUnique();
		if (injected == null || injected == own) {
			return;
		}
		if (!(injected instanceof CompositeMeterRegistry composite)) {
			LoggerFactory.getLogger(MetricsSetup.class)
				.warn("The application's own {} receives its meters, so golambda does not write them to CloudWatch. "
						+ "Add spring-boot-micrometer-metrics, which combines all registries, or declare a "
						+ "CompositeMeterRegistry, to which golambda adds its own.", injected.getClass().getName());
		}
		else if (!composite.getRegistries().contains(own)) {
			composite.add(own);
		}
	}

	// in a class of its own, because Sentry is optional
	private static final class SentryMeter {

		static void register(BeanFactory beans, MeterRegistry registry) {
			FunctionCounter
				.builder(LambdaMetric.SENTRY_EVENTS_DROPPED.getName(), beans.getBean(SENTRY, LambdaSentry.class),
						LambdaSentry::lostEvents)
				.baseUnit(LambdaMetric.SENTRY_EVENTS_DROPPED.getBaseUnit())
				.register(registry);
		}

	}

}
