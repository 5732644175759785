package io.golambda.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Initializes infrastructure beans lazily, most of which a function never uses: thread
 * pools, SSL bundles, Spring Cloud Function's catalogue and its mapper. This is limited
 * to packages whose beans have no effect by being created. Beans of the application and
 * of other libraries are still created at the start.
 */
final class LazyInfrastructure implements BeanFactoryPostProcessor {

	private static final List<String> PACKAGES = List.of(LazyInfrastructure.class.getPackageName() + ".",
			"org.springframework.cloud.function.", "org.springframework.boot.jackson.autoconfigure.",
			"org.springframework.boot.autoconfigure.aop.", "org.springframework.boot.autoconfigure.availability.",
			"org.springframework.boot.autoconfigure.context.", "org.springframework.boot.autoconfigure.info.",
			"org.springframework.boot.autoconfigure.ssl.", "org.springframework.boot.autoconfigure.task.");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			BeanDefinition definition = beans.getBeanDefinition(name);
			if (isInfrastructure(definition.getFactoryBeanName()) || isInfrastructure(definition.getBeanClassName())) {
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
			RootBeanDefinition executor = new RootBeanDefinition(Executor.class, () -> Runnable::run);
			executor.setAutowireCandidate(false);
			registry.registerBeanDefinition(name, executor);
		}
	}

	private static boolean isInfrastructure(@Nullable String name) {
		return name != null && PACKAGES.stream().anyMatch(name::startsWith);
	}

}
