package io.golambda.logging;

import java.util.List;

/**
 * The loggers of libraries whose debug lines are rarely wanted, expensive, and may hold
 * secrets. They log at debug only if the application sets their level.
 */
final class QuietLoggers {

	/**
	 * The names of the loggers. Their descendants are quiet as well.
	 */
	static final List<String> NAMES = List.of("org.springframework", "software.amazon.awssdk", "org.apache.http",
			"org.apache.hc", "io.netty", "reactor", "io.sentry", "io.micrometer", "io.opentelemetry",
			"org.hibernate.validator", "sun.net", "jdk.internal");

	private QuietLoggers() {
	}

	static boolean contains(String logger) {
		return NAMES.stream()
			.anyMatch((name) -> logger.startsWith(name)
					&& (logger.length() == name.length() || logger.charAt(name.length()) == '.'));
	}

}
