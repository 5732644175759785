package io.golambda.event;

/**
 * Why a payload cannot be decoded, in words that go on after the record is named. Nobody
 * but {@link EventException} tells it, so it needs no stack.
 */
final class DecodingException extends Exception {

	private static final long serialVersionUID = 1;

	DecodingException(String what) {
		super(what, null, false, false);
	}

	String what() {
		return String.valueOf(getMessage());
	}

}
