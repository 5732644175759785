package io.golambda.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.event.PayloadValidator;

/**
 * Validates values by the constraints on their classes, also each element of a list, an
 * array or a map. The validator is created when a class with constraints is bound for the
 * first time, because its start takes longer than most invocations. Safe for use by
 * several threads.
 */
public final class ConstraintValidation implements PayloadValidator {

	private static final Logger log = LoggerFactory.getLogger(ConstraintValidation.class);

	private final Supplier<? extends @Nullable Validator> source;

	private final BooleanSupplier configured;

	// a race asks the source twice for the same validator
	private volatile @Nullable Validator validator;

	private final ClassValue<Boolean> constrained = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isConstrained(type);
		}

	};

	/**
	 * Creates a validation.
	 * @param validator supplies the validator, or {@code null} if there is none; messages
	 * with parameters are shown if it is a {@link ValidatorFactory}, too
	 * @param configured whether classes may have constraints that are not annotations, so
	 * that only the validator knows them
	 */
	public ConstraintValidation(Supplier<? extends @Nullable Validator> validator, BooleanSupplier configured) {
		this.source = validator;
		this.configured = configured;
	}

	/**
	 * Creates the validator now, while time does not matter.
	 */
	public void prepare() {
		validator();
	}

	@Override
	public List<Violation> validate(Object value) {
		return violations(value);
	}

	@Override
	public boolean validates(Class<?> type) {
		return this.constrained.get(type);
	}

	private List<Violation> violations(@Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		List<Violation> ofElements = ofElements(value);
		return this.constrained.get(value.getClass()) ? join(check(value), ofElements) : ofElements;
	}

	private List<Violation> ofElements(Object value) {
		if (value instanceof Collection<?> collection) {
			return ofEach(collection, true);
		}
		if (value instanceof Object[] array) {
			return ofEach(Arrays.asList(array), true);
		}
		if (value instanceof Map<?, ?> map) {
			return ofEach(map.values(), false);
		}
		return (value instanceof Optional<?> optional) ? violations(optional.orElse(null)) : List.of();
	}

	private List<Violation> ofEach(Collection<?> elements, boolean indexed) {
		List<Violation> found = List.of();
		int index = 0;
		for (Object element : elements) {
			List<Violation> violations = violations(element);
			if (!violations.isEmpty()) {
				String place = indexed ? "[" + index + "]" : PropertyPath.SOME_KEY;
				found = join(found, violations.stream()
					.map((violation) -> new Violation(PropertyPath.join(place, violation.path()), violation.problem()))
					.toList());
			}
			index++;
		}
		return found;
	}

	private static List<Violation> join(List<Violation> some, List<Violation> others) {
		if (others.isEmpty() || some.isEmpty()) {
			return others.isEmpty() ? some : others;
		}
		List<Violation> all = (some instanceof ArrayList) ? some : new ArrayList<>(some);
		all.addAll(others);
		return all;
	}

	private List<Violation> check(Object value) {
		Validator known = validator();
		if (known == null) {
			return List.of();
		}
		Set<ConstraintViolation<Object>> violations = known.validate(value);
		if (violations.isEmpty()) {
			return List.of();
		}
		ViolationText text = new ViolationText(
				(known instanceof ValidatorFactory factory) ? factory.getMessageInterpolator() : null);
		return violations.stream()
			.map((violation) -> new Violation(PropertyPath.of(violation.getPropertyPath()), text.of(violation)))
			.sorted(Comparator.comparing(Violation::path).thenComparing(Violation::problem))
			.toList();
	}

	private boolean isConstrained(Class<?> type) {
		if (AnnotatedConstraints.cannotBeOn(type)
				|| !(AnnotatedConstraints.areOn(type) || this.configured.getAsBoolean())) {
			return false;
		}
		Validator known = validator();
		if (known == null) {
			log.warn(
					"{} has constraints that are not checked, because there is no Validator: add "
							+ "spring-boot-starter-validation, or set golambda.validation.enabled to false.",
					type.getName());
			return false;
		}
		return known.getConstraintsForClass(type).isBeanConstrained();
	}

	private @Nullable Validator validator() {
		Validator known = this.validator;
		if (known == null) {
			known = this.source.get();
			this.validator = known;
		}
		return known;
	}

}
