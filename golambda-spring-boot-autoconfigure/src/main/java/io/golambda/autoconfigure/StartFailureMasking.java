package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.MaskedValues;

/**
 * Masks secrets in the report of a failed start: those that were read, and the values of
 * properties with names such as {@code password}.
 */
final class StartFailureMasking {

	private static final String MASK = "***";

	// shorter values occur in any text
	private static final int MIN_LENGTH = 6;

	// Spring quotes this many characters of a value
	private static final int MAX_QUOTED = 100;

	// values that occur as words in messages
	private static final Set<String> WORDS = Set.of("enabled", "disabled", "password", "secret", "token", "default");

	private final List<SecretsInitializer> secrets = new ArrayList<>();

	private final List<Pattern> values;

	private StartFailureMasking(Set<String> values) {
		this.values = values.stream()
			.sorted(Comparator.comparing(String::length).reversed())
			.map((value) -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(value) + "(?![A-Za-z0-9])"))
			.toList();
	}

	static StartFailureMasking of(Throwable failure, ConfigurableEnvironment environment, Collection<?> initializers) {
		Set<String> values = new HashSet<>();
		MaskedValues maskedValues = new MaskedValues(LineFormat.of(LambdaEnvironment.current()));
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> properties) {
				for (String name : properties.getPropertyNames()) {
					add(String.valueOf(properties.getProperty(name)), name, MIN_LENGTH, maskedValues, values);
				}
			}
		}
		ConfigurationProperty unbound = unbound(failure);
		if (unbound != null) {
			add(String.valueOf(unbound.getValue()), unbound.getName().toString(), 1, maskedValues, values);
		}
		StartFailureMasking masking = new StartFailureMasking(values);
		initializers.stream()
			.filter(SecretsInitializer.class::isInstance)
			.map(SecretsInitializer.class::cast)
			.forEach(masking.secrets::add);
		return masking;
	}

	private static void add(String value, String name, int minLength, MaskedValues masking, Set<String> values) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		// the values of golambda.secrets.* are ids
		if (value.length() >= minLength && !WORDS.contains(value) && !lowerCase.startsWith("golambda")
				&& MASK.equals(masking.of(Map.of(name, value)).get(name))) {
			values.add(value);
			values.add(value.substring(0, Math.min(value.length(), MAX_QUOTED)));
		}
	}

	private static @Nullable ConfigurationProperty unbound(Throwable failure) {
		ConfigurationProperty property = null;
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth++ < 100; cause = cause.getCause()) {
			if (cause instanceof BindException bind && bind.getProperty() != null) {
				property = bind.getProperty();
			}
		}
		return property;
	}

	String masked(String text) {
		String masked = text;
		for (SecretsInitializer each : this.secrets) {
			masked = each.masked(masked);
		}
		for (Pattern value : this.values) {
			masked = value.matcher(masked).replaceAll(MASK);
		}
		return masked;
	}

	Throwable redact(Throwable failure) {
		return new SecretRedaction(this::masked).redact(failure);
	}

}
