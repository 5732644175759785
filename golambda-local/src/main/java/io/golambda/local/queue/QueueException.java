package io.golambda.local.queue;

/**
 * Thrown if a request to the server of a queue fails. The message has the reason and the
 * fix.
 */
final class QueueException extends RuntimeException {

	private static final long serialVersionUID = 1;

	QueueException(String message) {
		super(message);
	}

	QueueException(String message, Throwable cause) {
		super(message, cause);
	}

}
