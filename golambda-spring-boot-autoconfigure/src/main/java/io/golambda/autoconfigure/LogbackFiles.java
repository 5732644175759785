package io.golambda.autoconfigure;

import java.util.List;

/**
 * The resources from which Spring Boot configures Logback.
 */
final class LogbackFiles {

	private static final List<String> NAMES = List.of("logback-test.groovy", "logback-test.xml", "logback.groovy",
			"logback.xml", "logback-test-spring.groovy", "logback-test-spring.xml", "logback-spring.groovy",
			"logback-spring.xml");

	/**
	 * Where Spring AOT writes the content of a {@code logback-spring.xml}.
	 */
	static final String GENERATED = "META-INF/spring/logback-model";

	private LogbackFiles() {
	}

	static boolean isAnyPresent(ClassLoader classLoader) {
		if (classLoader.getResource(GENERATED) != null) {
			return true;
		}
		for (String name : NAMES) {
			if (classLoader.getResource(name) != null) {
				return true;
			}
		}
		return false;
	}

}
