package io.golambda.lambda;

import java.util.Optional;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.core.env.Environment;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.AvroSchemaRegistry;
import io.golambda.event.EventMapper;
import io.golambda.event.LargePayloads;
import io.golambda.event.PayloadValidator;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.OuterInterceptor;

/**
 * Finds the function of an application, and builds what runs it. golambda's
 * auto-configuration declares one as a bean; an application may declare its own, for
 * example to bind events by a mapper of their own: <pre>
 * &#64;Bean
 * FunctionRuntime functionRuntime(ConfigurableListableBeanFactory beans, Environment environment) {
 * 	return new FunctionRuntime(beans, environment, eventMapper(), 64 * 1024 * 1024);
 * }
 * </pre>
 * <p>
 * Safe for use by several threads.
 */
public final class FunctionRuntime {

	private final FunctionFinder functions;

	private final EventFactory events;

	private final ResultWriter results;

	/**
	 * Creates a runtime. The function is looked for when the {@link #invoker} is created.
	 * @param beans the beans of the application, among them the function, and the
	 * {@link PayloadValidator} and {@link AvroSchemaRegistry}, if any
	 * @param environment the properties of the application, among them
	 * {@code spring.cloud.function.definition}
	 * @param mapper binds events and writes results
	 * @param inflatedLimit the size in bytes up to which a compressed payload is inflated
	 */
	public FunctionRuntime(ConfigurableListableBeanFactory beans, Environment environment, JsonMapper mapper,
			int inflatedLimit) {
		this.events = new EventFactory(new EventMapper(mapper, inflatedLimit)
			.withValidator(beans.getBeanProvider(PayloadValidator.class).getIfAvailable(() -> PayloadValidator.NONE))
			.withLargePayloads(SingletonSupplier
				.of(() -> beans.getBeanProvider(LargePayloads.class).getIfAvailable(() -> LargePayloads.NONE)))
			.withSchemaRegistry(
					() -> Optional.ofNullable(beans.getBeanProvider(AvroSchemaRegistry.class).getIfAvailable())));
		this.results = new ResultWriter(mapper);
		this.functions = new FunctionFinder(beans, environment, this.events);
	}

	/**
	 * Creates the invoker of the function.
	 * @param chain the interceptors around the function
	 * @return the invoker
	 * @throws FunctionNotFoundException if it is not clear which function to run
	 */
	public LambdaInvoker invoker(InvocationChain chain) {
		return new LambdaInvoker(this.functions.find(), chain, this.results, this.events, this.functions.classLoader());
	}

	/**
	 * Returns the interceptor that writes the result of the function as JSON.
	 * @return the interceptor, at {@link InterceptorOrder#RESULT}
	 */
	public OuterInterceptor resultInterceptor() {
		return OuterInterceptor.of(InterceptorOrder.RESULT, this.results);
	}

	/**
	 * Creates the converter by which Spring Cloud Function's catalogue converts bytes to
	 * an {@link io.golambda.event.Event Event}, its {@link io.golambda.event.Records
	 * Records} or AWS's own event classes.
	 * @return the converter
	 */
	public MessageConverter messageConverter() {
		return new EventMessageConverter(this.events);
	}

	/**
	 * Creates the catalogue in which Spring Cloud Function's {@code FunctionInvoker}
	 * finds each function with all interceptors around it.
	 * @param catalog Spring Cloud Function's own catalogue
	 * @param chain the interceptors around the function
	 * @return the catalogue
	 */
	public FunctionRegistry intercepted(FunctionRegistry catalog, InvocationChain chain) {
		return new InterceptedFunctionCatalog(catalog, this.functions, chain, this.events);
	}

	/**
	 * Returns whether golambda registered a function in Spring Cloud Function's catalogue
	 * around a function of the application.
	 * @param definition the definition of the function
	 * @return {@code true} for a function of golambda
	 */
	public static boolean isRegistered(String definition) {
		return definition.startsWith(RoutedCatalog.PREFIX);
	}

	/**
	 * Checks that it is clear which function to run.
	 * @throws FunctionNotFoundException if it is not
	 */
	void requireFunction() {
		this.functions.configuredDefinition();
	}

}
