package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.core.MethodParameter;

/**
 * Resolves dependencies like Spring, except that it does not search {@code @Value} on
 * methods of {@link InfrastructureBeans infrastructure}. None of them has it, and reading
 * their annotations generates a proxy class for each.
 */
final class InfrastructureCandidateResolver extends ContextAnnotationAutowireCandidateResolver {

	@Override
	public @Nullable Object getSuggestedValue(DependencyDescriptor descriptor) {
		MethodParameter parameter = descriptor.getMethodParameter();
		if (parameter != null && InfrastructureBeans.isInfrastructure(parameter.getDeclaringClass().getName())) {
			return findValue(descriptor.getAnnotations());
		}
		return super.getSuggestedValue(descriptor);
	}

}
