package io.golambda.logging;

/**
 * The maximum sizes of the parts of a line.
 *
 * @param text the characters of the message
 * @param values the number of values
 * @param string the characters of a string
 * @param object the characters of an object or array
 * @param frames the stack frames of an exception
 * @param causes the causes of an exception, and its suppressed exceptions
 */
record Limits(int text, int values, int string, int object, int frames, int causes) {

	/**
	 * The maximum bytes of a line, slightly less than CloudWatch Logs accepts.
	 */
	static final int LINE = 256 * 1024 - 256;

	/**
	 * For a first attempt, which usually fits.
	 */
	static final Limits WIDE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 64 * 1024, 100, 10);

	/**
	 * For a line that does not fit otherwise.
	 */
	static final Limits NARROW = new Limits(16 * 1024, 64, 2 * 1024, 2 * 1024, 30, 4);

	/**
	 * For a line that always fits, even if each character takes six bytes.
	 */
	static final Limits LEAST = new Limits(1024, 20, 256, 256, 5, 2);

}
