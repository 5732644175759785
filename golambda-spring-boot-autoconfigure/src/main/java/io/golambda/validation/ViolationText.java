package io.golambda.validation;

import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes a violation by the message and the name of the constraint. A message that
 * shows the invalid value, or that code made, is left out.
 *
 * @param interpolator resolves the parameters of messages, or {@code null} if only
 * messages without parameters can be shown
 */
record ViolationText(@Nullable MessageInterpolator interpolator) {

	// a message of the application's bundle, which code may select
	private static final Pattern KEY = Pattern.compile("\\{[\\w.-]+}");

	String of(ConstraintViolation<?> violation) {
		ConstraintDescriptor<?> constraint = violation.getConstraintDescriptor();
		String name = "@" + constraint.getAnnotation().annotationType().getSimpleName();
		String message = message(violation, constraint);
		return (message != null) ? message + " (" + name + ")" : "violates " + name;
	}

	private @Nullable String message(ConstraintViolation<?> violation, ConstraintDescriptor<?> constraint) {
		String template = violation.getMessageTemplate();
		if (!template.equals(constraint.getMessageTemplate()) && !KEY.matcher(template).matches()) {
			return null;
		}
		String withoutValue = (this.interpolator != null)
				? this.interpolator.interpolate(template, new WithoutValue(constraint)) : template;
		return withoutValue.equals(violation.getMessage()) ? withoutValue : null;
	}

	/**
	 * Interpolates a message as if the invalid value were {@code null}.
	 *
	 * @param constraint the violated constraint
	 */
	private record WithoutValue(ConstraintDescriptor<?> constraint) implements MessageInterpolator.Context {

		@Override
		public ConstraintDescriptor<?> getConstraintDescriptor() {
			return this.constraint;
		}

		@Override
		public @Nullable Object getValidatedValue() {
			return null;
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			throw new ValidationException("There is no " + type.getName() + ".");
		}

	}

}
