package io.golambda.autoconfigure;

import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Recognizes beans that are known not to have a {@link SearchedAnnotation}. Beans of
 * infrastructure are known; about all others {@link UnannotatedBeanAotProcessor} finds
 * out at build time. A bean whose class was not known at build time is not recognized.
 */
final class UnannotatedBeans {

	// of libraries that do not have the annotations
	static final List<String> PACKAGES = List.of("java.", "tools.jackson.", "org.springframework.aop.",
			"org.springframework.beans.", "org.springframework.context.", "org.springframework.core.",
			"org.springframework.scheduling.", "org.springframework.boot.ApplicationEnvironment",
			"org.springframework.boot.DefaultApplicationArguments", "org.springframework.boot.autoconfigure.condition.",
			"org.springframework.boot.availability.", "org.springframework.boot.context.",
			"org.springframework.boot.jackson.", "org.springframework.boot.logging.", "org.springframework.boot.ssl.",
			"org.springframework.boot.task.", "io.golambda.");

	// a factory bean among them
	private static final String BINDING = "org.springframework.boot.context.properties.";

	private static final String CONFIGURATION_SUBCLASS = "$$SpringCGLIB$$";

	private final ConfigurableListableBeanFactory beans;

	private final SearchedAnnotation annotation;

	UnannotatedBeans(ConfigurableListableBeanFactory beans, SearchedAnnotation annotation) {
		this.beans = beans;
		this.annotation = annotation;
	}

	/**
	 * Returns whether a bean is known not to have the annotation.
	 */
	boolean contain(String name, Object bean) {
		if (!this.beans.containsBeanDefinition(name)) {
			return false;
		}
		BeanDefinition definition = this.beans.getBeanDefinition(name);
		return isKnown(definition) && isKnown(bean, typeAtBuildTime(definition));
	}

	/**
	 * Returns whether all beans are known not to have the annotation.
	 */
	boolean containAll() {
		if (this.beans.getParentBeanFactory() != null) {
			return false;
		}
		Iterator<String> names = this.beans.getBeanNamesIterator();
		while (names.hasNext()) {
			if (!containsAsFarAsCreated(names.next())) {
				return false;
			}
		}
		return true;
	}

	private boolean containsAsFarAsCreated(String name) {
		Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
		if (!this.beans.containsBeanDefinition(name)) {
			return bean == null || isKnown(bean, null);
		}
		return (bean != null) ? contain(name, bean) : isKnown(this.beans.getBeanDefinition(name));
	}

	private @Nullable String typeAtBuildTime(BeanDefinition definition) {
		return (String) definition.getAttribute(this.annotation.absence());
	}

	private boolean isKnown(BeanDefinition definition) {
		return typeAtBuildTime(definition) != null || InfrastructureBeans.contain(definition)
				|| isBinding(definition.getBeanClassName());
	}

	/**
	 * Returns whether the class of a bean is known.
	 * @param type the type that the bean had at build time, if it is known
	 */
	private boolean isKnown(Object bean, @Nullable String type) {
		if (bean instanceof SpringProxy) {
			return false;
		}
		Class<?> actual = bean.getClass();
		if (actual.isHidden()) {
			// a lambda expression
			for (Class<?> implemented : actual.getInterfaces()) {
				if (!isKnown(implemented, type)) {
					return false;
				}
			}
			return actual.getSuperclass() == Object.class;
		}
		return isKnown(actual, type);
	}

	private boolean isKnown(Class<?> actual, @Nullable String type) {
		String name = actual.getName();
		if (type != null && (name.equals(type) || name.startsWith(type + CONFIGURATION_SUBCLASS))) {
			return true;
		}
		return (InfrastructureBeans.isInfrastructure(name) || InfrastructureBeans.isIn(PACKAGES, name))
				&& !this.annotation.mayBeInInfrastructure(name);
	}

	private static boolean isBinding(@Nullable String className) {
		return className != null && className.startsWith(BINDING);
	}

}
