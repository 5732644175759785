package io.golambda.local.trace;

/**
 * A request body that cannot be read as spans. The message says what is wrong, without
 * the content.
 */
public final class SpanException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean tooLarge;

	SpanException(String message) {
		super(message);
		this.tooLarge = false;
	}

	private SpanException(String message, boolean tooLarge) {
		super(message);
		this.tooLarge = tooLarge;
	}

	static SpanException tooLarge(String message) {
		return new SpanException(message, true);
	}

	/**
	 * Returns whether the body exceeds a limit, rather than being invalid.
	 * @return whether HTTP's status is 413 rather than 400
	 */
	public boolean isTooLarge() {
		return this.tooLarge;
	}

}
