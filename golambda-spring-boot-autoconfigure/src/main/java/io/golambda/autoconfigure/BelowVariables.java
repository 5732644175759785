package io.golambda.autoconfigure;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The place for properties that go before what was packed into the zip, and behind the
 * environment variables.
 */
final class BelowVariables {

	private BelowVariables() {
	}

	static void add(PropertySource<?> properties, ConfigurableEnvironment environment) {
		String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		MutablePropertySources sources = environment.getPropertySources();
		if (sources.contains(variables)) {
			sources.addAfter(variables, properties);
		}
		else {
			sources.addFirst(properties);
		}
	}

}
