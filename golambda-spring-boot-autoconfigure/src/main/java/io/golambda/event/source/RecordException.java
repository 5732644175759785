package io.golambda.event.source;

/**
 * Thrown for a record whose payload or headers cannot be read. The message is the
 * predicate of a sentence whose subject is the record. It has no stack trace, because the
 * caller always translates it.
 */
public final class RecordException extends RuntimeException {

	private static final long serialVersionUID = 1;

	RecordException(String problem) {
		super(problem, null, false, false);
	}

	/**
	 * Returns what is wrong with the record.
	 * @return a predicate such as {@code has no payload}
	 */
	public String problem() {
		return String.valueOf(getMessage());
	}

}
