package io.golambda.idempotency;

import io.golambda.error.GolambdaException;

/**
 * Thrown for work with a key that has already been used with other contents, so that it
 * is not a duplicate: skipping it would lose it.
 */
public final class PayloadMismatchException extends GolambdaException {

	private static final long serialVersionUID = 1;

	PayloadMismatchException(String message) {
		super(message);
	}

}
