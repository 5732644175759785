package io.golambda.event.json;

/**
 * What kind of JSON value something is.
 */
public enum JsonType {

	OBJECT("an object"), ARRAY("an array"), STRING("a string"), NUMBER("a number"), BOOLEAN("a boolean"), NULL("null"),
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
