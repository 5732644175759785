package io.golambda.secret;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a secret or parameter cannot be read or used: <pre>
 * try {
 * 	return this.secrets.get(this.arn, Db.class);
 * }
 * catch (SecretException ex) {
 * 	if (ex.isMissing()) {
 * 		return Db.local();
 * 	}
 * 	throw ex;
 * }
 * </pre>
 * <p>
 * The message names the secret, the cause and the fix. It never quotes the secret.
 */
public final class SecretException extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final String description;

	private final String action;

	private final boolean missing;

	SecretException(String description, String action) {
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
	 * Creates an exception for a secret, parameter or file that does not exist.
	 */
	static SecretException ofMissing(String description, String action, @Nullable Throwable cause) {
		return new SecretException(description, action, cause, true);
	}

	/**
	 * Creates an exception for several failures.
	 */
	static SecretException ofAll(List<SecretException> failures) {
		return new SecretException(String.join("\n", failures.stream().map(SecretException::description).toList()),
				String.join("\n", failures.stream().map(SecretException::action).distinct().toList()),
				failures.get(0).getCause());
	}

	/**
	 * Returns whether the secret, parameter or file does not exist.
	 * @return {@code false} if it may exist, but cannot be read or used
	 */
	public boolean isMissing() {
		return this.missing;
	}

	/**
	 * Returns which secret failed and why.
	 * @return one or more sentences, the first half of the message
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns how to fix it.
	 * @return one or more sentences, the second half of the message
	 */
	public String action() {
		return this.action;
	}

}
