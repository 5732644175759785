package io.golambda.logging;

/**
 * How much of an event goes into its line.
 *
 * @param text the most characters of the message
 * @param values the most values
 * @param string the most characters of a value
 * @param object the most bytes of a value that is an object or an array
 * @param frames the most stack frames of an exception
 * @param causes the most causes of an exception, and the most exceptions that it
 * suppressed
 */
record Limits(int text, int values, int string, int object, int frames, int causes) {

	/**
	 * The longest line that CloudWatch Logs keeps in one piece, less some room.
	 */
	static final int LINE = 256 * 1024 - 256;

	/**
	 * For lines that turn out short enough.
	 */
	static final Limits WIDE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 64 * 1024, 100, 10);

	/**
	 * For those that do not.
	 */
	static final Limits NARROW = new Limits(16 * 1024, 64, 2 * 1024, 2 * 1024, 30, 4);

	/**
	 * What fits in any case, even if each character takes six bytes.
	 */
	static final Limits LEAST = new Limits(1024, 20, 256, 256, 5, 2);

}
