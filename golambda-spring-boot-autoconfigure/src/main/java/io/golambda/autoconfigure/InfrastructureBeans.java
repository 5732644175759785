package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;

/**
 * Recognizes beans of golambda, Spring Boot and Spring Cloud Function that have no effect
 * by being created. None of their classes and factory methods has an annotation that
 * Spring searches on every bean, except for the classes of properties.
 */
final class InfrastructureBeans {

	static final List<String> PACKAGES = List.of(InfrastructureBeans.class.getPackageName() + ".",
			"org.springframework.cloud.function.", "org.springframework.boot.autoconfigure.AutoConfigurationPackages",
			"org.springframework.boot.jackson.autoconfigure.", "org.springframework.boot.autoconfigure.aop.",
			"org.springframework.boot.autoconfigure.availability.", "org.springframework.boot.autoconfigure.context.",
			"org.springframework.boot.autoconfigure.info.", "org.springframework.boot.autoconfigure.ssl.",
			"org.springframework.boot.autoconfigure.task.", "org.springframework.boot.logging.LoggingSystem",
			"org.springframework.boot.validation.", "org.springframework.aop.framework.ProxyConfig");

	private InfrastructureBeans() {
	}

	/**
	 * Returns whether a class of infrastructure declares a bean or is its class.
	 */
	static boolean contain(BeanDefinition definition) {
		String factory = definition.getFactoryBeanName();
		return isInfrastructure((factory != null) ? factory : definition.getBeanClassName());
	}

	static boolean isInfrastructure(@Nullable String className) {
		return className != null && isIn(PACKAGES, className);
	}

	/**
	 * Returns whether the name of a class begins with one of several prefixes.
	 */
	static boolean isIn(List<String> prefixes, String className) {
		// a loop, because a start does this hundreds of times in interpreted code
		for (String prefix : prefixes) {
			if (className.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the prefix of properties that Spring Boot binds to a bean of
	 * infrastructure, or {@code null} if the bean does not hold properties.
	 * @param name the name of the bean, which for properties is prefix and class name
	 */
	static @Nullable String propertiesPrefix(String name, BeanDefinition definition) {
		String type = definition.getBeanClassName();
		return (definition.getFactoryBeanName() == null && type != null && name.endsWith("-" + type))
				? name.substring(0, name.length() - type.length() - 1) : null;
	}

}
