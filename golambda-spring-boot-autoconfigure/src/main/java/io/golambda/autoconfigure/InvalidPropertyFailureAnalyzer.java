package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Names the invalid value of a {@code golambda.*} property, its origin, and the expected
 * values, including those of list elements and map keys.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPropertyFailureAnalyzer implements FailureAnalyzer {

	private static final ConfigurationPropertyName GOLAMBDA = ConfigurationPropertyName.of("golambda");

	private static final String ACTION = "Update your application's configuration.";

	// causes may be circular
	private static final int MOST_CAUSES = 100;

	private final Environment environment;

	InvalidPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		BindException binding = null;
		ConversionFailedException conversion = null;
		int depth = 0;
		for (Throwable next = failure; next != null && depth++ < MOST_CAUSES; next = next.getCause()) {
			if (next instanceof InvalidPropertyException invalid) {
				return analyze(invalid);
			}
			binding = (next instanceof BindException bind) ? bind : binding;
			conversion = (next instanceof ConversionFailedException failed) ? failed : conversion;
		}
		if (binding == null || conversion == null || !GOLAMBDA.isAncestorOf(binding.getName())) {
			return null;
		}
		ConfigurationProperty property = binding.getProperty();
		// without a property, the key of a map is invalid
		return analysis((property != null) ? property.getName().toString() : "A key of " + binding.getName(),
				conversion.getValue(), "expected " + expected(conversion), property, failure);
	}

	private FailureAnalysis analyze(InvalidPropertyException invalid) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source
				.getConfigurationProperty(ConfigurationPropertyName.of(invalid.property()));
			if (property != null) {
				return analysis(invalid.property(), property.getValue(), invalid.expectation(), property, invalid);
			}
		}
		return new FailureAnalysis(invalid.getMessage(), ACTION, invalid);
	}

	private static FailureAnalysis analysis(String name, @Nullable Object value, String expectation,
			@Nullable ConfigurationProperty property, Throwable cause) {
		String origin = (property != null && property.getOrigin() != null)
				? " It is set by " + property.getOrigin() + "." : "";
		return new FailureAnalysis(name + " is \"" + value + "\": " + expectation + "." + origin, ACTION, cause);
	}

	private static String expected(ConversionFailedException conversion) {
		Class<?> type = conversion.getTargetType().getType();
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		if (type == boolean.class || type == Boolean.class) {
			return "true or false";
		}
		if (type == double.class || type == Double.class) {
			return "a number such as 0.1";
		}
		if (type == Duration.class) {
			return "a duration such as 5m";
		}
		if (type == DataSize.class) {
			return "a size such as 64MB";
		}
		if (type == Class.class) {
			return "the name of an exception's class on the function's class path";
		}
		return "a value of type " + type.getName();
	}

}
