package io.golambda.autoconfigure;

import java.util.function.Supplier;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.event.EventListenerMethodProcessor;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Replaces parts of Spring that search something on all beans by ones that leave the
 * search out where its result is known. A part that the application has replaced stays.
 */
final class SparedSearches {

	private static final String JACKSON = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";

	private static final String LIFECYCLE = "org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration";

	private final ConfigurableListableBeanFactory beans;

	private SparedSearches(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	static void in(ConfigurableListableBeanFactory beans) {
		SparedSearches searches = new SparedSearches(beans);
		searches.replace(ConfigurationPropertiesBindingPostProcessor.BEAN_NAME,
				ConfigurationPropertiesBindingPostProcessor.class, LazyPropertiesBinding.class,
				() -> new LazyPropertiesBinding(beans));
		searches.replace(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME, EventListenerMethodProcessor.class,
				LazyEventListeners.class, LazyEventListeners::new);
		searches.supply("jsonComponentModule", JACKSON, () -> new LazyJacksonComponentModule(beans));
		searches.supply(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, LIFECYCLE,
				() -> new LazyLifecycleProcessor(beans));
		if (beans instanceof DefaultListableBeanFactory factory && factory.getAutowireCandidateResolver()
			.getClass() == ContextAnnotationAutowireCandidateResolver.class) {
			factory.setAutowireCandidateResolver(new InfrastructureCandidateResolver());
		}
	}

	private <T> void replace(String name, Class<?> original, Class<T> type, Supplier<T> replacement) {
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
				&& original.getName().equals(definition.getBeanClassName())
				&& definition.getFactoryMethodName() == null) {
			definition.setBeanClass(type);
			definition.setInstanceSupplier(replacement);
		}
	}

	/**
	 * Supplies the bean that a method of an auto-configuration creates otherwise.
	 */
	private void supply(String name, String autoConfiguration, Supplier<?> replacement) {
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
				&& autoConfiguration.equals(definition.getFactoryBeanName())) {
			definition.setInstanceSupplier(replacement);
		}
	}

}
