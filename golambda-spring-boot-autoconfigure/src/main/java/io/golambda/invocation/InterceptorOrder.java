package io.golambda.invocation;

/**
 * The order of the interceptors, outermost first. golambda's interceptors surround those
 * of the application, whichever {@code @Order} these have, so that an error in an
 * interceptor of the application is logged and reported like an error of the function:
 * <ol>
 * <li>{@link #LOG_CONTEXT}</li>
 * <li>{@link #EXPORT}</li>
 * <li>{@link #METRICS}</li>
 * <li>{@link #OBSERVATION}</li>
 * <li>{@link #SENTRY}</li>
 * <li>{@link #ERROR}</li>
 * <li>{@link #DEBUG_ON_FAILURE}</li>
 * <li>{@link #TIMEOUT}</li>
 * <li>{@link #LARGE_PAYLOADS}</li>
 * <li>{@link #RESULT}</li>
 * <li>the application's beans, by their {@code @Order}, the lowest value first</li>
 * <li>the function, or the work on a record</li>
 * </ol>
 * The values leave room for features to come.
 */
public final class InterceptorOrder {

	// Spring's Ordered.HIGHEST_PRECEDENCE
	private static final int HIGHEST = Integer.MIN_VALUE;

	/**
	 * Opens the log context, so that every line of an invocation has its request id.
	 */
	public static final int LOG_CONTEXT = HIGHEST + 100;

	/**
	 * Exports the spans of the invocation at its end.
	 */
	public static final int EXPORT = HIGHEST + 140;

	/**
	 * Writes the metrics of the invocation at its end, when observations have become
	 * metrics.
	 */
	public static final int METRICS = HIGHEST + 160;

	/**
	 * Observes the invocation: within the log context, and around everything that logs or
	 * reports, so that each line has the ids of its span.
	 */
	public static final int OBSERVATION = HIGHEST + 200;

	/**
	 * Opens Sentry's scope and waits at its end until everything has been sent.
	 */
	public static final int SENTRY = HIGHEST + 300;

	/**
	 * Logs and reports an error, within Sentry's scope.
	 */
	public static final int ERROR = HIGHEST + 400;

	/**
	 * Writes the debug lines of a failed invocation, ahead of the line of its error.
	 */
	public static final int DEBUG_ON_FAILURE = HIGHEST + 500;

	/**
	 * Watches the deadline of the function: within everything that an error passes on its
	 * way, so that a timeout passes it as well.
	 */
	public static final int TIMEOUT = HIGHEST + 600;

	/**
	 * Deletes the objects of large payloads, once the answer is written.
	 */
	public static final int LARGE_PAYLOADS = HIGHEST + 800;

	/**
	 * Writes the answer. golambda's other interceptors see its bytes, and a failure to
	 * write it as an error of the invocation; the application's see the object.
	 */
	public static final int RESULT = HIGHEST + 1000;

	private InterceptorOrder() {
	}

}
