package io.golambda.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

import io.golambda.secret.ClientSettings;
import io.golambda.secret.SecretProperties;

/**
 * What is set of secrets beside their names, and what Spring Cloud AWS's own properties
 * say of its clients.
 *
 * @see <a href=
 * "https://docs.awspring.io/spring-cloud-aws/docs/4.0.0/reference/html/index.html">Spring
 * Cloud AWS</a>
 */
final class SecretsSettings {

	private static final String CLOUD = "spring.cloud.aws.";

	private SecretsSettings() {
	}

	static boolean isEnabled(Environment environment) {
		return BoundProperties.value(environment, SecretProperties.SECRETS + "." + SecretProperties.ENABLED, true);
	}

	static Duration timeToLive(Environment environment) {
		return BoundProperties.value(environment, SecretProperties.SECRETS + "." + SecretProperties.TIME_TO_LIVE,
				Duration.ofMinutes(5));
	}

	static ClientSettings clientSettings(Environment environment) {
		return new ClientSettings(first(environment, "secretsmanager.region", "region.static"),
				first(environment, "parameterstore.region", "region.static"),
				first(environment, "secretsmanager.endpoint", "endpoint"),
				first(environment, "parameterstore.endpoint", "endpoint"), first(environment, "credentials.access-key"),
				first(environment, "credentials.secret-key"), first(environment, "credentials.profile.name"));
	}

	private static @Nullable String first(Environment environment, String... properties) {
		for (String property : properties) {
			String value = environment.getProperty(CLOUD + property);
			if (value != null && !value.isBlank()) {
				return value;
			}
		}
		return null;
	}

}
