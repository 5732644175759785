package io.golambda.logging;

import java.util.Arrays;
import java.util.Locale;

/**
 * A field of a log line, as in the property {@code golambda.logging.order} (with hyphens,
 * in lower case).
 */
public enum LogField {

	/**
	 * The level, in lower case.
	 */
	LEVEL("level"),

	/**
	 * The request id of the invocation.
	 */
	REQUEST_ID("lambda.requestID"),

	/**
	 * The tenant id, if the function isolates tenants.
	 */
	TENANT_ID("lambda.tenantID"),

	/**
	 * {@code true} for the first invocation after an on-demand start, otherwise absent.
	 */
	COLD_START("coldStart"),

	/**
	 * The root of the X-Ray trace, if X-Ray samples the invocation.
	 */
	TRACE_ID("lambda.traceID"),

	/**
	 * The correlation id, if {@code golambda.logging.correlation-id} is set.
	 */
	CORRELATION_ID("correlationID"),

	/**
	 * The time in UTC with milliseconds, in the format of RFC 3339.
	 */
	TIME("time"),

	/**
	 * The name of the logger.
	 */
	LOGGER("logger"),

	/**
	 * The name of the thread.
	 */
	THREAD("thread"),

	/**
	 * The name of the function.
	 */
	FUNCTION_NAME("lambda.functionName"),

	/**
	 * The version of the function.
	 */
	FUNCTION_VERSION("lambda.functionVersion"),

	/**
	 * The memory of the function in MB.
	 */
	MEMORY_SIZE("lambda.memorySize"),

	/**
	 * The values of the logger, the invocation, the MDC, key-value pairs, markers and
	 * structured arguments, each under its own name.
	 */
	VALUES(""),

	/**
	 * The message.
	 */
	MESSAGE("message"),

	/**
	 * The class name of the logged exception.
	 */
	ERROR_TYPE("error.type"),

	/**
	 * The message of the exception, if it is not the message of the line.
	 */
	ERROR_MESSAGE("error.message"),

	/**
	 * The values of the exception and its causes, and for the error of an invocation the
	 * values of the invocation.
	 */
	ERROR_VALUES("error.values"),

	/**
	 * The id of the error in Sentry, if it was sent.
	 */
	ERROR_SENTRY_EVENT_ID("error.sentryEventID"),

	/**
	 * The stack frames of the exception, with those of frameworks folded.
	 */
	ERROR_STACK_TRACE("error.stacktrace"),

	/**
	 * The causes of the exception, outermost first.
	 */
	ERROR_CAUSES("error.causes"),

	/**
	 * The suppressed exceptions.
	 */
	ERROR_SUPPRESSED("error.suppressed");

	private final String defaultName;

	LogField(String defaultName) {
		this.defaultName = defaultName;
	}

	/**
	 * Returns the field of a name.
	 * @param name the name, such as {@code request-id}, in upper or lower case
	 * @return the field
	 * @throws IllegalArgumentException if there is no such field
	 */
	static LogField of(String name) {
		String constant = name.trim().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(values())
			.filter((field) -> field.name().equals(constant))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("\"" + name.trim() + "\" is not a field of a log line. The "
					+ "fields are " + Arrays.toString(values()).toLowerCase(Locale.ROOT).replace('_', '-') + "."));
	}

	String defaultName() {
		return this.defaultName;
	}

}
