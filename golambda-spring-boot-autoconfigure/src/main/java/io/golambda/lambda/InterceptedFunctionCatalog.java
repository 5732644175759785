package io.golambda.lambda;

import java.util.Set;

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
 * The catalogue in which Spring Cloud Function's {@code FunctionInvoker} finds each
 * function with all interceptors around it, as under {@link LambdaHandler}. The
 * application's beans are not changed.
 */
final class InterceptedFunctionCatalog implements FunctionRegistry {

	private static final String API_GATEWAY_HEADER = "aws-api-gateway";

	private final FunctionRegistry catalog;

	private final FunctionFinder functions;

	private final InvocationChain chain;

	private final EventFactory events;

	InterceptedFunctionCatalog(FunctionRegistry catalog, FunctionFinder functions, InvocationChain chain,
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
			// a look-up by the router, within an invocation
			return this.catalog.lookup(type, functionDefinition, expectedOutputMimeTypes);
		}
		try {
			return (T) ContextClassLoader.use(this.functions.classLoader(),
					() -> find(type, functionDefinition, expectedOutputMimeTypes));
		}
		catch (Exception ex) {
			throw SneakyThrow.rethrow(ex);
		}
	}

	private @Nullable Object find(@Nullable Class<?> type, @Nullable String functionDefinition,
			String... expectedOutputMimeTypes) {
		String definition = this.functions.definition(functionDefinition);
		LambdaFunction checked = this.functions.find(definition);
		// with a content type, the catalogue would write a future as JSON instead of its
		// value
		Object function = this.catalog.lookup(type, definition);
		return (function instanceof FunctionInvocationWrapper wrapper)
				? intercepted(definition, checked, wrapper, expectedOutputMimeTypes) : function;
	}

	private FunctionInvocationWrapper intercepted(String definition, LambdaFunction checked,
			FunctionInvocationWrapper function, String... expectedOutputMimeTypes) {
		// the invoker recognizes API Gateway's responses by the output type
		ResolvableType output = (function.getOutputType() != null) ? ResolvableType.forType(function.getOutputType())
				: ResolvableType.forClass(Object.class);
		return RoutedCatalog.registered(this.catalog, "", definition, (message) -> invoke(message, checked, function),
				output, expectedOutputMimeTypes);
	}

	private @Nullable Object invoke(Message<?> message, LambdaFunction checked, FunctionInvocationWrapper function) {
		// clears the flag that a failed invocation left, as in LambdaHandler
		Thread.interrupted();
		Event event = this.events.of(message);
		try {
			Object answer = ContextClassLoader.use(this.functions.classLoader(),
					() -> this.chain.invoke(event, (invocation) -> call(event, message, checked, function)));
			return (answer instanceof byte[] bytes) ? MessageBuilder.withPayload(bytes).build() : answer;
		}
		catch (Exception ex) {
			throw SneakyThrow.rethrow(ex);
		}
	}

	private static @Nullable Object call(Event event, Message<?> message, LambdaFunction checked,
			FunctionInvocationWrapper function) throws Exception {
		if (!Boolean.TRUE.equals(message.getHeaders().get(API_GATEWAY_HEADER))) {
			return ResultUnwrapper.unwrap(checked.apply(event, message.getHeaders()));
		}
		// the adapter binds the body of an HTTP request, and creates an HTTP response
		return ResultUnwrapper.unwrapToMessage(
				checked.takesEvent() ? checked.apply(event, message.getHeaders()) : function.apply(message));
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
