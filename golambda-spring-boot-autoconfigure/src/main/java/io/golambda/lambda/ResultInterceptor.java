package io.golambda.lambda;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import reactor.core.publisher.Flux;
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
		if (result instanceof Message<?> message) {
			return written(message);
		}
		if (result instanceof Publisher<?> publisher) {
			List<Object> items = new ArrayList<>();
			for (Object item : AwaitedResult.all(publisher)) {
				items.add((item instanceof Message<?> message) ? written(message) : written(item));
			}
			return Flux.fromIterable(items);
		}
		return this.results.write(result);
	}

	// messages and publishers go on to Spring Cloud Function's adapter, which has rules
	// of its own for text

	private Message<?> written(Message<?> message) throws IOException {
		return MessageBuilder.withPayload(written(message.getPayload())).copyHeaders(message.getHeaders()).build();
	}

	private Object written(Object value) throws IOException {
		return (value instanceof String) ? value : this.results.write(value);
	}

}
