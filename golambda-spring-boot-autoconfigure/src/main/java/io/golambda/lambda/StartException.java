package io.golambda.lambda;

import java.io.PrintWriter;

/**
 * Thrown when the application fails to start in Lambda. The message is the analysis of
 * the failure, which Lambda answers as {@code errorMessage}. The stack traces are in the
 * log line that is written before.
 */
final class StartException extends IllegalStateException {

	private static final long serialVersionUID = 1;

	StartException(String message) {
		super(message);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	/**
	 * Prints nothing. Lambda's runtime client prints the message and the type itself,
	 * followed by this.
	 */
	@Override
	public void printStackTrace(PrintWriter out) {
		// see above
	}

}
