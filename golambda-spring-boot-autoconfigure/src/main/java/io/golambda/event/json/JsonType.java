package io.golambda.event.json;

/**
 * The types of JSON values. {@link #toString()} is the type in a sentence, such as
 * {@code an object}.
 */
public enum JsonType {

	/**
	 * An object.
	 */
	OBJECT("an object"),

	/**
	 * An array.
	 */
	ARRAY("an array"),

	/**
	 * A string.
	 */
	STRING("a string"),

	/**
	 * A number.
	 */
	NUMBER("a number"),

	/**
	 * {@code true} or {@code false}.
	 */
	BOOLEAN("a boolean"),

	/**
	 * {@code null}.
	 */
	NULL("null"),

	/**
	 * Not a JSON value.
	 */
	NONE("nothing");

	private final String text;

	JsonType(String text) {
		this.text = text;
	}

	static JsonType startingWith(byte first) {
		return switch (first) {
			case '{' -> OBJECT;
			case '[' -> ARRAY;
			case '"' -> STRING;
			case 't', 'f' -> BOOLEAN;
			case 'n' -> NULL;
			case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NUMBER;
			default -> NONE;
		};
	}

	@Override
	public String toString() {
		return this.text;
	}

}
