package io.golambda.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.logging.logback.LogbackLoggingSystemProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The system properties that Spring Boot sets for Logback's configuration, in an
 * environment that configures nothing but levels.
 */
final class ProcessProperties {

	private ProcessProperties() {
	}

	/**
	 * Sets the same properties as {@link LogbackLoggingSystemProperties}, without asking
	 * for the many that are absent.
	 */
	static void set(ClassLoader classLoader) {
		set(LoggingSystemProperty.PID, processId());
		// a process of Lambda has no terminal
		set(LoggingSystemProperty.CONSOLE_CHARSET, Charset.defaultCharset().name());
		set(LoggingSystemProperty.FILE_CHARSET, StandardCharsets.UTF_8.name());
		if (ClassUtils.isPresent("org.jboss.logging.Logger", classLoader)) {
			set("org.jboss.logging.provider", "slf4j");
		}
	}

	// the JDK's class for processes reads more of them
	private static String processId() {
		try {
			String id = new File("/proc/self").getCanonicalFile().getName();
			Long.parseLong(id);
			return id;
		}
		catch (IOException | NumberFormatException ex) {
			return String.valueOf(ProcessHandle.current().pid());
		}
	}

	/**
	 * Sets the properties with the names of the application and its group.
	 */
	static void setNames(Environment environment) {
		setName(LoggingSystemProperty.APPLICATION_NAME, environment);
		setName(LoggingSystemProperty.APPLICATION_GROUP, environment);
	}

	private static void setName(LoggingSystemProperty property, Environment environment) {
		String name = environment.getProperty(property.getApplicationPropertyName());
		set(property, name);
		if (property == LoggingSystemProperty.APPLICATION_NAME && StringUtils.hasText(name)) {
			set("LOGGED_" + property.getEnvironmentVariableName(), "[" + name + "] ");
		}
	}

	private static void set(LoggingSystemProperty property, @Nullable String value) {
		set(property.getEnvironmentVariableName(), value);
	}

	private static void set(String name, @Nullable String value) {
		if (value != null && System.getProperty(name) == null) {
			System.setProperty(name, value);
		}
	}

}
