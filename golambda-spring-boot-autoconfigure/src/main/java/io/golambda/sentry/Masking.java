package io.golambda.sentry;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes of values of any type such that can be sent: what looks secret is masked, what is
 * too long is cut, and what is no JSON is told.
 */
@FunctionalInterface
public interface Masking {

	/**
	 * Masks values.
	 * @param values the values by name
	 * @return strings, numbers, lists and maps of these
	 */
	Map<String, @Nullable Object> mask(Map<String, ?> values);

}
