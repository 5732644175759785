package io.golambda.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.LuhnCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.PayloadValidator.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Violations name property and constraint, and never show the invalid value.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConstraintValidationTests {

	private static final String SECRET = "4111-secret";

	private static final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();

	private final ConstraintValidation validation = new ConstraintValidation(() -> validator, () -> false);

	@BeforeAll
	static void start() {
		validator.afterPropertiesSet();
	}

	@AfterAll
	static void close() {
		validator.close();
	}

	static Stream<Arguments> invalid() {
		Order order = new Order("1", 0, null, List.of(), Map.of());
		return Stream.of(arguments(order, "amount: must be greater than 0 (@Positive)"),
				arguments(new Order(" ", 1, null, List.of(), Map.of()), "id: must not be blank (@NotBlank)"),
				arguments(new Order("1", 1, new Customer(SECRET), List.of(), Map.of()),
						"customer.email: must be a well-formed email address (@Email)"),
				arguments(new Order("1", 1, null, List.of(new Item("a", 1), new Item("b", -1)), Map.of()),
						"items[1].count: must be greater than 0 (@Positive)"),
				arguments(new Order("1", 1, null, List.of(), Map.of(SECRET, new Item("a", 0))),
						"stock[*].count: must be greater than 0 (@Positive)"),
				arguments(List.of(new Item("a", 1), order), "[1].amount: must be greater than 0 (@Positive)"),
				arguments(new Object[] { order }, "[0].amount: must be greater than 0 (@Positive)"),
				arguments(List.of(List.of(), List.of(order)), "[1][0].amount: must be greater than 0 (@Positive)"),
				arguments(Map.of(SECRET, order), "[*].amount: must be greater than 0 (@Positive)"),
				arguments(Optional.of(order), "amount: must be greater than 0 (@Positive)"),
				arguments(new Tags(List.of("a", " "), Set.of(), Map.of()), "tags[1]: must not be blank (@NotBlank)"),
				arguments(new Tags(List.of(), Set.of(""), Map.of()), "words[*]: must not be blank (@NotBlank)"),
				arguments(new Tags(List.of(), Set.of(), Map.of(SECRET, 1)),
						"numbers[*].<map key>: size must be between 0 and 3 (@Size)"),
				arguments(new Tags(List.of(), Set.of(), Map.of("a", -1)),
						"numbers[*]: must be greater than 0 (@Positive)"),
				arguments(new Period(2, 1), "must end after its start (@InOrder)"),
				arguments(new Periods(List.of(new Period(2, 1))), "periods[0]: must end after its start (@InOrder)"),
				arguments(new Getters(), "name: must not be null (@NotNull)"),
				arguments(new Inherited(), "name: must not be null (@NotNull)"),
				arguments(new Implemented(), "name: must not be null (@NotNull)"),
				arguments(new Repeated("1234"), "code: must match \"[a-z]+\" (@Pattern)"));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void namesPropertyAndConstraint(Object value, String violation) {
		assertThat(violations(value)).containsExactly(violation);
	}

	static Stream<Arguments> revealing() {
		return Stream.of(arguments(new Card(SECRET), "number: violates @LuhnCheck"),
				arguments(new Revealing(SECRET), "value: violates @Pattern"),
				arguments(new Formatting(new BigDecimal("123456.78")), "value: violates @DecimalMax"),
				arguments(new Coded(SECRET), "value: violates @NotSecret"),
				arguments(new Keyed(SECRET), "value: must not be null (@NotSecretByKey)"));
	}

	@ParameterizedTest
	@MethodSource("revealing")
	void messageThatMayShowTheValueIsLeftOut(Object value, String violation) {
		assertThat(violations(value)).containsExactly(violation);
	}

	@Test
	void messageWithParametersIsLeftOutIfTheValidatorCannotInterpolateIt() {
		ConstraintValidation plain = new ConstraintValidation(() -> validator.getValidator(), () -> false);
		assertThat(texts(plain.validate(new Item("a", 0)))).containsExactly("count: violates @Positive");
		assertThat(texts(plain.validate(new Period(2, 1)))).containsExactly("must end after its start (@InOrder)");
	}

	@Test
	void violationsAreInTheOrderOfTheirPaths() {
		assertThat(violations(new Order("", -1, null, List.of(new Item("", 0)), Map.of()))).containsExactly(
				"amount: must be greater than 0 (@Positive)", "id: must not be blank (@NotBlank)",
				"items[0].count: must be greater than 0 (@Positive)", "items[0].name: must not be blank (@NotBlank)");
	}

	@Test
	void validValuesHaveNoViolations() {
		assertThat(violations(new Order("1", 1, new Customer("a@b.org"), List.of(new Item("a", 1)), Map.of())))
			.isEmpty();
		List<@Nullable Object> withNull = new ArrayList<>();
		withNull.add(null);
		assertThat(violations(withNull)).isEmpty();
		assertThat(violations(Optional.empty())).isEmpty();
	}

	@Test
	void validatorIsNotCreatedForClassesWithoutConstraints() {
		List<String> created = new ArrayList<>();
		ConstraintValidation lazy = new ConstraintValidation(() -> {
			created.add("validator");
			return validator;
		}, () -> false);
		Map<String, Object> tree = new LinkedHashMap<>(Map.of("a", List.of(1, "b", Map.of())));
		for (Object value : new Object[] { new Plain("a", List.of()), tree, "text", 1, new int[] { 1 }, Kind.ONE,
				JsonMapper.shared().createObjectNode() }) {
			assertThat(lazy.validate(value)).isEmpty();
			assertThat(lazy.validates(value.getClass())).isFalse();
		}
		assertThat(created).isEmpty();
		assertThat(lazy.validates(Order.class)).isTrue();
		assertThat(lazy.validate(new Item("a", 0))).hasSize(1);
		assertThat(created).hasSize(1);
	}

	@Test
	void validatorCanBeCreatedBeforeItIsNeeded() {
		List<String> created = new ArrayList<>();
		ConstraintValidation prepared = new ConstraintValidation(() -> {
			created.add("validator");
			return validator;
		}, () -> false);
		prepared.prepare();
		assertThat(created).hasSize(1);
		assertThat(prepared.validate(new Item("a", 0))).hasSize(1);
		assertThat(created).hasSize(1);
	}

	@Test
	void validatorDecidesIfConstraintsAreConfiguredOtherwise() {
		List<String> asked = new ArrayList<>();
		ConstraintValidation configured = new ConstraintValidation(() -> {
			asked.add("validator");
			return validator;
		}, () -> true);
		assertThat(configured.validate(new Plain("a", List.of()))).isEmpty();
		assertThat(asked).hasSize(1);
	}

	@Test
	void warnsOnceOfConstraintsThatNothingChecks(CapturedOutput output) {
		ConstraintValidation without = new ConstraintValidation(() -> null, () -> false);
		assertThat(without.validate(new Item("", 0))).isEmpty();
		assertThat(without.validate(new Item("", 0))).isEmpty();
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains(Item.class.getName() + " has constraints that are not checked");
	}

	@Test
	void failureOfAConstraintIsThrown() {
		assertThatExceptionOfType(ValidationException.class)
			.isThrownBy(() -> this.validation.validate(new Coded("fail")))
			.withRootCauseInstanceOf(IllegalStateException.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { Order.class, Tags.class, Period.class, Periods.class, Getters.class, Inherited.class,
			Implemented.class, Repeated.class, Arrays.class })
	void annotationsAreFoundWithoutAValidator(Class<?> type) {
		assertThat(AnnotatedConstraints.areOn(type)).isTrue();
		assertThat(validator.getConstraintsForClass(type).isBeanConstrained()).isTrue();
	}

	private List<String> violations(Object value) {
		List<String> texts = texts(this.validation.validate(value));
		assertThat(texts).allSatisfy((text) -> assertThat(text).doesNotContain(SECRET));
		return texts;
	}

	private static List<String> texts(List<Violation> violations) {
		return violations.stream()
			.map((violation) -> violation.path().isEmpty() ? violation.problem()
					: violation.path() + ": " + violation.problem())
			.toList();
	}

	record Order(@NotBlank String id, @Positive int amount, @Valid @Nullable Customer customer, List<@Valid Item> items,
			Map<String, @Valid Item> stock) {

	}

	record Customer(@Email String email) {

	}

	record Item(@NotBlank String name, @Positive int count) {

	}

	record Tags(List<@NotBlank String> tags, Set<@NotBlank String> words,
			Map<@Size(max = 3) String, @Positive Integer> numbers) {

	}

	@InOrder
	record Period(int start, int end) {

	}

	record Periods(@Valid List<Period> periods) {

	}

	record Plain(String name, List<String> names) {

	}

	record Arrays(@NotBlank String[] names) {

	}

	enum Kind {

		ONE

	}

	static class Getters {

		@NotNull
		public @Nullable String getName() {
			return null;
		}

	}

	static final class Inherited extends Getters {

	}

	interface Named {

		@NotNull
		@Nullable String getName();

	}

	static final class Implemented implements Named {

		@Override
		public @Nullable String getName() {
			return null;
		}

	}

	record Repeated(@Pattern(regexp = "[a-z]+") @Pattern(regexp = ".{4}") String code) {

	}

	record Card(@LuhnCheck String number) {

	}

	record Revealing(@Pattern(regexp = "[0-9]+", message = "is not a number: ${validatedValue}") String value) {

	}

	record Formatting(
			@DecimalMax(value = "1", message = "is ${formatter.format('%1$.1f', validatedValue)}") BigDecimal value) {

	}

	record Coded(@NotSecret String value) {

	}

	record Keyed(@NotSecretByKey String value) {

	}

	@Documented
	@Constraint(validatedBy = InOrderValidator.class)
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface InOrder {

		String message() default "must end after its start";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static final class InOrderValidator implements ConstraintValidator<InOrder, Period> {

		@Override
		public boolean isValid(Period period, ConstraintValidatorContext context) {
			return period.start() < period.end();
		}

	}

	@Documented
	@Constraint(validatedBy = NotSecretValidator.class)
	@Target(ElementType.FIELD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface NotSecret {

		String message() default "must not be secret";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static final class NotSecretValidator implements ConstraintValidator<NotSecret, String> {

		@Override
		public boolean isValid(String value, ConstraintValidatorContext context) {
			if (value.equals("fail")) {
				throw new IllegalStateException("no connection");
			}
			context.disableDefaultConstraintViolation();
			context.buildConstraintViolationWithTemplate("must not be " + value).addConstraintViolation();
			return false;
		}

	}

	@Documented
	@Constraint(validatedBy = NotSecretByKeyValidator.class)
	@Target(ElementType.FIELD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface NotSecretByKey {

		String message() default "must not be secret";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	public static final class NotSecretByKeyValidator implements ConstraintValidator<NotSecretByKey, String> {

		@Override
		public boolean isValid(String value, ConstraintValidatorContext context) {
			context.disableDefaultConstraintViolation();
			context.buildConstraintViolationWithTemplate("{jakarta.validation.constraints.NotNull.message}")
				.addConstraintViolation();
			return false;
		}

	}

}
