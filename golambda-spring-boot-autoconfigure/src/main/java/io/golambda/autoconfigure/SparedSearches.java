package io.golambda.autoconfigure;

import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.event.EventListenerMethodProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

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
		searches.definition(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME, InfrastructureAdvisorAutoProxyCreator.class)
			.ifPresent((definition) -> LazyAutoProxyCreator.replaceIn(beans, definition));
		if (beans instanceof DefaultListableBeanFactory factory) {
			useKnownAnnotations(factory);
		}
	}

	private static void useKnownAnnotations(DefaultListableBeanFactory factory) {
		if (factory.getAutowireCandidateResolver().getClass() == ContextAnnotationAutowireCandidateResolver.class) {
			factory.setAutowireCandidateResolver(new InfrastructureCandidateResolver());
		}
		if (factory.getDependencyComparator() == AnnotationAwareOrderComparator.INSTANCE) {
			factory.setDependencyComparator(new InfrastructureOrderComparator());
		}
	}

	private void replace(String name, Class<?> original, Class<?> type, Supplier<?> replacement) {
		definition(name, original).ifPresent((definition) -> {
			definition.setBeanClass(type);
			definition.setInstanceSupplier(replacement);
		});
	}

	private Optional<AbstractBeanDefinition> definition(String name, Class<?> type) {
		return definition(name).filter((definition) -> type.getName().equals(definition.getBeanClassName())
				&& definition.getFactoryMethodName() == null && definition.getFactoryBeanName() == null);
	}

	/**
	 * Supplies the bean that a method of an auto-configuration creates otherwise.
	 */
	private void supply(String name, String autoConfiguration, Supplier<?> replacement) {
		definition(name).filter((definition) -> autoConfiguration.equals(definition.getFactoryBeanName()))
			.ifPresent((definition) -> definition.setInstanceSupplier(replacement));
	}

	private Optional<AbstractBeanDefinition> definition(String name) {
		return (this.beans.containsBeanDefinition(name)
				&& this.beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition)
						? Optional.of(definition) : Optional.empty();
	}

}
