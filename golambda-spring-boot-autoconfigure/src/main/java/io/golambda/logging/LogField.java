package io.golambda.logging;

import java.util.Arrays;
import java.util.Locale;

/**
 * A field of a log line.
 */
public enum LogField {

	/**
	 * The level, in lower case.
	 */
	LEVEL("level"),

	/**
	 * The id that Lambda gave the invocation.
	 */
	REQUEST_ID("lambda.requestID"),

	/**
	 * {@code true} on the lines of the first invocation after an on-demand start.
	 */
	COLD_START("coldStart"),

	/**
	 * The root of the X-Ray trace, if the invocation is sampled.
	 */
	TRACE_ID("lambda.traceID"),

	/**
	 * What joins the lines of several functions, if it is configured.
	 */
	CORRELATION_ID("correlationID"),

	/**
	 * The time, as RFC 3339 says: in UTC, with milliseconds.
	 */
	TIME("time"),

	/**
	 * The logger's name.
	 */
	LOGGER("logger"),

	/**
	 * The thread's name.
	 */
	THREAD("thread"),

	/**
	 * The function's name.
	 */
	FUNCTION_NAME("lambda.functionName"),

	/**
	 * The function's version.
	 */
	FUNCTION_VERSION("lambda.functionVersion"),

	/**
	 * The function's memory in megabytes.
	 */
	MEMORY_SIZE("lambda.memorySize"),

	/**
	 * All values: of the logger, the invocation, the MDC, key-value pairs, markers and
	 * structured arguments, each under its own name.
	 */
	VALUES(""),

	/**
	 * The message.
	 */
	MESSAGE("message"),

	/**
	 * The class of the exception that is logged.
	 */
	ERROR_TYPE("error.type"),

	/**
	 * The exception's message, where that is not the line's own.
	 */
	ERROR_MESSAGE("error.message"),

	/**
	 * The values that the exception and its causes bring, and with the error of an
	 * invocation those of the invocation.
	 */
	ERROR_VALUES("error.values"),

	/**
	 * The id of the error in Sentry, if it was sent there.
	 */
	ERROR_SENTRY_EVENT_ID("error.sentryEventID"),

	/**
	 * The exception's stack frames, those of frameworks folded.
	 */
	ERROR_STACK_TRACE("error.stacktrace"),

	/**
	 * The exception's causes, the outer before the inner.
	 */
	ERROR_CAUSES("error.causes"),

	/**
	 * What the exception suppressed.
	 */
	ERROR_SUPPRESSED("error.suppressed");

	private final String defaultName;

	LogField(String defaultName) {
		this.defaultName = defaultName;
	}

	/**
	 * The field of a name as in a property.
	 * @param name the name, such as {@code request-id}; upper or lower case
	 * @return the field
	 * @throws IllegalArgumentException if there is none of that name
	 */
	static LogField of(String name) {
		String constant = name.trim().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(values())
			.filter((field) -> field.name().equals(constant))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("\"" + name.trim() + "\" is no field of a log line. The "
					+ "fields are " + Arrays.toString(values()).toLowerCase(Locale.ROOT).replace('_', '-') + "."));
	}

	String defaultName() {
		return this.defaultName;
	}

}
