package io.golambda.logging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.OuterInterceptor;

/**
 * Creates what golambda's auto-configuration needs of this package with any logging
 * library. An application uses {@link StructuredLogger}.
 *
 * @see LogbackSupport
 */
public final class LoggingSupport {

	/**
	 * The name of the logger of reported errors.
	 */
	public static final String ERROR_LOGGER = ErrorLog.LOGGER;

	private LoggingSupport() {
	}

	/**
	 * Creates the interceptor that puts the request id, the trace id and the correlation
	 * id on the lines of an invocation, and logs its event and result.
	 * @param eventLevel the level at which event and result are logged, or {@code null}
	 * for never
	 * @param debugOnFailure whether debug lines are kept for {@link #debugOnFailure}
	 * @param debugSampleRate the share of invocations that log at debug, from 0 to 1
	 * @param correlationId finds the correlation id of an invocation, or {@code null} for
	 * none
	 * @return the interceptor
	 */
	public static OuterInterceptor logContext(@Nullable Level eventLevel, boolean debugOnFailure,
			double debugSampleRate, @Nullable Function<Invocation, Optional<String>> correlationId) {
		return OuterInterceptor.of(InterceptorOrder.LOG_CONTEXT,
				new LogContextInterceptor(eventLevel, debugOnFailure, debugSampleRate, correlationId));
	}

	/**
	 * Creates the interceptor that writes the debug lines of a failed invocation.
	 * @return the interceptor
	 */
	public static OuterInterceptor debugOnFailure() {
		return OuterInterceptor.of(InterceptorOrder.DEBUG_ON_FAILURE, new DebugOnFailureInterceptor());
	}

	/**
	 * Creates the interceptor that reports and logs each error once.
	 * @param reporters the error services
	 * @param ignored the types of expected errors, which are logged at warn and not
	 * reported
	 * @param trimming whether an exception loses its stack trace once it is logged
	 * @return the interceptor
	 */
	public static OuterInterceptor errors(List<ErrorReporter> reporters, List<Class<? extends Throwable>> ignored,
			boolean trimming) {
		return OuterInterceptor.of(InterceptorOrder.ERROR,
				new ErrorInterceptor(new ErrorLog(reporters, ignored), trimming));
	}

	/**
	 * Reports and logs the error that ended the start of the application. Never throws.
	 * @param error the error
	 * @param message a description of the error, or {@code null} for its own message
	 * @param reporters the error services
	 */
	public static void logStartFailure(Throwable error, @Nullable String message, List<ErrorReporter> reporters) {
		new ErrorLog(reporters, List.of()).writeStartFailure(error, message);
	}

}
