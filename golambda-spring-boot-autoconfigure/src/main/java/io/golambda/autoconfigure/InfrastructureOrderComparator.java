package io.golambda.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * Orders beans like Spring, except that it does not search {@code @Order} on the beans
 * that customize Jackson's mapper by default. None of them has it.
 */
final class InfrastructureOrderComparator extends AnnotationAwareOrderComparator {

	static final List<String> PACKAGES = List.of("org.springframework.boot.jackson.",
			EventJacksonAutoConfiguration.class.getName());

	@Override
	protected @Nullable Integer findOrder(Object source) {
		if (source instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		return InfrastructureBeans.isIn(PACKAGES, declaring(source).getName()) ? null : super.findOrder(source);
	}

	private static Class<?> declaring(Object source) {
		if (source instanceof Method method) {
			return method.getDeclaringClass();
		}
		return (source instanceof Class<?> type) ? type : source.getClass();
	}

}
