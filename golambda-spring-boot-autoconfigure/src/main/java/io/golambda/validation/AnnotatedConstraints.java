package io.golambda.validation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import jakarta.validation.Constraint;
import org.jspecify.annotations.Nullable;

/**
 * Finds out without a validator whether a class may have constraints. Jackson has read
 * the same annotations, so that this takes microseconds.
 */
final class AnnotatedConstraints {

	private static final String STANDARD = Constraint.class.getPackageName() + ".";

	private AnnotatedConstraints() {
	}

	/**
	 * Returns whether a class cannot have constraints of its own.
	 */
	static boolean cannotBeOn(Class<?> type) {
		return type.getName().startsWith("java.") || type.isPrimitive() || type.isArray();
	}

	/**
	 * Returns whether a class or one that it extends or implements has an annotation that
	 * is a constraint, or that asks for its values to be validated.
	 */
	static boolean areOn(@Nullable Class<?> type) {
		if (type == null || cannotBeOn(type)) {
			return false;
		}
		return hasOne(type) || Stream.of(type.getDeclaredFields()).anyMatch(AnnotatedConstraints::isOnField)
				|| Stream.of(type.getDeclaredMethods()).anyMatch(AnnotatedConstraints::isOnGetter)
				|| areOn(type.getSuperclass())
				|| Arrays.stream(type.getInterfaces()).anyMatch(AnnotatedConstraints::areOn);
	}

	private static boolean isOnField(Field field) {
		return hasOne(field) || isWithin(field.getAnnotatedType());
	}

	private static boolean isOnGetter(Method method) {
		return method.getParameterCount() == 0 && (hasOne(method) || isWithin(method.getAnnotatedReturnType()));
	}

	private static boolean isWithin(AnnotatedType type) {
		if (hasOne(type)) {
			return true;
		}
		if (type instanceof AnnotatedParameterizedType generic) {
			return Arrays.stream(generic.getAnnotatedActualTypeArguments()).anyMatch(AnnotatedConstraints::isWithin);
		}
		return type instanceof AnnotatedArrayType array && isWithin(array.getAnnotatedGenericComponentType());
	}

	private static boolean hasOne(AnnotatedElement element) {
		return Arrays.stream(element.getDeclaredAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> isConstraint(type) || isContainer(type));
	}

	private static boolean isConstraint(Class<? extends Annotation> type) {
		return type.getName().startsWith(STANDARD) || type.isAnnotationPresent(Constraint.class);
	}

	// of a constraint that is given more than once
	private static boolean isContainer(Class<? extends Annotation> type) {
		try {
			Class<?> element = type.getMethod("value").getReturnType().getComponentType();
			return element != null && element.isAnnotation() && isConstraint(element.asSubclass(Annotation.class));
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

}
