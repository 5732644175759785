package io.golambda.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.MessageRoutingCallback;
import org.springframework.cloud.function.context.catalog.FunctionAroundWrapper;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.context.config.RoutingFunction;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the function that Lambda runs: the one that
 * {@code spring.cloud.function.definition} names, the only one, or the {@code @Primary}
 * one.
 */
final class FunctionFinder {

	private static final String DEFINITION = "spring.cloud.function.definition";

	// functions that Spring Cloud Function declares in every application
	private static final Set<String> INFRASTRUCTURE = Set.of("functionRouter", "defaultMessageRoutingHandler");

	// the types of () -> T and (T) -> R
	private static final List<String> KOTLIN_FUNCTIONS = List.of("kotlin.jvm.functions.Function0",
			"kotlin.jvm.functions.Function1");

	private final ConfigurableListableBeanFactory beans;

	private final Environment environment;

	private final EventFactory events;

	private final FunctionPartFactory parts;

	FunctionFinder(ConfigurableListableBeanFactory beans, Environment environment, EventFactory events) {
		this.beans = beans;
		this.environment = environment;
		this.events = events;
		this.parts = new FunctionPartFactory(beans, (catalog) -> new RoutedCatalog(catalog, this, events));
	}

	/**
	 * Finds the function that is configured, or the only one.
	 * @throws FunctionNotFoundException if it is not clear which function to run
	 */
	LambdaFunction find() {
		return find(configuredDefinition());
	}

	/**
	 * Finds the function of a definition whose parts exist.
	 */
	LambdaFunction find(String definition) {
		if (!isConfigured()) {
			return new DirectFunction(this.parts.of(names(definition)), this.events);
		}
		FunctionInvocationWrapper function = this.beans.getBean(FunctionCatalog.class).lookup(definition);
		if (function == null) {
			throw FunctionNotFoundException.unknown(definition, definition, candidates());
		}
		return new CatalogFunction(function);
	}

	/**
	 * Returns the definition that is configured, or that of the only function.
	 * @throws FunctionNotFoundException if it is not clear which function to run
	 */
	String configuredDefinition() {
		return definition(this.environment.getProperty(DEFINITION));
	}

	/**
	 * Returns the names of the function's parts, joined by {@code |}. Each part exists.
	 * @param configured the configured definition, if any
	 */
	String definition(@Nullable String configured) {
		if (!StringUtils.hasText(configured)) {
			Set<String> candidates = candidates();
			if (candidates.size() != 1 && isRouted()) {
				return RoutingFunction.FUNCTION_NAME;
			}
			if (candidates.isEmpty()) {
				throw FunctionNotFoundException.none();
			}
			Set<String> preferred = preferred(candidates);
			if (preferred.size() > 1) {
				throw FunctionNotFoundException.ambiguous(candidates);
			}
			return preferred.iterator().next();
		}
		String definition = configured.trim().replace(',', '|');
		for (String name : names(definition)) {
			if (!exists(name)) {
				throw FunctionNotFoundException.unknown(name, definition, candidates());
			}
		}
		return definition;
	}

	// the router selects the function for each event
	private boolean isRouted() {
		return this.environment.containsProperty("spring.cloud.function.routing-expression")
				|| this.beans.getBeanNamesForType(MessageRoutingCallback.class, true, false).length > 0;
	}

	private boolean exists(String name) {
		if (this.beans.containsBean(name)) {
			return true;
		}
		try {
			BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, Object.class, name);
			return true;
		}
		catch (NoSuchBeanDefinitionException ex) {
			return false;
		}
	}

	/**
	 * Returns the class loader of the application.
	 */
	@Nullable ClassLoader classLoader() {
		return this.beans.getBeanClassLoader();
	}

	/**
	 * Returns whether each part of a definition exists.
	 */
	boolean existAll(String definition) {
		return names(definition).stream().allMatch(this::exists);
	}

	// Spring Cloud Function's catalogue applies header mappings and wrappers
	private boolean isConfigured() {
		return Binder.get(this.environment)
			.bind("spring.cloud.function.configuration", Bindable.mapOf(String.class, Object.class))
			.isBound() || this.beans.getBeanNamesForType(FunctionAroundWrapper.class, true, false).length > 0;
	}

	private Set<String> candidates() {
		Set<String> candidates = new TreeSet<>();
		for (Class<?> type : functionTypes()) {
			for (String name : this.beans.getBeanNamesForType(type, true, false)) {
				if (!INFRASTRUCTURE.contains(name) && !ScopedProxyUtils.isScopedTarget(name)
						&& isOfTheApplication(name)) {
					candidates.add(name);
				}
			}
		}
		return candidates;
	}

	private List<Class<?>> functionTypes() {
		List<Class<?>> types = new ArrayList<>(
				List.of(Function.class, Consumer.class, Supplier.class, FunctionRegistration.class));
		for (String type : KOTLIN_FUNCTIONS) {
			if (ClassUtils.isPresent(type, classLoader())) {
				types.add(ClassUtils.resolveClassName(type, classLoader()));
			}
		}
		return types;
	}

	/**
	 * Returns the candidates that Spring would inject: those that are {@code @Primary},
	 * otherwise those that are neither {@code @Fallback} nor hidden from injection.
	 */
	private Set<String> preferred(Set<String> candidates) {
		Set<String> primary = only(candidates, BeanDefinition::isPrimary);
		if (!primary.isEmpty()) {
			return primary;
		}
		Set<String> visible = only(candidates, BeanDefinition::isAutowireCandidate);
		Set<String> regular = only(visible.isEmpty() ? candidates : visible, (definition) -> !definition.isFallback());
		return regular.isEmpty() ? candidates : regular;
	}

	private Set<String> only(Set<String> candidates, Predicate<BeanDefinition> condition) {
		Set<String> matching = new TreeSet<>();
		for (String name : candidates) {
			if (condition.test(this.beans.containsBeanDefinition(name) ? this.beans.getMergedBeanDefinition(name)
					: new RootBeanDefinition())) {
				matching.add(name);
			}
		}
		return matching;
	}

	// auto-configurations of Spring declare beans of these types, too
	private boolean isOfTheApplication(String name) {
		String target = ScopedProxyUtils.getTargetBeanName(name);
		String declared = this.beans.containsBeanDefinition(target) ? target : name;
		if (!this.beans.containsBeanDefinition(declared)) {
			return true;
		}
		BeanDefinition definition = this.beans.getBeanDefinition(declared);
		String origin = definition.getFactoryBeanName();
		String declaring = (origin != null && this.beans.containsBeanDefinition(origin))
				? this.beans.getBeanDefinition(origin).getBeanClassName() : definition.getBeanClassName();
		return declaring == null || !declaring.startsWith("org.springframework.");
	}

	private static List<String> names(String definition) {
		return Arrays.stream(definition.split("[|,]")).map(String::trim).toList();
	}

}
