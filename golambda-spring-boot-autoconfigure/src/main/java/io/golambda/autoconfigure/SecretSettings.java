package io.golambda.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Settings of secrets. The secrets themselves are named by {@code golambda.secrets.*} and
 * {@code golambda.parameters.*}.
 *
 * @param enabled Whether the secrets and parameters that are named are read when the
 * application starts.
 * @param timeToLive How long SecretValues caches a secret, and how old the properties
 * from secrets may be after a restore from SnapStart's snapshot.
 */
@ConfigurationProperties(SecretSettings.PREFIX)
record SecretSettings(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration timeToLive) {

	static final String PREFIX = "golambda.secret-settings";

	/**
	 * Binds the settings before there are beans.
	 */
	static SecretSettings of(Environment environment) {
		return Binder.get(environment).bindOrCreate(PREFIX, SecretSettings.class);
	}

}
