package io.golambda.autoconfigure;

import java.util.function.Supplier;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Binds properties only if any of them is set, because binding a record takes a tenth of
 * a fast start.
 */
final class BoundProperties {

	private BoundProperties() {
	}

	static <T> T of(Environment environment, String prefix, Class<T> type, Supplier<T> defaults) {
		return isAnySet(environment, prefix) ? Binder.get(environment).bindOrCreate(prefix, type) : defaults.get();
	}

	/**
	 * Returns the value of a property. Unlike the environment itself, this method fails
	 * with an exception that names the property if the value is invalid.
	 */
	@SuppressWarnings("unchecked")
	static <T> T value(Environment environment, String name, T absent) {
		return environment.containsProperty(name)
				? Binder.get(environment).bind(name, (Class<T>) absent.getClass()).orElse(absent) : absent;
	}

	static boolean isAnySet(Environment environment, String prefix) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(name) != ConfigurationPropertyState.ABSENT) {
				return true;
			}
		}
		return false;
	}

}
