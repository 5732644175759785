package io.golambda.secret;

/**
 * Reports exceptions that neither AWS nor its SDK documents, such as those of an
 * application's own client.
 */
final class UnexpectedFailure {

	private static final int MAX_MESSAGE = 200;

	private static final int MAX_CAUSES = 20;

	private UnexpectedFailure() {
	}

	static SecretException of(SecretId id, RuntimeException failure) {
		// the message of any other exception may quote the secret
		String message = (failure.getClass() == IllegalStateException.class && failure.getMessage() != null)
				? ", \"" + shorten(failure.getMessage()) + "\"" : "";
		return new SecretException(id.describe() + " cannot be read: " + failure.getClass().getName() + message + ".",
				"Check the client if it is the application's own, otherwise its settings: endpoint, region and "
						+ "customizers.",
				withoutMessages(failure, 0));
	}

	/**
	 * Returns an exception with the types and stack traces of another one, but without
	 * its messages.
	 */
	static Throwable withoutMessages(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		Throwable silent = new IllegalStateException(failure.getClass().getName(),
				(cause != null && cause != failure && depth < MAX_CAUSES) ? withoutMessages(cause, depth + 1) : null);
		silent.setStackTrace(failure.getStackTrace());
		return silent;
	}

	private static String shorten(String message) {
		String line = message.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= MAX_MESSAGE) ? line : line.substring(0, MAX_MESSAGE) + "…";
	}

}
