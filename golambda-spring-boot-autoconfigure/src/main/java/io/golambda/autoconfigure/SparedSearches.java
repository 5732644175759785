package io.golambda.autoconfigure;

import java.util.function.Supplier;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.event.EventListenerMethodProcessor;

/**
 * Replaces parts of Spring that search annotations on all beans by ones that leave the
 * search out where its result is known. A part that the application has replaced stays.
 */
final class SparedSearches {

	private static final String JACKSON = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";

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
		searches.replaceJacksonComponentModule();
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

	private void replaceJacksonComponentModule() {
		String name = "jsonComponentModule";
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
				&& JACKSON.equals(definition.getFactoryBeanName())) {
			definition.setInstanceSupplier(() -> new LazyJacksonComponentModule(this.beans));
		}
	}

}
