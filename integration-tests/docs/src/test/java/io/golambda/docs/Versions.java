package io.golambda.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The versions of this build.
 */
final class Versions {

	private final Properties versions = new Properties();

	Versions() throws IOException {
		try (InputStream in = Versions.class.getResourceAsStream("/versions.properties")) {
			this.versions.load(in);
		}
	}

	String golambda() {
		return this.versions.getProperty("golambda");
	}

	String springBoot() {
		return this.versions.getProperty("spring-boot");
	}

	String kotlin() {
		return this.versions.getProperty("kotlin");
	}

}
