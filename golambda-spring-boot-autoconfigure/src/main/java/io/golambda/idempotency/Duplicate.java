package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import io.golambda.error.GolambdaException;
import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * Work whose key another attempt has taken.
 *
 * @param record the record of the other attempt
 * @param key the key
 */
record Duplicate(IdempotencyRecord record, WorkKey key) {

	/**
	 * The name of the value with the key in log lines and error reports.
	 */
	static final String KEY = "idempotency.key";

	private static final String NAMESPACE = "idempotency.namespace";

	private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

	/**
	 * Returns the result of the other attempt.
	 * @param contents the hash of the contents of this duplicate, or {@code null}
	 * @param stored reads the result, or {@code null} for work without one
	 * @return the result, which is {@code null} for work without one
	 */
	<R extends @Nullable Object> R result(@Nullable String contents, @Nullable StoredResult<R> stored) {
		if (this.record.status() == Status.INPROGRESS) {
			throw describe(
					new WorkInProgressException(
							"Work with " + this.key + " is in progress, until " + this.record.expiry()
									+ " at the latest, so this duplicate failed in order to be retried.",
							this.record.expiry()),
					this.key);
		}
		String known = this.record.payloadHash();
		if (known != null && contents != null && !known.equals(contents)) {
			throw describe(new PayloadMismatchException("Work with " + this.key
					+ " was already done for other contents, so this is not a duplicate and was not processed. "
					+ "Use a key that distinguishes them, or compare only what duplicates have in common, "
					+ "by comparing(...)."), this.key);
		}
		R result = (stored != null) ? read(stored) : none();
		log.atInfo()
			.addKeyValue(KEY, this.key.excerpt())
			.addKeyValue(NAMESPACE, this.key.namespace())
			.log("Skipped a duplicate of completed work");
		return result;
	}

	private <R extends @Nullable Object> R read(StoredResult<R> stored) {
		String result = this.record.result();
		if (result == null) {
			throw describe(new IdempotencyException("Work with " + this.key
					+ " was already done, but its result is not stored: it was too large, could not be written, or the "
					+ "work had no result then. It cannot be returned to this duplicate."), this.key);
		}
		try {
			return stored.read(result);
		}
		catch (JacksonException ex) {
			throw describe(new IdempotencyException(
					"Work with " + this.key + " was already done, but its stored result cannot be read as "
							+ stored.typeName() + ". Did the type change since? Then its keys need another namespace."),
					this.key);
		}
	}

	// work without a result has the type Void, in effect
	@SuppressWarnings({ "NullAway", "DataFlowIssue" })
	private static <R extends @Nullable Object> R none() {
		return null;
	}

	/**
	 * Adds the key to an exception.
	 */
	static <X extends GolambdaException> X describe(X exception, WorkKey key) {
		exception.with(KEY, key.excerpt()).with(NAMESPACE, key.namespace());
		return exception;
	}

}
