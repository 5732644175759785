package io.golambda.sentry;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Converts values of any type to values that may be sent: masks those with a sensitive
 * key, truncates long ones, and replaces those that have no JSON form.
 */
@FunctionalInterface
interface Masking {

	/**
	 * Masks values.
	 * @param values the values by key
	 * @return strings, numbers, lists and maps of these
	 */
	Map<String, @Nullable Object> mask(Map<String, ?> values);

}
