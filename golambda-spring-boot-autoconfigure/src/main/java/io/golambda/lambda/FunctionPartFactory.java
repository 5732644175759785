package io.golambda.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.MessageRoutingCallback;
import org.springframework.cloud.function.context.PostProcessingFunction;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.context.config.RoutingFunction;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.util.StringUtils;

/**
 * Creates the parts of a function from the application's beans. Functions of the JDK's
 * types are called directly, and all others by Spring Cloud Function's catalogue: plain
 * objects with a method, functions of two arguments, Kotlin's lambdas.
 */
final class FunctionPartFactory {

	private static final Logger log = LoggerFactory.getLogger(FunctionPartFactory.class);

	private final ConfigurableListableBeanFactory beans;

	private final Function<FunctionRegistry, FunctionCatalog> routes;

	/**
	 * Creates a factory.
	 * @param routes creates the catalogue that the router uses
	 */
	FunctionPartFactory(ConfigurableListableBeanFactory beans, Function<FunctionRegistry, FunctionCatalog> routes) {
		this.beans = beans;
		this.routes = routes;
	}

	List<FunctionPart> of(List<String> names) {
		List<FunctionPart> parts = new ArrayList<>();
		for (String name : names) {
			if (!parts.isEmpty() && parts.get(parts.size() - 1).output() == ResolvableType.NONE) {
				throw FunctionNotFoundException.unusable(name, "cannot follow \"" + parts.get(parts.size() - 1).name()
						+ "\", which is a consumer and has no result.");
			}
			parts.add(part(name));
		}
		warnOfUnknownInput(parts.get(0));
		return parts;
	}

	private static void warnOfUnknownInput(FunctionPart part) {
		boolean declarable = part.kind() == FunctionPart.Kind.FUNCTION || part.kind() == FunctionPart.Kind.CONSUMER;
		if (declarable && !part.input().message() && !part.input().payload().isKnown()) {
			log.warn(
					"The type of the function \"{}\" does not specify its input, so it is called with the event as byte[]. "
							+ "Declare the type, for example Function<Event, String>.",
					part.name());
		}
	}

	private FunctionPart part(String name) {
		if (!this.beans.containsBeanDefinition(name)) {
			return ofCatalog(name);
		}
		BeanDefinition definition = declaration(name);
		requireScope(name, definition);
		ResolvableType type = definition.getResolvableType();
		if (this.beans.isSingleton(name)) {
			return shared(name, this.beans.getBean(name), type);
		}
		if (FunctionRegistration.class.isAssignableFrom(type.resolve(Object.class))) {
			FunctionPart made = shared(name, this.beans.getBean(name), type);
			return new FunctionPart(name, () -> this.beans.getBean(name, FunctionRegistration.class).getTarget(),
					made.kind(), made.input(), made.output());
		}
		FunctionPart.Kind kind = kind(type.resolve(Object.class));
		if (kind == FunctionPart.Kind.CATALOG) {
			log.warn(
					"The function \"{}\" has the scope \"{}\", but is a plain object, which Spring Cloud Function "
							+ "creates once. Declare it as a java.util.function.Function.",
					name, definition.getScope());
			return ofCatalog(name);
		}
		return declared(name, () -> this.beans.getBean(name), kind, type);
	}

	// a scoped proxy hides the definition of its target
	private BeanDefinition declaration(String name) {
		String target = ScopedProxyUtils.getTargetBeanName(name);
		return this.beans.getMergedBeanDefinition(this.beans.containsBeanDefinition(target) ? target : name);
	}

	private void requireScope(String name, BeanDefinition definition) {
		String scope = definition.getScope();
		if (StringUtils.hasText(scope) && !definition.isSingleton() && !definition.isPrototype()
				&& this.beans.getRegisteredScope(scope) == null) {
			throw FunctionNotFoundException.unusable(name, "has the scope \"" + scope
					+ "\", which this application does not have. Use the scope \"prototype\" to create a function for "
					+ "each invocation.");
		}
	}

	private FunctionPart shared(String name, Object bean, ResolvableType type) {
		if (name.equals(RoutingFunction.FUNCTION_NAME) && bean instanceof RoutingFunction) {
			return routing(name);
		}
		if (bean instanceof FunctionRegistration<?> registration) {
			return shared(name, registration.getTarget(), ResolvableType.forType(registration.getType()));
		}
		FunctionPart.Kind kind = kind(bean.getClass());
		if (kind == FunctionPart.Kind.CATALOG) {
			return ofCatalog(name);
		}
		FunctionPart part = declared(name, () -> bean, kind, type);
		// the class may be more specific than the return type of the bean method
		return part.input().payload().isKnown() ? part
				: declared(name, () -> bean, kind, ResolvableType.forClass(AopUtils.getTargetClass(bean)));
	}

	private static FunctionPart.Kind kind(Class<?> type) {
		if (PostProcessingFunction.class.isAssignableFrom(type)) {
			return FunctionPart.Kind.CATALOG;
		}
		if (Function.class.isAssignableFrom(type)) {
			return FunctionPart.Kind.FUNCTION;
		}
		if (Consumer.class.isAssignableFrom(type)) {
			return FunctionPart.Kind.CONSUMER;
		}
		return Supplier.class.isAssignableFrom(type) ? FunctionPart.Kind.SUPPLIER : FunctionPart.Kind.CATALOG;
	}

	private static FunctionPart declared(String name, Supplier<?> target, FunctionPart.Kind kind, ResolvableType type) {
		return switch (kind) {
			case FUNCTION -> {
				ResolvableType function = type.as(Function.class);
				yield new FunctionPart(name, target, kind, FunctionInput.of(function.getGeneric(0)),
						known(function.getGeneric(1)));
			}
			case CONSUMER -> new FunctionPart(name, target, kind,
					FunctionInput.of(type.as(Consumer.class).getGeneric(0)), ResolvableType.NONE);
			default ->
				new FunctionPart(name, target, kind, FunctionInput.EVENT, known(type.as(Supplier.class).getGeneric(0)));
		};
	}

	private static ResolvableType known(ResolvableType output) {
		return (output == ResolvableType.NONE) ? ResolvableType.forClass(Object.class) : output;
	}

	private FunctionPart ofCatalog(String name) {
		FunctionInvocationWrapper function = this.beans.getBean(FunctionCatalog.class).lookup(name);
		if (function == null) {
			throw FunctionNotFoundException.unusable(name, "cannot be called: it is neither of one of the types of "
					+ "java.util.function nor an object with a single public method.");
		}
		ResolvableType output = (function.getOutputType() != null) ? ResolvableType.forType(function.getOutputType())
				: ResolvableType.NONE;
		return function.isSupplier()
				? new FunctionPart(name, () -> function, FunctionPart.Kind.SUPPLIER, FunctionInput.EVENT, output)
				: new FunctionPart(name, () -> function, FunctionPart.Kind.CATALOG,
						FunctionInput.of(ResolvableType.forType(function.getInputType())), output);
	}

	private FunctionPart routing(String name) {
		RoutingFunction router = new RoutingFunction(this.routes.apply(this.beans.getBean(FunctionRegistry.class)),
				this.beans.getBean(FunctionProperties.class), new BeanFactoryResolver(this.beans),
				this.beans.getBeanProvider(MessageRoutingCallback.class).getIfAvailable());
		return new FunctionPart(name, () -> router, FunctionPart.Kind.FUNCTION,
				FunctionInput.of(ResolvableType.forClassWithGenerics(Message.class, byte[].class)),
				ResolvableType.forClass(Object.class));
	}

}
