package io.golambda.lambda;

import org.jspecify.annotations.Nullable;

import io.golambda.error.StackTraces;

/**
 * Checks the handler in Lambda's configuration, as far as {@link LambdaHandler} is loaded
 * at all.
 */
final class HandlerMethodCheck {

	private static final String METHOD = "handleRequest";

	private HandlerMethodCheck() {
	}

	/**
	 * Checks the method that the setting names.
	 * @param handler the setting, or {@code null} outside Lambda
	 * @throws ExceptionInInitializerError if {@link LambdaHandler} has no such method;
	 * Lambda's runtime client would only say so when the first event arrives
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
