package io.golambda.event;

/**
 * Why a payload cannot be decoded, in words that go on after the record is named. Nobody
 * but {@link EventException} tells it, so it needs no stack.
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
	 * Whether it is only too large.
	 */
	boolean isBeyondLimit() {
		return this.beyondLimit;
	}

	String what() {
		return String.valueOf(getMessage());
	}

}
