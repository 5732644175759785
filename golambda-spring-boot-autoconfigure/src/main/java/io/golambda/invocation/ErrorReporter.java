package io.golambda.invocation;

import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;

/**
 * Reports each error that ends an invocation, or the work on a record of a batch, to a
 * service such as Sentry before it is logged. An application adds services as beans:
 * <pre>
 * &#64;Bean
 * ErrorReporter tickets(TicketClient client) {
 * 	return (error, invocation) -&gt; client.open(error.type(), error.message());
 * }
 * </pre>
 * <p>
 * Errors of records are reported once for each cause, at most ten causes in an
 * invocation, and in the thread that worked on the record. An invocation that ends for a
 * cause that was already reported is not reported again.
 * <p>
 * Implementations must be safe for use by several threads. An exception that a reporter
 * throws is logged, and the next reporter is called.
 */
@FunctionalInterface
public interface ErrorReporter {

	/**
	 * Reports an error. Lambda freezes the process after the invocation, so the report
	 * has to be sent before this method returns. It counts towards the function's
	 * timeout.
	 * @param error the error
	 * @param invocation the invocation that failed, with the {@link Invocation#record()
	 * record} that failed, if any; {@code null} if the application failed to start
	 * @return the id of the report in the service, for the log line; {@code null} for
	 * none
	 */
	@Nullable String report(ErrorReport error, @Nullable Invocation invocation);

}
