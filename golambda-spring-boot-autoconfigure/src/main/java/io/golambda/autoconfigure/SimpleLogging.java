package io.golambda.autoconfigure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import ch.qos.logback.classic.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The levels of loggers in an environment that configures nothing else of Spring Boot's
 * logging. Reads the names and values that need no relaxed binding; it accepts no others,
 * so that Spring Boot binds them.
 */
final class SimpleLogging {

	private static final String LEVEL = "logging.level.";

	private static final String LEVEL_VARIABLE = "LOGGING_LEVEL_";

	private static final Map<String, Level> LEVELS = Map.of("trace", Level.TRACE, "debug", Level.DEBUG, "info",
			Level.INFO, "warn", Level.WARN, "error", Level.ERROR, "fatal", Level.ERROR, "off", Level.OFF, "false",
			Level.OFF);

	private final Map<String, Level> levels = new LinkedHashMap<>();

	// names that Spring Boot treats as equal
	private final Map<String, String> names = new HashMap<>();

	private boolean formatted;

	private boolean named;

	private SimpleLogging() {
	}

	/**
	 * Reads an environment.
	 * @return the levels, or {@code null} if Spring Boot has to read the environment
	 */
	static @Nullable SimpleLogging of(ConfigurableEnvironment environment) {
		SimpleLogging logging = new SimpleLogging();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (!logging.read(source)) {
				return null;
			}
		}
		return logging;
	}

	/**
	 * Returns the levels by the names of loggers.
	 */
	Map<String, Level> levels() {
		return this.levels;
	}

	/**
	 * Returns whether the environment may configure the format of lines.
	 */
	boolean mayFormatLines() {
		return this.formatted;
	}

	/**
	 * Returns whether the environment may name the application or its group.
	 */
	boolean mayNameTheApplication() {
		return this.named;
	}

	private boolean read(PropertySource<?> source) {
		if (isRandom(source) || ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
			return true;
		}
		if (!(source instanceof EnumerablePropertySource<?> enumerable)) {
			return false;
		}
		for (String name : enumerable.getPropertyNames()) {
			if (name.equals(LoggingSystem.EXPECT_CORRELATION_ID_PROPERTY)) {
				// for the patterns of text lines
				continue;
			}
			if (startsWith(name, "logging")) {
				String logger = logger(name, source);
				if (logger == null || !add(logger, enumerable.getProperty(name))) {
					return false;
				}
			}
			else if (name.equalsIgnoreCase("debug") || name.equalsIgnoreCase("trace")) {
				return false;
			}
			else if (startsWith(name, "golambdalogging") || startsWith(name, "golambdaerror")) {
				this.formatted = true;
			}
			else if (startsWith(name, "springapplicationname") || startsWith(name, "springapplicationgroup")) {
				this.named = true;
			}
		}
		return true;
	}

	// as Spring Boot recognizes random values
	private static boolean isRandom(PropertySource<?> source) {
		return source.getSource() instanceof Random
				&& source.getName().equals(RandomValuePropertySource.RANDOM_PROPERTY_SOURCE_NAME);
	}

	/**
	 * Returns whether Spring Boot could take a name for one that starts with a word.
	 */
	private static boolean startsWith(String name, String word) {
		int matched = 0;
		for (int i = 0; i < name.length() && matched < word.length(); i++) {
			char c = name.charAt(i);
			if (c == word.charAt(matched) || Character.toLowerCase(c) == word.charAt(matched)) {
				matched++;
			}
			else if (Character.isLetterOrDigit(c)) {
				return false;
			}
		}
		return matched == word.length();
	}

	private static @Nullable String logger(String name, PropertySource<?> source) {
		if (source instanceof SystemEnvironmentPropertySource) {
			return (name.startsWith(LEVEL_VARIABLE)
					&& source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
							? loggerOfVariable(name.substring(LEVEL_VARIABLE.length())) : null;
		}
		return (name.startsWith(LEVEL) && isPlain(name, LEVEL.length())) ? name.substring(LEVEL.length()) : null;
	}

	private static @Nullable String loggerOfVariable(String name) {
		String logger = name.toLowerCase(Locale.ROOT).replace('_', '.');
		// a number is an index
		return (name.equals(name.toUpperCase(Locale.ROOT)) && isPlain(logger, 0) && !logger.matches(".*\\d.*")) ? logger
				: null;
	}

	private static boolean isPlain(String name, int start) {
		boolean separated = true;
		for (int i = start; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			if (!letter && (separated || !((c >= '0' && c <= '9') || c == '.' || c == '-'))) {
				return false;
			}
			separated = c == '.' || c == '-';
		}
		return !separated;
	}

	private boolean add(String logger, @Nullable Object value) {
		if (DirectLogging.GROUPS.containsKey(logger)) {
			return false;
		}
		Level level = (value instanceof String || value instanceof Boolean)
				? LEVELS.get(value.toString().toLowerCase(Locale.ROOT)) : null;
		String known = this.names.putIfAbsent(logger.toLowerCase(Locale.ROOT).replace("-", ""), logger);
		if (level == null || (known != null && !known.equals(logger))) {
			return false;
		}
		this.levels.putIfAbsent(logger, level);
		return true;
	}

}
