package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * The two handlers under which every function gives the same answer.
 */
enum HandlerKind {

	LAMBDA_HANDLER, FUNCTION_INVOKER;

	RequestStreamHandler start(Class<?> application, String definition) {
		return (this == LAMBDA_HANDLER) ? Started.with(definition, () -> new LambdaHandler(application))
				: Started.functionInvoker(definition, application);
	}

	static String answer(RequestStreamHandler handler, String event) throws Exception {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer,
				new TestContext("request-1"));
		return answer.toString(StandardCharsets.UTF_8);
	}

}
