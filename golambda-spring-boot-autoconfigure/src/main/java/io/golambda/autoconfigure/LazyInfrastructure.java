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
 * Has the beans that come with every function made when they are asked for, and most
 * never are: thread pools, SSL bundles, Spring Cloud Function's catalogue and its mapper.
 * Only those of packages whose beans do nothing by merely being made; what the
 * application declares, and what other libraries bring, is made at the start as ever.
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
				// spares a search of its class for methods with @EventListener; it has
				// none
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
	 * For beans that start in the background. Spring Boot would make its thread pool for
	 * it at once, by an alias that Spring AOT has already registered.
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
