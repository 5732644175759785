package io.golambda.lambda;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;

/**
 * The application's function, whatever its form: an event in, its result out.
 */
interface LambdaFunction {

	/**
	 * The header of a message that holds Lambda's context, named as Spring Cloud
	 * Function's adapter names it.
	 */
	String CONTEXT_HEADER = "aws-context";

	/**
	 * Calls the function.
	 * @param headers what a function of messages finds in their headers
	 */
	@Nullable Object apply(Event event, Map<String, Object> headers) throws Exception;

	/**
	 * Whether the function is given the event itself, not something made of it.
	 */
	boolean takesEvent();

}
