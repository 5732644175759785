package io.golambda.idempotency;

/**
 * Throws checked exceptions of work unchanged.
 */
final class Sneaky {

	private Sneaky() {
	}

	static RuntimeException rethrow(Throwable failure) {
		throw Sneaky.<RuntimeException>unchecked(failure);
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable failure) throws X {
		throw (X) failure;
	}

}
