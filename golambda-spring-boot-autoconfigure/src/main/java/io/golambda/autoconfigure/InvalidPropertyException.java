package io.golambda.autoconfigure;

/**
 * Thrown when the value of a property can be converted, but is invalid.
 */
final class InvalidPropertyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1;

	private final String property;

	private final String expectation;

	InvalidPropertyException(String property, Object value, String expectation) {
		super(property + " is " + ((value instanceof String text) ? "\"" + text + "\"" : value) + ": " + expectation
				+ ".");
		this.property = property;
		this.expectation = expectation;
	}

	String property() {
		return this.property;
	}

	String expectation() {
		return this.expectation;
	}

}
