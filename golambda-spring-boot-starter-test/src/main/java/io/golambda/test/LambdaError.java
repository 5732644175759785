package io.golambda.test;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The error that Lambda's runtime client for Java reports for an exception.
 *
 * @param errorMessage the message, or without one the type
 * @param errorType the class of the exception
 * @param stackTrace the frames
 */
@JsonPropertyOrder({ "errorMessage", "errorType", "stackTrace" })
record LambdaError(String errorMessage, String errorType, List<String> stackTrace) {

	static LambdaError of(Throwable exception) {
		String type = exception.getClass().getName();
		String message = exception.getLocalizedMessage();
		return new LambdaError((message != null) ? message : type, type,
				Arrays.stream(exception.getStackTrace()).map(StackTraceElement::toString).toList());
	}

	String json() {
		return JsonMapper.shared().writeValueAsString(this);
	}

}
