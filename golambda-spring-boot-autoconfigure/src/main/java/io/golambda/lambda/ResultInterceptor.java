package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Writes the answer within the chain, so that a result that cannot be written is an error
 * of the invocation like any other. The application's interceptors lie inside and see the
 * object, golambda's outside.
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

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		Object result = chain.proceed(invocation);
		// a message or a publisher is for Spring Cloud Function's adapter to write
		return (result instanceof Message<?> || result instanceof Publisher<?>) ? result : this.results.write(result);
	}

}
