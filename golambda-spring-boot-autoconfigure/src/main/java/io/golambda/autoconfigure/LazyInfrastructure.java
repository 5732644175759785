package io.golambda.autoconfigure;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Initializes infrastructure beans lazily, most of which a function never uses: thread
 * pools, SSL bundles, Spring Cloud Function's catalogue and its mapper. This is limited
 * to packages whose beans have no effect by being created. Beans of the application and
 * of other libraries are still created at the start.
 */
final class LazyInfrastructure implements BeanFactoryPostProcessor {

	/**
	 * The interceptors that are {@code null} by default, and the properties that change
	 * this.
	 */
	private static final Map<String, String> OPTIONAL_INTERCEPTORS = Map.of("golambdaDebugOnFailureInterceptor",
			LoggingProperties.PREFIX, "golambdaMetricsInterceptor", MetricsProperties.PREFIX,
			LargePayloadAutoConfiguration.INTERCEPTOR, LargePayloadProperties.PREFIX);

	private static final String TIMEOUT = "golambdaTimeoutInterceptor";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			BeanDefinition definition = beans.getBeanDefinition(name);
			if (InfrastructureBeans.contain(definition)) {
				definition.setLazyInit(true);
				// skips the search for methods with @EventListener, which it does not
				// have
				definition.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, Object.class);
			}
		}
		if (!beans.containsLocalBean(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME)) {
			beans.registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new LazyMessageSource());
		}
		if (beans instanceof BeanDefinitionRegistry registry) {
			registerBootstrapExecutor(registry);
			removeUnusedInterceptors(beans, registry);
		}
		SparedSearches.in(beans);
	}

	/**
	 * Removes interceptors that would be {@code null}. Spring attempts to convert
	 * {@code null} to the type of the bean, for which it sets up its conversion.
	 */
	private static void removeUnusedInterceptors(ConfigurableListableBeanFactory beans,
			BeanDefinitionRegistry registry) {
		Environment environment = beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		OPTIONAL_INTERCEPTORS
			.forEach((name, prefix) -> removeIf(name, registry, () -> !BoundProperties.isAnySet(environment, prefix)));
		removeIf(TIMEOUT, registry, () -> BoundProperties.isAnySet(environment, TimeoutProperties.PREFIX)
				&& TimeoutProperties.of(environment).isOff());
	}

	private static void removeIf(String name, BeanDefinitionRegistry registry, BooleanSupplier unused) {
		if (registry.containsBeanDefinition(name) && InfrastructureBeans.contain(registry.getBeanDefinition(name))
				&& unused.getAsBoolean()) {
			registry.removeBeanDefinition(name);
		}
	}

	/**
	 * Registers an executor for beans that are initialized in the background. Otherwise
	 * Spring Boot creates its thread pool eagerly for it, by an alias that Spring AOT
	 * registered.
	 */
	private static void registerBootstrapExecutor(BeanDefinitionRegistry registry) {
		String name = ConfigurableApplicationContext.BOOTSTRAP_EXECUTOR_BEAN_NAME;
		if (registry.isAlias(name)) {
			registry.removeAlias(name);
		}
		if (!registry.containsBeanDefinition(name)) {
			RootBeanDefinition executor = new RootBeanDefinition(CallingThread.class, CallingThread::new);
			executor.setAutowireCandidate(false);
			registry.registerBeanDefinition(name, executor);
		}
	}

	/**
	 * Runs a task in the thread that submits it.
	 */
	private static final class CallingThread implements Executor {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

	}

}
