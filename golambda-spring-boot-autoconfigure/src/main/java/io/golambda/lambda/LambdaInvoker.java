package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;

/**
 * Runs the function with all interceptors, from the bytes of an event to the bytes of the
 * result, for a handler of your own: <pre>
 * output.write(this.invoker.invoke(input, context));
 * </pre>
 * <p>
 * In a test, the {@code LambdaTester} of {@code golambda-spring-boot-starter-test}
 * invokes the function in the same way, without checked exceptions and with assertions.
 * <p>
 * Safe for use by several threads.
 */
public final class LambdaInvoker {

	private final LambdaFunction function;

	private final InvocationChain chain;

	private final ResultWriter results;

	private final EventFactory events;

	private final @Nullable ClassLoader classLoader;

	LambdaInvoker(LambdaFunction function, InvocationChain chain, ResultWriter results, EventFactory events,
			@Nullable ClassLoader classLoader) {
		this.function = function;
		this.chain = chain;
		this.results = results;
		this.events = events;
		this.classLoader = classLoader;
	}

	/**
	 * Runs the function for an event.
	 * @param event the event, with the context of the invocation
	 * @return the result as JSON
	 * @throws Exception the exception of the function or an interceptor, unchanged
	 */
	public byte[] invoke(Event event) throws Exception {
		return invokeWith(this.events.configured(event));
	}

	/**
	 * Reads an event and runs the function for it.
	 * @param input the event, read to its end but not closed
	 * @param context the context of the invocation, or {@code null} for a neutral one
	 * @return the result as JSON
	 * @throws Exception the exception of the function or an interceptor, unchanged;
	 * {@link IOException} if the input cannot be read
	 */
	public byte[] invoke(InputStream input, @Nullable Context context) throws Exception {
		return invokeWith(this.events.read(input, context));
	}

	private byte[] invokeWith(Event event) throws Exception {
		Map<String, Object> headers = Map.of(LambdaFunction.CONTEXT_HEADER, event.context());
		return ContextClassLoader.use(this.classLoader, () -> this.results.write(
				this.chain.invoke(event, (invocation) -> ResultUnwrapper.unwrap(this.function.apply(event, headers)))));
	}

}
