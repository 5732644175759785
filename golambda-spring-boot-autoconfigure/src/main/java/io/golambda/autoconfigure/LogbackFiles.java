package io.golambda.autoconfigure;

import java.util.List;

/**
 * The resources from which Spring Boot configures Logback.
 */
final class LogbackFiles {

	// where Spring AOT writes the content of a logback-spring.xml
	private static final String GENERATED = "META-INF/spring/logback-model";

	/**
	 * The names of the resources.
	 */
	static final List<String> NAMES = List.of(GENERATED, "logback-test.groovy", "logback-test.xml", "logback.groovy",
			"logback.xml", "logback-test-spring.groovy", "logback-test-spring.xml", "logback-spring.groovy",
			"logback-spring.xml");

	private LogbackFiles() {
	}

	static boolean isAnyPresent(ClassLoader classLoader) {
		for (String name : NAMES) {
			if (classLoader.getResource(name) != null) {
				return true;
			}
		}
		return false;
	}

}
