package io.golambda.local.event;

/**
 * Thrown for input from which no event can be made, or a file that cannot be used. The
 * message names the field and the fix, and is meant for the user.
 */
public final class EventInputException extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final Reason reason;

	EventInputException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	static EventInputException invalid(String message) {
		return new EventInputException(Reason.INVALID, message);
	}

	/**
	 * Returns why the input was rejected.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The reasons to reject input.
	 */
	public enum Reason {

		/**
		 * The input itself is invalid.
		 */
		INVALID,

		/**
		 * There is no file of this name.
		 */
		NOT_FOUND,

		/**
		 * There is a file of this name, and it is not to be overwritten.
		 */
		EXISTS,

		/**
		 * The file system does not permit it.
		 */
		UNAVAILABLE

	}

}
