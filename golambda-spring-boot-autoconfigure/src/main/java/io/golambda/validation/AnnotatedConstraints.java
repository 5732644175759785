package io.golambda.validation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

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
		String name = type.getName();
		return name.startsWith("java.") || name.startsWith("tools.jackson.") || type.isPrimitive() || type.isArray();
	}

	/**
	 * Returns whether a class or one that it extends or implements has an annotation that
	 * is a constraint, or that asks for its values to be validated.
	 */
	static boolean areOn(@Nullable Class<?> type) {
		if (type == null || cannotBeOn(type)) {
			return false;
		}
		return hasOne(type) || areOnMembers(type) || areOn(type.getSuperclass()) || areOnInterfaces(type);
	}

	private static boolean areOnMembers(Class<?> type) {
		for (Field field : type.getDeclaredFields()) {
			if (hasOne(field) || isWithin(field.getAnnotatedType())) {
				return true;
			}
		}
		for (Method method : type.getDeclaredMethods()) {
			// getters only
			if (method.getParameterCount() == 0 && (hasOne(method) || isWithin(method.getAnnotatedReturnType()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean areOnInterfaces(Class<?> type) {
		for (Class<?> implemented : type.getInterfaces()) {
			if (areOn(implemented)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isWithin(AnnotatedType type) {
		if (hasOne(type)) {
			return true;
		}
		if (type instanceof AnnotatedParameterizedType generic) {
			for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
				if (isWithin(argument)) {
					return true;
				}
			}
		}
		return type instanceof AnnotatedArrayType array && isWithin(array.getAnnotatedGenericComponentType());
	}

	private static boolean hasOne(AnnotatedElement element) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			if (isConstraint(annotation.annotationType()) || isContainer(annotation.annotationType())) {
				return true;
			}
		}
		return false;
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
