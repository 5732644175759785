package io.golambda.event.json;

/**
 * Thrown by {@link JsonScanner} for input that is not one JSON value in UTF-8. The
 * message names the problem and its position, never the input.
 */
public final class JsonException extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final Problem problem;

	private final String position;

	private JsonException(Problem problem, String message, String position) {
		super(message + " at " + position + ".");
		this.problem = problem;
		this.position = position;
	}

	static JsonException malformed(ByteSlice json, int at) {
		return new JsonException(Problem.MALFORMED, "This is not JSON: it breaks off or goes wrong", json.position(at));
	}

	static JsonException severalValues(ByteSlice json, int second) {
		return new JsonException(Problem.SEVERAL_VALUES, "This is not one JSON value: the second begins",
				json.position(second));
	}

	static JsonException utf16(ByteSlice json, int at) {
		return new JsonException(Problem.UTF_16, "This is not UTF-8 but UTF-16", json.position(at));
	}

	static JsonException nestedTooDeep(ByteSlice json, int at) {
		return new JsonException(Problem.NESTED_TOO_DEEP,
				"This JSON is nested deeper than " + JsonScanner.MAX_DEPTH + " levels", json.position(at));
	}

	/**
	 * Returns what is wrong with the input.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * Returns where in the input the problem was found.
	 * @return a text such as {@code line 1, column 2}
	 */
	public String position() {
		return this.position;
	}

	/**
	 * The kinds of invalid input.
	 */
	public enum Problem {

		/**
		 * The input violates the grammar of JSON or ends too early.
		 */
		MALFORMED,

		/**
		 * A JSON value is followed by another one.
		 */
		SEVERAL_VALUES,

		/**
		 * The input is encoded in UTF-16.
		 */
		UTF_16,

		/**
		 * Objects and arrays are nested too deep.
		 */
		NESTED_TOO_DEEP

	}

}
