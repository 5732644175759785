package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's binding of properties, except that it does not search
 * {@code @ConfigurationProperties} on beans that are known not to have it, and does not
 * bind the properties of infrastructure if none of them is set.
 */
final class LazyPropertiesBinding extends ConfigurationPropertiesBindingPostProcessor {

	private static final String PLACEHOLDERS = "propertySourcesPlaceholderConfigurer";

	private final ConfigurableListableBeanFactory beans;

	private final UnannotatedBeans unannotated;

	private volatile @Nullable Boolean adapted;

	LazyPropertiesBinding(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
		this.unannotated = new UnannotatedBeans(beans, SearchedAnnotation.CONFIGURATION_PROPERTIES);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (this.unannotated.contain(beanName, bean) || isUnset(beanName)) {
			return bean;
		}
		return super.postProcessBeforeInitialization(bean, beanName);
	}

	private boolean isUnset(String beanName) {
		if (!this.beans.containsBeanDefinition(beanName)) {
			return false;
		}
		BeanDefinition definition = this.beans.getBeanDefinition(beanName);
		String prefix = InfrastructureBeans.propertiesPrefix(beanName, definition);
		return prefix != null && !isAdapted()
				&& !BoundProperties.isAnySet(
						this.beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class),
						prefix);
	}

	/**
	 * Returns whether the application adds properties that are not in the environment, or
	 * adapts how properties are bound.
	 */
	private boolean isAdapted() {
		Boolean adapted = this.adapted;
		if (adapted == null) {
			adapted = !this.beans.containsBeanDefinition(PLACEHOLDERS)
					|| !InfrastructureBeans.contain(this.beans.getBeanDefinition(PLACEHOLDERS)) || this.beans
						.getBeanNamesForType(ConfigurationPropertiesBindHandlerAdvisor.class, true, false).length > 0;
			this.adapted = adapted;
		}
		return adapted;
	}

}
