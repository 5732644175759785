package io.golambda.error;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an exception implements to bring the values that explain it.
 * {@link GolambdaException} does; an application's own exceptions may.
 */
public interface ErrorValues {

	/**
	 * The values that explain the error, by name.
	 * @return the values in the order in which they are to be read; values may be
	 * {@code null}, the map is not
	 */
	Map<String, @Nullable Object> values();

}
