package io.golambda.error;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Implemented by an exception that carries values that explain it, for the log line and
 * the error service: <pre>
 * class OrderRejectedException extends RuntimeException implements ErrorValues {
 *
 * 	&#64;Override
 * 	public Map&lt;String, Object&gt; values() {
 * 		return Map.of("order", this.order);
 * 	}
 *
 * }
 * </pre>
 *
 * @see GolambdaException
 */
public interface ErrorValues {

	/**
	 * Returns the values that explain the error.
	 * @return the values by name, in the order in which they are logged; a value may be
	 * {@code null}
	 */
	Map<String, @Nullable Object> values();

}
