package io.golambda.lambda;

/**
 * Lets an exception pass through a method that does not declare it.
 */
final class Rethrow {

	private Rethrow() {
	}

	/**
	 * Throws the exception itself.
	 * @return never; so that a caller can write {@code throw}
	 */
	@SuppressWarnings("unchecked")
	static <X extends Throwable> RuntimeException unchanged(Throwable ex) throws X {
		throw (X) ex;
	}

}
