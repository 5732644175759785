package io.golambda.lambda;

import java.io.PrintWriter;

/**
 * The application failed to start. The message is the analysis of the failure, which is
 * what Lambda answers as {@code errorMessage}; the log line that was written before has
 * the stack traces.
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
