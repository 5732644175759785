package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.event.EventListenerMethodProcessor;

/**
 * Searches methods with {@code @EventListener} like Spring, unless all beans are known
 * not to have one.
 */
final class LazyEventListeners
		implements BeanFactoryPostProcessor, SmartInitializingSingleton, ApplicationContextAware {

	private @Nullable ConfigurableListableBeanFactory beans;

	private @Nullable ApplicationContext context;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beans == null || this.context == null
				|| new UnannotatedBeans(this.beans, SearchedAnnotation.EVENT_LISTENER).containAll()) {
			return;
		}
		EventListenerMethodProcessor processor = new EventListenerMethodProcessor();
		processor.setApplicationContext(this.context);
		processor.postProcessBeanFactory(this.beans);
		processor.afterSingletonsInstantiated();
	}

}
