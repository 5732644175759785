package io.golambda.autoconfigure;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Places property sources in the environment.
 */
final class PropertySourcePlacement {

	private PropertySourcePlacement() {
	}

	/**
	 * Adds a property source directly below the environment variables, so that it
	 * overrides the files of the application.
	 */
	static void addBelowEnvironmentVariables(PropertySource<?> properties, ConfigurableEnvironment environment) {
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
