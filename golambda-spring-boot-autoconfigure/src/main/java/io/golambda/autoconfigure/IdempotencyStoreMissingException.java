package io.golambda.autoconfigure;

/**
 * Thrown when the application uses idempotency, but there is no store that it can use.
 */
final class IdempotencyStoreMissingException extends IllegalStateException {

	private static final long serialVersionUID = 1;

	private final String problem;

	private final String action;

	IdempotencyStoreMissingException(String problem, String action) {
		super(problem + " " + action);
		this.problem = problem;
		this.action = action;
	}

	String problem() {
		return this.problem;
	}

	String action() {
		return this.action;
	}

}
