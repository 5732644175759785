package io.golambda.idempotency;

import io.golambda.error.GolambdaException;

/**
 * Thrown by {@link IdempotencyStore#complete} if the result is larger than the store can
 * keep. The work is done then, so it is marked as completed without its result, which the
 * caller still gets. Its duplicates fail.
 */
public final class ResultTooLargeException extends GolambdaException {

	private static final long serialVersionUID = 1;

	/**
	 * Creates an exception.
	 * @param message names the size and the limit of the store, a sentence
	 */
	public ResultTooLargeException(String message) {
		super(message);
	}

}
