package io.golambda.idempotency;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The record that a store has of a key. Immutable.
 *
 * @param id the identifier of the key, see {@link Claim#id()}
 * @param status the status of the work
 * @param owner the owner of the claim, see {@link Claim#owner()}; {@code null} if the
 * record was written by another library
 * @param payloadHash the hash of the contents that the work is or was for, or
 * {@code null} if none was stored
 * @param result the result of completed work as JSON, or {@code null} if none was stored
 * @param expiry when the key becomes free again
 */
public record IdempotencyRecord(String id, Status status, @Nullable String owner, @Nullable String payloadHash,
		@Nullable String result, Instant expiry) {

	/**
	 * Returns whether the key is free at a time.
	 * @param now the time
	 * @return {@code true} if the record expires at or before that time
	 */
	public boolean isExpired(Instant now) {
		return !this.expiry.isAfter(now);
	}

	/**
	 * The status of work, in the words of AWS's Powertools.
	 */
	public enum Status {

		/**
		 * The work has started and neither completed nor failed.
		 */
		INPROGRESS,

		/**
		 * The work has completed.
		 */
		COMPLETED

	}

}
