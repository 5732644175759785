package io.golambda.lambda;

import org.jspecify.annotations.Nullable;

import io.golambda.error.StackTraces;

/**
 * Checks the handler in the function's configuration when {@link LambdaHandler} is
 * loaded.
 */
final class HandlerMethodCheck {

	private static final String METHOD = "handleRequest";

	private HandlerMethodCheck() {
	}

	/**
	 * Checks the method of the handler.
	 * @param handler the handler, or {@code null} outside Lambda
	 * @throws ExceptionInInitializerError if {@link LambdaHandler} does not have the
	 * method, which Lambda's runtime client would only report for the first event
	 */
	static void check(@Nullable String handler) {
		String type = LambdaHandler.class.getName();
		if (handler == null || !handler.startsWith(type + "::") || handler.endsWith("::" + METHOD)) {
			return;
		}
		Error error = new ExceptionInInitializerError("The handler is \"" + handler + "\", but " + type
				+ " has no such method. Set the handler to " + type + ".");
		PlainErrorLine.write(error);
		StackTraces.remove(error);
		throw error;
	}

}
