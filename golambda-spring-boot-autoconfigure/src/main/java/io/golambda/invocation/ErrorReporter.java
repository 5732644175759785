package io.golambda.invocation;

import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;

/**
 * Tells a service outside of each error that ends an invocation, or the work on a single
 * record of a batch, before it is logged. Sentry is told where it is set up; an
 * application's own beans of this type tell others.
 * <p>
 * Of the errors of records it is told once for each cause, and of ten causes in an
 * invocation at most; in the thread that worked on the record, so several at once where
 * records are worked on in parallel. An invocation that ends for such a cause is not told
 * of again.
 * <p>
 * Must be safe for use by several threads.
 */
@FunctionalInterface
public interface ErrorReporter {

	/**
	 * Tells of an error. Lambda freezes the process after the invocation, so whatever is
	 * sent must have left when this returns; it counts to the function's time.
	 * @param error what the error says
	 * @param invocation the invocation that it ended, or the record's view of it with the
	 * {@link Invocation#record() record} that failed; {@code null} if the application
	 * failed to start
	 * @return the id by which it is found in the service, for the log line; {@code null}
	 * for none
	 */
	@Nullable String report(ErrorReport error, @Nullable Invocation invocation);

}
