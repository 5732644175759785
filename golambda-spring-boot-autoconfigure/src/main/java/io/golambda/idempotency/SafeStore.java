package io.golambda.idempotency;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * Calls the store and decides what its failures mean for the work: before the work they
 * fail it, after the work they are logged, since to fail would do it again. Safe for use
 * by several threads.
 */
final class SafeStore {

	private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

	private final IdempotencyStore store;

	SafeStore(IdempotencyStore store) {
		this.store = store;
	}

	/**
	 * Takes a key.
	 * @return the record that holds the key, or empty if the claim does
	 * @throws IdempotencyException if the store fails
	 */
	Optional<IdempotencyRecord> begin(Claim claim, WorkKey key) {
		try {
			return this.store.begin(claim);
		}
		catch (IdempotencyException ex) {
			throw Duplicate.describe(ex, key);
		}
		catch (RuntimeException ex) {
			throw Duplicate.describe(new IdempotencyException("The idempotency store could not take " + key
					+ ", so the work was not started. It is safe to retry it.", ex), key);
		}
	}

	/**
	 * Marks a key as completed.
	 * @param result the result as JSON
	 * @return the record of the completed key, or empty if another owner has it
	 */
	Optional<IdempotencyRecord> complete(Claim claim, WorkKey key, @Nullable String result, Instant expiry) {
		boolean done;
		try {
			done = complete(claim, result, expiry);
		}
		catch (ResultTooLargeException ex) {
			log.error("The result of the work with {} is not stored, so duplicates will fail: {} "
					+ "Return a smaller result, such as the id of what was created.", key, ex.getMessage());
			return complete(claim, key, null, expiry);
		}
		catch (RuntimeException ex) {
			log.error("The work with {} is done, but the idempotency store could not mark it as completed. "
					+ "A duplicate after {} would do it again.", key, claim.expiry(), ex);
			done = true;
		}
		if (!done) {
			log.warn(
					"The work with {} took longer than until {}, when its claim expired, and was also done for a "
							+ "duplicate. Check that it does not go on after the function's timeout.",
					key, claim.expiry());
			return Optional.empty();
		}
		return Optional
			.of(new IdempotencyRecord(key.id(), Status.COMPLETED, claim.owner(), claim.payloadHash(), result, expiry));
	}

	private boolean complete(Claim claim, @Nullable String result, Instant expiry) {
		return uninterrupted(() -> this.store.complete(claim, result, expiry));
	}

	/**
	 * Frees a key after its work failed.
	 * @param failure the failure, to which a failure of the store is added
	 */
	void release(Claim claim, WorkKey key, Throwable failure) {
		try {
			uninterrupted(() -> this.store.release(claim));
		}
		catch (Throwable ex) {
			failure.addSuppressed(ex);
			log.warn("The work with {} failed, and the idempotency store could not free its key. It stays in progress "
					+ "until {}, and its duplicates fail until then.", key, claim.expiry(), ex);
		}
	}

	/**
	 * Calls the store although the thread may be interrupted, as it is before a timeout.
	 */
	private static <T> T uninterrupted(Supplier<T> call) {
		boolean interrupted = Thread.interrupted();
		try {
			return call.get();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
