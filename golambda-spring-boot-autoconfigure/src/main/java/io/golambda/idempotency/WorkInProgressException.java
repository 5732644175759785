package io.golambda.idempotency;

import java.time.Instant;

import io.golambda.error.ExpectedFailure;
import io.golambda.error.GolambdaException;

/**
 * Thrown for a duplicate of work that is in progress, so that the duplicate is retried
 * later: it is skipped then if the work has completed, or is worked on if it has failed.
 * Logged at warn in a line without a stack trace, and not reported to Sentry.
 */
public final class WorkInProgressException extends GolambdaException implements ExpectedFailure {

	private static final long serialVersionUID = 1;

	private final Instant until;

	WorkInProgressException(String message, Instant until) {
		super(message);
		this.until = until;
	}

	/**
	 * Returns when the key becomes free at the latest.
	 * @return the time, of the clock of the execution environment that does the work
	 */
	public Instant until() {
		return this.until;
	}

	/**
	 * Records no stack trace, since the line that is logged names the key.
	 */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
