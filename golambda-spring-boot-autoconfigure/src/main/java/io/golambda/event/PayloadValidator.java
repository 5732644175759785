package io.golambda.event;

import java.util.List;

/**
 * Validates the values to which events and records are bound: <pre>
 * &#64;Bean
 * PayloadValidator payloadValidator() {
 * 	return value -&gt; (value instanceof Order order &amp;&amp; order.amount() &lt;= 0)
 * 			? List.of(new PayloadValidator.Violation("amount", "must be greater than 0")) : List.of();
 * }
 * </pre>
 * <p>
 * With {@code spring-boot-starter-validation} on the class path, golambda's
 * auto-configuration declares one that checks the constraints of Jakarta Validation.
 * Called for each bound value, and by several threads at once.
 */
@FunctionalInterface
public interface PayloadValidator {

	/**
	 * Accepts every value.
	 */
	PayloadValidator NONE = new PayloadValidator() {

		@Override
		public List<Violation> validate(Object value) {
			return List.of();
		}

		@Override
		public boolean validates(Class<?> type) {
			return false;
		}

	};

	/**
	 * Validates a value.
	 * @param value the value that an event or a payload was bound to, neither text nor
	 * bytes
	 * @return the violations; none if the value is valid
	 */
	List<Violation> validate(Object value);

	/**
	 * Returns whether values of a type may be invalid. If not, Spring Cloud Function
	 * converts input to it by its own means where its catalogue calls a function.
	 * @param type the type
	 * @return {@code true} unless all values are valid
	 */
	default boolean validates(Class<?> type) {
		return true;
	}

	/**
	 * A constraint that a value violates. Must not contain the invalid value, because an
	 * {@link EventException} shows it.
	 *
	 * @param path the property, such as {@code customer.address.zip}, or empty for the
	 * value itself
	 * @param problem the problem, such as {@code must not be blank (@NotBlank)}
	 */
	record Violation(String path, String problem) {

	}

}
