package io.golambda.event.schema;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a payload that cannot be read with a schema. The message continues "does not
 * fit the type: " and never shows the payload. It has no stack trace, because the caller
 * always translates it.
 */
public final class SchemaException extends RuntimeException {

	private static final long serialVersionUID = 1;

	/**
	 * Creates the exception.
	 * @param reason one or more sentences, the first starting in lower case
	 */
	public SchemaException(String reason) {
		this(reason, null);
	}

	SchemaException(String reason, @Nullable Throwable cause) {
		super(reason, cause, false, false);
	}

	/**
	 * Returns why the payload cannot be read.
	 * @return one or more sentences, the first starting in lower case
	 */
	public String reason() {
		return String.valueOf(getMessage());
	}

}
