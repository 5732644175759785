package io.golambda.secret;

/**
 * What is reported of an exception that neither AWS nor its SDK documents, such as one of
 * an application's own client.
 */
final class UnexpectedFailure {

	private static final int MOST_MESSAGE = 200;

	private static final int MOST_CAUSES = 20;

	private UnexpectedFailure() {
	}

	static SecretException of(SecretId id, RuntimeException failure) {
		// others may quote what they were given, and so the secret
		String message = (failure.getClass() == IllegalStateException.class && failure.getMessage() != null)
				? ", \"" + shortened(failure.getMessage()) + "\"" : "";
		return new SecretException(id.describe() + " cannot be read: " + failure.getClass().getName() + message + ".",
				"Check the client, if it is the application's own, and otherwise its settings: endpoint, region, and what "
						+ "customizes it.",
				withoutMessages(failure, 0));
	}

	/**
	 * Says where it went wrong, and quotes nothing.
	 */
	static Throwable withoutMessages(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		Throwable silent = new IllegalStateException(failure.getClass().getName(),
				(cause != null && cause != failure && depth < MOST_CAUSES) ? withoutMessages(cause, depth + 1) : null);
		silent.setStackTrace(failure.getStackTrace());
		return silent;
	}

	private static String shortened(String message) {
		String line = message.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= MOST_MESSAGE) ? line : line.substring(0, MOST_MESSAGE) + "…";
	}

}
