package io.golambda.autoconfigure;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Creates the registry that Spring Boot would provide without golambda's, which Spring
 * Boot takes into account even if it is switched off.
 */
final class FallbackRegistry {

	private static final String SIMPLE = "management.simple.metrics.export.";

	private FallbackRegistry() {
	}

	/**
	 * Creates the registry.
	 * @return the registry, or {@code null} if there is another one
	 */
	static @Nullable MeterRegistry of(Environment environment, Clock clock, ListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(MeterRegistry.class, true, false)) {
			if (!name.equals(MetricsAutoConfiguration.REGISTRY)) {
				return null;
			}
		}
		boolean enabled = environment.getProperty(SIMPLE + "enabled", Boolean.class,
				environment.getProperty("management.defaults.metrics.export.enabled", Boolean.class, true));
		return enabled
				? new SimpleMeterRegistry((key) -> environment.getProperty(key.replaceFirst("^simple\\.", SIMPLE)),
						clock)
				: new CompositeMeterRegistry(clock);
	}

}
