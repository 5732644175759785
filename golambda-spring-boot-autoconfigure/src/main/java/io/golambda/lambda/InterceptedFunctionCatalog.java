package io.golambda.lambda;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ObjectUtils;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;

/**
 * The catalogue as Spring Cloud Function's {@code FunctionInvoker} sees it: what it looks
 * up there is the function with all interceptors around it, as under
 * {@link LambdaHandler}. The application's beans stay as they are.
 */
public final class InterceptedFunctionCatalog implements FunctionRegistry {

	private static final String API_GATEWAY_HEADER = "aws-api-gateway";

	private final FunctionRegistry catalog;

	private final LambdaFunctions functions;

	private final InvocationChain chain;

	private final EventFactory events;

	/**
	 * Creates a catalogue.
	 * @param catalog Spring Cloud Function's own
	 * @param functions where the function is found
	 * @param chain the interceptors
	 * @param events makes the events
	 */
	public InterceptedFunctionCatalog(FunctionRegistry catalog, LambdaFunctions functions, InvocationChain chain,
			EventFactory events) {
		this.catalog = catalog;
		this.functions = functions;
		this.chain = chain;
		this.events = events;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T lookup(@Nullable Class<?> type, @Nullable String functionDefinition,
			String... expectedOutputMimeTypes) {
		if (ObjectUtils.isEmpty(expectedOutputMimeTypes)) {
			// the router's own look-ups: what they find runs within an invocation already
			return this.catalog.lookup(type, functionDefinition, expectedOutputMimeTypes);
		}
		String definition = this.functions.definition(functionDefinition);
		Object function = this.catalog.lookup(type, definition, expectedOutputMimeTypes);
		if (!(function instanceof FunctionInvocationWrapper wrapper)) {
			return (T) function;
		}
		return (T) intercepted(definition, wrapper, expectedOutputMimeTypes);
	}

	private FunctionInvocationWrapper intercepted(String definition, FunctionInvocationWrapper function,
			String... expectedOutputMimeTypes) {
		DirectFunction direct = this.functions.findDirect(definition).orElse(null);
		Function<Message<?>, @Nullable Object> target = (message) -> invoke(message, direct, function);
		String name = "golambda:" + definition.replace('|', '+').replace(',', '+');
		this.catalog.register(new FunctionRegistration<>(target, name).type(typeOf(function)));
		FunctionInvocationWrapper intercepted = this.catalog.lookup(null, name, expectedOutputMimeTypes);
		intercepted.setSkipInputConversion(true);
		intercepted.setSkipOutputConversion(true);
		return intercepted;
	}

	// the invoker looks at the output type to tell API Gateway's answers from others
	private static Type typeOf(FunctionInvocationWrapper function) {
		ResolvableType input = ResolvableType.forClassWithGenerics(Message.class, byte[].class);
		ResolvableType output = (function.getOutputType() != null) ? ResolvableType.forType(function.getOutputType())
				: ResolvableType.forClass(Object.class);
		return ResolvableType.forClassWithGenerics(Function.class, input, output).getType();
	}

	private @Nullable Object invoke(Message<?> message, @Nullable DirectFunction direct,
			FunctionInvocationWrapper function) {
		// left over from an invocation that failed, as under LambdaHandler
		Thread.interrupted();
		Event event = this.events.of(message);
		try {
			Object answer = this.chain.invoke(event, (invocation) -> (direct != null && isPlain(message, direct))
					? direct.apply(event, message.getHeaders()) : function.apply(message));
			return (answer instanceof byte[] bytes) ? MessageBuilder.withPayload(bytes).build() : answer;
		}
		catch (Exception ex) {
			throw Rethrow.unchanged(ex);
		}
	}

	// a request of API Gateway to a function of anything but events is the adapter's to
	// convert
	private static boolean isPlain(Message<?> message, DirectFunction direct) {
		return direct.takesEvent() || !Boolean.TRUE.equals(message.getHeaders().get(API_GATEWAY_HEADER));
	}

	@Override
	public Set<String> getNames(@Nullable Class<?> type) {
		return this.catalog.getNames(type);
	}

	@Override
	public int size() {
		return this.catalog.size();
	}

	@Override
	public <T> void register(FunctionRegistration<T> registration) {
		this.catalog.register(registration);
	}

}
