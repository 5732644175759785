package io.golambda.logging;

import java.util.List;

/**
 * The libraries whose lines at debug are rarely wanted, cost much and may hold secrets.
 * They log at debug only where their level is set.
 */
final class QuietLoggers {

	/**
	 * The names of the loggers; those below them are quiet, too.
	 */
	static final List<String> NAMES = List.of("org.springframework", "software.amazon.awssdk", "org.apache.http",
			"org.apache.hc", "io.netty", "reactor", "io.sentry", "org.hibernate.validator", "sun.net", "jdk.internal");

	private QuietLoggers() {
	}

	static boolean contains(String logger) {
		return NAMES.stream()
			.anyMatch((name) -> logger.startsWith(name)
					&& (logger.length() == name.length() || logger.charAt(name.length()) == '.'));
	}

}
