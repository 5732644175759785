package io.golambda.idempotency;

import java.time.Duration;

/**
 * The settings of {@link Idempotency}. Immutable.
 *
 * @param namespace the namespace of all keys, such as the name of the function
 * @param timeToLive how long completed work is remembered
 * @param clockSkew how far the clocks of execution environments may differ, which is
 * added to the deadline of an invocation
 * @param withoutDeadline how long work may take that does not belong to an invocation
 * with a deadline
 * @param cacheSize how many completed keys are kept in memory, 0 for none
 */
public record IdempotencySettings(String namespace, Duration timeToLive, Duration clockSkew, Duration withoutDeadline,
		int cacheSize) {

	/**
	 * The default of {@link #timeToLive()}.
	 */
	public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

	/**
	 * The default of {@link #clockSkew()}.
	 */
	public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofMinutes(1);

	/**
	 * The default of {@link #withoutDeadline()}, the longest timeout of a function.
	 */
	public static final Duration DEFAULT_WITHOUT_DEADLINE = Duration.ofMinutes(15);

	/**
	 * The default of {@link #cacheSize()}.
	 */
	public static final int DEFAULT_CACHE_SIZE = 256;

	/**
	 * Returns whether a name can be a namespace.
	 * @param name the name
	 * @return {@code true} if it consists of 1 to 128 letters, digits and the characters
	 * {@code . : _ -}
	 */
	public static boolean isNamespace(String name) {
		return Namespaces.isValid(name);
	}

	/**
	 * Creates the default settings.
	 * @param namespace the namespace
	 * @return the settings
	 */
	public static IdempotencySettings defaults(String namespace) {
		return new IdempotencySettings(namespace, DEFAULT_TIME_TO_LIVE, DEFAULT_CLOCK_SKEW, DEFAULT_WITHOUT_DEADLINE,
				DEFAULT_CACHE_SIZE);
	}

}
