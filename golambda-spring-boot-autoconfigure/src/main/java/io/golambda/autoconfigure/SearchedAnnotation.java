package io.golambda.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * An annotation that Spring searches on each bean at the start, with all supertypes and
 * meta-annotations. The search generates a proxy class for each annotation that it meets,
 * which no class cache holds.
 */
enum SearchedAnnotation {

	/**
	 * {@code @ConfigurationProperties} on the class or the factory method.
	 */
	CONFIGURATION_PROPERTIES(ConfigurationProperties.class.getName()) {

		@Override
		boolean isOn(Class<?> type, @Nullable Method factory) {
			return isPresent(type) || (factory != null && isPresent(factory));
		}

		@Override
		boolean mayBeInInfrastructure(String className) {
			return className.endsWith("Properties") || className.endsWith("Settings");
		}

	},

	/**
	 * {@code @JacksonComponent} on the class or the factory method.
	 */
	JACKSON_COMPONENT("org.springframework.boot.jackson.JacksonComponent") {

		@Override
		boolean isOn(Class<?> type, @Nullable Method factory) {
			return isPresent(type) || (factory != null && isPresent(factory));
		}

	},

	/**
	 * {@code @EventListener} on a method of the class.
	 */
	EVENT_LISTENER(EventListener.class.getName()) {

		@Override
		boolean isOn(Class<?> type, @Nullable Method factory) {
			MetadataLookup<Boolean> search = (method) -> isPresent(method) ? Boolean.TRUE : null;
			return !MethodIntrospector.selectMethods(type, search).isEmpty();
		}

	};

	private final String annotation;

	SearchedAnnotation(String annotation) {
		this.annotation = annotation;
	}

	/**
	 * Returns the attribute of a bean definition that names the type which the bean had
	 * at build time, if the annotation is not on it.
	 */
	String absence() {
		return SearchedAnnotation.class.getName() + "." + name();
	}

	/**
	 * Searches the annotation.
	 * @param type the class of a bean
	 * @param factory the method that creates the bean, if any
	 */
	abstract boolean isOn(Class<?> type, @Nullable Method factory);

	/**
	 * Returns whether a class of {@link InfrastructureBeans infrastructure} may have the
	 * annotation.
	 */
	boolean mayBeInInfrastructure(String className) {
		return false;
	}

	final boolean isPresent(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(this.annotation);
	}

}
