package io.golambda.batch;

import java.util.List;

import io.golambda.error.CompositeFailure;
import io.golambda.error.GolambdaException;

/**
 * A batch failed as a whole, so that Lambda has all of it come again: no record
 * succeeded, or there is no way to say which ones did. The cause is the first failure,
 * the others are suppressed.
 */
public final class BatchException extends GolambdaException implements CompositeFailure {

	private static final long serialVersionUID = 1;

	// more would only be cut by whoever reads them
	private static final int MOST_SUPPRESSED = 100;

	private final transient List<Throwable> failures;

	BatchException(String message, List<Throwable> failures) {
		super(message, failures.isEmpty() ? null : failures.get(0));
		this.failures = List.copyOf(failures);
		int suppressed = 0;
		for (Throwable failure : failures) {
			if (failure != getCause() && suppressed++ < MOST_SUPPRESSED) {
				addSuppressed(failure);
			}
		}
	}

	/**
	 * What was thrown for each record that failed.
	 * @return the exceptions in the order of the batch; none if no record was tried
	 */
	@Override
	public List<Throwable> failures() {
		// not kept by serialization
		return (this.failures != null) ? this.failures : List.of();
	}

}
