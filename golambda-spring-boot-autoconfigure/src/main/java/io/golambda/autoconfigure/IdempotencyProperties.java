package io.golambda.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import io.golambda.idempotency.IdempotencySettings;

/**
 * Configures work that is done once.
 *
 * @param tableName Name or ARN of the table in DynamoDB that keeps idempotency keys.
 * Without it, keys are kept in memory in tests, and a function in Lambda that uses
 * Idempotency does not start.
 * @param store Store of idempotency keys. By default DynamoDB if a table is named, and
 * memory outside Lambda. Memory has to be named for a function that runs on a developer's
 * computer in golambda's local runtime.
 * @param namespace Namespace of idempotency keys. By default the name of the function.
 * Functions share keys if they have the same namespace and table.
 * @param timeToLive How long completed work is remembered, and its duplicates are
 * skipped.
 * @param clockSkew How far the clocks of execution environments may differ. Added to the
 * deadline of an invocation, after which its keys that are in progress become free.
 * @param withoutDeadline How long work may take that does not belong to an invocation
 * with a deadline.
 * @param cacheSize Number of completed keys that an execution environment keeps in
 * memory, so that it need not ask the store about them; 0 for none.
 */
@ConfigurationProperties(IdempotencyProperties.PREFIX)
record IdempotencyProperties(@Nullable String tableName, @Nullable Store store, @Nullable String namespace,
		@DefaultValue("1h") Duration timeToLive, @DefaultValue("1m") Duration clockSkew,
		@DefaultValue("15m") Duration withoutDeadline,
		@DefaultValue("" + IdempotencySettings.DEFAULT_CACHE_SIZE) int cacheSize) {

	static final String PREFIX = "golambda.idempotency";

	IdempotencyProperties {
		positive("time-to-live", timeToLive, "1h");
		positive("without-deadline", withoutDeadline, "15m");
		if (clockSkew.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".clock-skew", clockSkew,
					"it is a time such as 1m, or 0 if all clocks are the same");
		}
		if (cacheSize < 0) {
			throw new InvalidPropertyException(PREFIX + ".cache-size", cacheSize,
					"it is a number of keys such as 256, or 0 for no cache");
		}
		if (namespace != null && !IdempotencySettings.isNamespace(namespace)) {
			throw new InvalidPropertyException(PREFIX + ".namespace", namespace,
					"it consists of 1 to 128 letters, digits and the characters . : _ -");
		}
	}

	private static void positive(String name, Duration time, String example) {
		if (time.isNegative() || time.isZero()) {
			throw new InvalidPropertyException(PREFIX + "." + name, time, "it is a time such as " + example);
		}
	}

	static IdempotencyProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, IdempotencyProperties.class, IdempotencyProperties::defaults);
	}

	private static IdempotencyProperties defaults() {
		return new IdempotencyProperties(null, null, null, IdempotencySettings.DEFAULT_TIME_TO_LIVE,
				IdempotencySettings.DEFAULT_CLOCK_SKEW, IdempotencySettings.DEFAULT_WITHOUT_DEADLINE,
				IdempotencySettings.DEFAULT_CACHE_SIZE);
	}

	IdempotencySettings settings(String defaultNamespace) {
		return new IdempotencySettings((this.namespace != null) ? this.namespace : defaultNamespace, this.timeToLive,
				this.clockSkew, this.withoutDeadline, this.cacheSize);
	}

	/**
	 * Where keys are kept.
	 */
	enum Store {

		DYNAMODB, MEMORY

	}

}
