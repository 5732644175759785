package io.golambda.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Starts and stops beans like Spring, except that it does not create beans of
 * infrastructure to do so, such as the thread pool of Spring Boot.
 */
final class LazyLifecycleProcessor extends DefaultLifecycleProcessor {

	private final ConfigurableListableBeanFactory beans;

	LazyLifecycleProcessor(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
		setTimeoutPerShutdownPhase(beans.getBean(LifecycleProperties.class).getTimeoutPerShutdownPhase().toMillis());
	}

	@Override
	protected Map<String, Lifecycle> getLifecycleBeans() {
		Map<String, Lifecycle> created = new LinkedHashMap<>();
		for (String name : this.beans.getBeanNamesForType(Lifecycle.class, false, false)) {
			if (this.beans.containsSingleton(name) && !this.beans.isFactoryBean(name)) {
				if (this.beans.getBean(name) instanceof Lifecycle bean && bean != this) {
					created.put(name, bean);
				}
			}
			else if (!isInfrastructure(name)) {
				return super.getLifecycleBeans();
			}
		}
		return created;
	}

	private boolean isInfrastructure(String name) {
		return this.beans.containsBeanDefinition(name)
				&& InfrastructureBeans.contain(this.beans.getBeanDefinition(name));
	}

}
