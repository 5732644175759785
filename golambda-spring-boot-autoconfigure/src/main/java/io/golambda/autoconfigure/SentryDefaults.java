package io.golambda.autoconfigure;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Prepares the properties of Sentry for its Spring Boot starter: defaults that suit
 * Lambda, and no DSN if it is invalid.
 */
final class SentryDefaults {

	private static final int CONNECTION_TIMEOUT_MILLIS = 2_000;

	private static final int READ_TIMEOUT_MILLIS = 5_000;

	private SentryDefaults() {
	}

	/**
	 * Prepares the properties of an application that has a DSN.
	 * @param dsn the DSN
	 * @param environment the environment, in which an invalid DSN is overridden, because
	 * Sentry would not start with it, nor would the function
	 * @param defaults the defaults to add to
	 * @param log logs why errors are not sent to Sentry
	 */
	static void apply(String dsn, ConfigurableEnvironment environment, Map<String, Object> defaults, Log log) {
		String problem = dsn.isBlank() ? null : SentryDsn.problem(dsn);
		if (problem != null) {
			log.warn(problem);
		}
		if (problem != null || dsn.isBlank()) {
			environment.getPropertySources()
				.addFirst(new MapPropertySource("golambdaSentry", Map.of(SentryDsn.PROPERTY, SentryDsn.NONE)));
			return;
		}
		if (!SentryDsn.isUsable(environment)) {
			log.warn("SENTRY_DSN (or sentry.dsn) is set, but errors are not sent to Sentry: add "
					+ "io.sentry:sentry-spring-boot-4-starter, which golambda's starter brings, to the function's "
					+ "dependencies.");
		}
		String stage = environment.getProperty("SENTRY_ENV");
		if (stage != null) {
			defaults.put("sentry.environment", stage);
		}
		// Lambda's clock runs while Sentry does not answer
		defaults.put("sentry.connection-timeout-millis", CONNECTION_TIMEOUT_MILLIS);
		defaults.put("sentry.read-timeout-millis", READ_TIMEOUT_MILLIS);
		defaults.put("sentry.flush-timeout-millis", CONNECTION_TIMEOUT_MILLIS);
		// otherwise Sentry looks up the name of the host
		LambdaEnvironment.current().functionName().ifPresent((name) -> defaults.put("sentry.server-name", name));
	}

}
