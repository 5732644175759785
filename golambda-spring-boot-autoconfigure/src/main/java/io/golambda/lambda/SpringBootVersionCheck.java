package io.golambda.lambda;

import org.springframework.boot.SpringBootVersion;

/**
 * Checks the version of Spring Boot before a class is loaded that an older version does
 * not have.
 */
final class SpringBootVersionCheck {

	private static final int MAJOR = 4;

	private SpringBootVersionCheck() {
	}

	/**
	 * Checks the version on the class path.
	 * @throws IllegalStateException if it is too old
	 */
	static void check() {
		String version = version();
		if (major(version) < MAJOR) {
			throw new IllegalStateException("golambda needs Spring Boot " + MAJOR + ".0 or newer, found " + version
					+ ". Update spring-boot-starter-parent or spring-boot-dependencies in the function's build, "
					+ "and Spring Cloud with it.");
		}
	}

	private static String version() {
		try {
			return String.valueOf(SpringBootVersion.getVersion());
		}
		catch (NoClassDefFoundError ex) {
			return "none";
		}
	}

	private static int major(String version) {
		int dot = version.indexOf('.');
		try {
			return (dot > 0) ? Integer.parseInt(version.substring(0, dot)) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
