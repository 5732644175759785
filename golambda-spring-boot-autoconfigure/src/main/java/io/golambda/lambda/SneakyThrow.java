package io.golambda.lambda;

/**
 * Throws a checked exception from a method that does not declare it, so that Lambda
 * reports the exception of the function under its own type.
 */
final class SneakyThrow {

	private SneakyThrow() {
	}

	/**
	 * Throws the given exception.
	 * @return never; declared so that a caller can write {@code throw}
	 */
	@SuppressWarnings("unchecked")
	static <X extends Throwable> RuntimeException rethrow(Throwable ex) throws X {
		throw (X) ex;
	}

}
