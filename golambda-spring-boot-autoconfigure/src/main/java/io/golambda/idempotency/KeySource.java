package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * Finds the key of work in its input.
 */
@FunctionalInterface
interface KeySource<T> {

	/**
	 * Returns the key.
	 * @return the key, {@code null} if the input has none
	 */
	@Nullable Object of(T input);

}
