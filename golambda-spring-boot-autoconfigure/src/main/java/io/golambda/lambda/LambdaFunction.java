package io.golambda.lambda;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;

/**
 * The application's function as a function of events, whatever its declared type.
 */
interface LambdaFunction {

	/**
	 * The message header with Lambda's context, as Spring Cloud Function's adapter names
	 * it.
	 */
	String CONTEXT_HEADER = "aws-context";

	/**
	 * Calls the function.
	 * @param headers the headers of the message, for a function of messages
	 */
	@Nullable Object apply(Event event, Map<String, Object> headers) throws Exception;

	/**
	 * Returns whether the function takes the event itself.
	 */
	boolean takesEvent();

}
