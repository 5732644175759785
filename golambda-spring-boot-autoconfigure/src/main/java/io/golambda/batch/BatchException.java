package io.golambda.batch;

import java.util.List;

import io.golambda.error.CompositeFailure;
import io.golambda.error.GolambdaException;

/**
 * Thrown if a whole batch fails, so that Lambda retries all of its records: no record
 * succeeded, or the failed ones cannot be reported. The first failure is the cause, the
 * others are suppressed.
 */
public final class BatchException extends GolambdaException implements CompositeFailure {

	private static final long serialVersionUID = 1;

	private static final int MAX_SUPPRESSED = 100;

	private final transient List<Throwable> failures;

	BatchException(String message, List<Throwable> failures) {
		super(message, failures.isEmpty() ? null : failures.get(0));
		this.failures = List.copyOf(failures);
		int suppressed = 0;
		for (Throwable failure : failures) {
			if (failure != getCause() && suppressed++ < MAX_SUPPRESSED) {
				addSuppressed(failure);
			}
		}
	}

	/**
	 * Returns the failure of each failed record.
	 * @return the failures in the order of the batch; empty if no record was started, or
	 * after serialization
	 */
	@Override
	public List<Throwable> failures() {
		return (this.failures != null) ? this.failures : List.of();
	}

}
