package io.golambda.idempotency;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The options of a piece of work.
 *
 * @param namespace the name of the work, or {@code null} for the function's namespace
 * @param timeToLive how long completed work is remembered, or {@code null} for the
 * default
 */
record WorkOptions(@Nullable String namespace, @Nullable Duration timeToLive) {

	static final WorkOptions DEFAULT = new WorkOptions(null, null);

	WorkOptions withNamespace(String name) {
		return new WorkOptions(Namespaces.checked(name), this.timeToLive);
	}

	WorkOptions withTimeToLive(Duration timeToLive) {
		if (timeToLive.isNegative() || timeToLive.isZero()) {
			throw new IllegalArgumentException("The time to live is " + timeToLive + ", but must be positive.");
		}
		return new WorkOptions(this.namespace, timeToLive);
	}

}
