package io.golambda.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An exception with the values that explain it, so that nobody has to log them where it
 * is thrown: <pre>
 * throw new GolambdaException("order rejected", cause).with("order", order);
 * </pre>
 * <p>
 * Not safe for use by several threads while values are added, as usual for exceptions.
 */
public class GolambdaException extends RuntimeException implements ErrorValues {

	private static final long serialVersionUID = 1;

	// the class, not the interface: an exception is serializable by contract
	private final LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();

	/**
	 * Creates an exception.
	 * @param message what went wrong, as a sentence for people
	 */
	public GolambdaException(String message) {
		super(message);
	}

	/**
	 * Creates an exception that wraps another.
	 * @param message what went wrong, as a sentence for people
	 * @param cause why, or {@code null} if that is not known
	 */
	public GolambdaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Adds a value that explains the error. A later value of the same name replaces the
	 * earlier. Never throws, since that would hide the error itself.
	 * @param name the value's name
	 * @param value the value, of any type
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
