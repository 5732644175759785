package io.golambda.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jackson.JacksonComponentModule;

/**
 * Spring Boot's module of beans with {@code @JacksonComponent}, which does not search
 * them if all beans are known not to have it.
 */
final class LazyJacksonComponentModule extends JacksonComponentModule {

	private static final long serialVersionUID = 1L;

	private final transient ConfigurableListableBeanFactory beans;

	LazyJacksonComponentModule(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Returns the name of the original module, which also identifies it.
	 */
	@Override
	public String getModuleName() {
		return JacksonComponentModule.class.getName();
	}

	@Override
	public Object getRegistrationId() {
		return getModuleName();
	}

	@Override
	public void registerJacksonComponents() {
		if (!new UnannotatedBeans(this.beans, SearchedAnnotation.JACKSON_COMPONENT).containAll()) {
			super.registerJacksonComponents();
		}
	}

}
