package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Makes the clients of Spring Cloud AWS for Secrets Manager and Parameter Store lazy, so
 * that a start neither loads the AWS SDK nor needs a region if no secret is read.
 */
final class SpringCloudAwsBeans implements BeanFactoryPostProcessor {

	private static final String PACKAGE = "io.awspring.cloud.autoconfigure.";

	// beans of its other packages may listen or poll
	private static final List<String> LAZY = List.of(PACKAGE + "core.",
			PACKAGE + "config.secretsmanager.SecretsManagerAutoConfiguration",
			PACKAGE + "config.secretsmanager.SecretsManagerProperties",
			PACKAGE + "config.parameterstore.ParameterStoreAutoConfiguration",
			PACKAGE + "config.parameterstore.ParameterStoreProperties");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			BeanDefinition definition = beans.getBeanDefinition(name);
			if (isLazy(definition.getFactoryBeanName()) || isLazy(definition.getBeanClassName())) {
				definition.setLazyInit(true);
				// a search of the clients for @EventListener would load hundreds of
				// classes
				definition.setAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE, Object.class);
			}
		}
	}

	private static boolean isLazy(@Nullable String name) {
		return name != null && LAZY.stream().anyMatch(name::startsWith);
	}

	/**
	 * Returns whether Spring Cloud AWS declares a bean, and not the application.
	 */
	static boolean isAutoConfigured(BeanDefinition definition) {
		return definition.getFactoryBeanName() != null && definition.getFactoryBeanName().startsWith(PACKAGE);
	}

}
