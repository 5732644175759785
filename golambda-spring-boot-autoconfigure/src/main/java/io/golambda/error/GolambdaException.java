package io.golambda.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An exception with values that explain it, which the log line of the error and the error
 * service show: <pre>
 * throw new GolambdaException("order rejected", cause).with("order", order);
 * </pre>
 * <p>
 * Like any exception, not safe for use by several threads while values are added.
 */
public class GolambdaException extends RuntimeException implements ErrorValues {

	private static final long serialVersionUID = 1;

	// not Map, since an exception is serializable
	private final LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();

	/**
	 * Creates an exception.
	 * @param message the description of the error, a sentence
	 */
	public GolambdaException(String message) {
		super(message);
	}

	/**
	 * Creates an exception that wraps another.
	 * @param message the description of the error, a sentence
	 * @param cause the cause, or {@code null} if it is unknown
	 */
	public GolambdaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Adds a value that explains the error. If a name is given more than once, the last
	 * value wins. Never throws, since that would hide the error itself.
	 * @param name the name of the value
	 * @param value the value, of any type, may be {@code null}
	 * @return this exception
	 */
	public GolambdaException with(String name, @Nullable Object value) {
		this.values.put(String.valueOf(name), value);
		return this;
	}

	@Override
	public final Map<String, @Nullable Object> values() {
		return Collections.unmodifiableMap(this.values);
	}

}
