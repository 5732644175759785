package io.golambda.batch;

import org.jspecify.annotations.Nullable;

import io.golambda.error.GolambdaException;

/**
 * A batch failed as a whole, so that Lambda has all of it come again: no record
 * succeeded, or there is no way to say which ones did. The cause is the first failure,
 * the others are suppressed.
 */
public final class BatchException extends GolambdaException {

	private static final long serialVersionUID = 1;

	// more would only be cut by whoever reads them
	private static final int MOST_SUPPRESSED = 100;

	BatchException(String message, Iterable<Throwable> failures) {
		super(message, first(failures));
		int suppressed = 0;
		for (Throwable failure : failures) {
			if (failure != getCause() && suppressed++ < MOST_SUPPRESSED) {
				addSuppressed(failure);
			}
		}
	}

	private static @Nullable Throwable first(Iterable<Throwable> failures) {
		return failures.iterator().hasNext() ? failures.iterator().next() : null;
	}

}
