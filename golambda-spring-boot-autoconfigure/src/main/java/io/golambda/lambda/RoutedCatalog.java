package io.golambda.lambda;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * The catalogue of Spring Cloud Function's router: a function that it finds there is
 * called with the same checks of its input as a configured function.
 */
final class RoutedCatalog implements FunctionCatalog {

	/**
	 * Begins the names of functions that golambda registers around those of the
	 * application.
	 */
	static final String PREFIX = "golambda:";

	// events may name any number of compositions
	private static final int MOST_ROUTES = 1000;

	private final FunctionRegistry catalog;

	private final FunctionFinder functions;

	private final EventFactory events;

	private final Map<String, FunctionInvocationWrapper> routes = new ConcurrentHashMap<>();

	RoutedCatalog(FunctionRegistry catalog, FunctionFinder functions, EventFactory events) {
		this.catalog = catalog;
		this.functions = functions;
		this.events = events;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T lookup(@Nullable Class<?> type, String definition, String... expectedOutputMimeTypes) {
		FunctionInvocationWrapper known = this.routes.get(definition);
		if (known != null) {
			return (T) known;
		}
		if (this.routes.size() >= MOST_ROUTES || !this.functions.existAll(definition)) {
			return this.catalog.lookup(type, definition, expectedOutputMimeTypes);
		}
		return (T) this.routes.computeIfAbsent(definition, this::route);
	}

	private FunctionInvocationWrapper route(String definition) {
		LambdaFunction function = this.functions.find(definition);
		Function<Message<?>, @Nullable Object> target = (message) -> {
			try {
				return ResultUnwrapper.unwrapToMessage(function.apply(this.events.of(message), message.getHeaders()));
			}
			catch (Exception ex) {
				throw SneakyThrow.rethrow(ex);
			}
		};
		return registered(this.catalog, "route:", definition, target, ResolvableType.forClass(Object.class));
	}

	/**
	 * Registers a function of messages that the catalogue calls without conversion.
	 */
	static FunctionInvocationWrapper registered(FunctionRegistry catalog, String prefix, String definition,
			Function<Message<?>, @Nullable Object> target, ResolvableType output, String... expectedOutputMimeTypes) {
		String name = PREFIX + prefix + definition.replace('|', '+').replace(',', '+');
		ResolvableType input = ResolvableType.forClassWithGenerics(Message.class, byte[].class);
		catalog.register(new FunctionRegistration<>(target, name)
			.type(ResolvableType.forClassWithGenerics(Function.class, input, output).getType()));
		FunctionInvocationWrapper wrapper = catalog.lookup(null, name, expectedOutputMimeTypes);
		wrapper.setSkipInputConversion(true);
		wrapper.setSkipOutputConversion(true);
		return wrapper;
	}

	@Override
	public Set<String> getNames(@Nullable Class<?> type) {
		return this.catalog.getNames(type);
	}

	@Override
	public int size() {
		return this.catalog.size();
	}

}
