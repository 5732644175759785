package io.golambda.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Properties for validating bound events and records.
 *
 * @param enabled Whether events and records are validated by the constraints on the types
 * to which they are bound. Requires spring-boot-starter-validation.
 */
@ConfigurationProperties(ValidationProperties.PREFIX)
record ValidationProperties(@DefaultValue("true") boolean enabled) {

	static final String PREFIX = "golambda.validation";

	static boolean areOn(Environment environment) {
		return BoundProperties.value(environment, PREFIX + ".enabled", true);
	}

}
