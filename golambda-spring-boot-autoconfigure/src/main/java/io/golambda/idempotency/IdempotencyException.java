package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;

import io.golambda.error.GolambdaException;

/**
 * Thrown if work cannot be done once: its key is missing or cannot be read, its store
 * fails, or the stored result cannot be returned. The message says what to do. Work in a
 * batch fails its record, so that it is retried.
 */
public final class IdempotencyException extends GolambdaException {

	private static final long serialVersionUID = 1;

	/**
	 * Creates an exception.
	 * @param message the description of the error, a sentence
	 */
	public IdempotencyException(String message) {
		super(message);
	}

	/**
	 * Creates an exception that wraps another.
	 * @param message the description of the error, a sentence
	 * @param cause the cause, or {@code null} if it is unknown
	 */
	public IdempotencyException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
