package io.golambda.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How log lines are written.
 *
 * @param format Whether log lines are JSON or Spring Boot's console format. By default
 * JSON in Lambda and the console elsewhere.
 */
@ConfigurationProperties(LoggingProperties.PREFIX)
record LoggingProperties(@DefaultValue("auto") Format format) {

	static final String PREFIX = "golambda.logging";

	/**
	 * The form of a log line.
	 */
	enum Format {

		/**
		 * JSON in Lambda, Spring Boot's console format elsewhere.
		 */
		AUTO,

		/**
		 * One JSON object for each line.
		 */
		JSON,

		/**
		 * Spring Boot's console format.
		 */
		CONSOLE

	}

}
