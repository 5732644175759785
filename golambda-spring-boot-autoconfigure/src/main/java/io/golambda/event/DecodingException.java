package io.golambda.event;

/**
 * Thrown if data cannot be decoded. The message continues a sentence that begins with the
 * record. There is no stack trace, because {@link EventException} reports the problem.
 */
final class DecodingException extends Exception {

	private static final long serialVersionUID = 1;

	private final boolean beyondLimit;

	DecodingException(String what) {
		this(what, false);
	}

	DecodingException(String what, boolean beyondLimit) {
		super(what, null, false, false);
		this.beyondLimit = beyondLimit;
	}

	/**
	 * Whether the data is intact but too large.
	 */
	boolean isBeyondLimit() {
		return this.beyondLimit;
	}

	String what() {
		return String.valueOf(getMessage());
	}

}
