package io.golambda.secret;

import org.jspecify.annotations.Nullable;

/**
 * A secret or parameter could not be read, or is not what it is taken for. The message
 * says which, why, and what to do; never what it holds.
 */
public final class SecretException extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final String description;

	private final String action;

	private final boolean missing;

	/**
	 * Creates an exception.
	 * @param description what is wrong with which secret
	 * @param action what to do about it
	 */
	public SecretException(String description, String action) {
		this(description, action, null);
	}

	SecretException(String description, String action, @Nullable Throwable cause) {
		this(description, action, cause, false);
	}

	private SecretException(String description, String action, @Nullable Throwable cause, boolean missing) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
		this.missing = missing;
	}

	/**
	 * An exception for a secret, parameter or file that does not exist.
	 */
	static SecretException ofMissing(String description, String action, @Nullable Throwable cause) {
		return new SecretException(description, action, cause, true);
	}

	/**
	 * Whether the secret, parameter or file does not exist.
	 * @return {@code false} if it may exist, and cannot be read or used
	 */
	public boolean isMissing() {
		return this.missing;
	}

	/**
	 * What is wrong.
	 * @return sentences for people
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What to do about it.
	 * @return sentences for people
	 */
	public String action() {
		return this.action;
	}

}
