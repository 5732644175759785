package io.golambda.lambda;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Writes the answer within the chain, so that a result that fails late or cannot be
 * written is an error of the invocation like any other. The application's interceptors
 * lie inside and see the object, golambda's outside.
 */
public final class ResultInterceptor implements InvocationInterceptor {

	private final ResultWriter results;

	/**
	 * Creates the link.
	 * @param mapper the application's mapper
	 */
	public ResultInterceptor(JsonMapper mapper) {
		this.results = new ResultWriter(mapper);
	}

	/**
	 * {@inheritDoc}
	 * @return the bytes of the answer; a message of them if the rest of the chain
	 * answered a message, whose headers belong to an HTTP response
	 */
	@Override
	public Object intercept(Invocation invocation, Chain chain) throws Exception {
		Object result = ResultWriter.settledWithHeaders(chain.proceed(invocation));
		byte[] answer = this.results.write(result);
		return (result instanceof Message<?> message)
				? MessageBuilder.withPayload(answer).copyHeaders(message.getHeaders()).build() : answer;
	}

}
