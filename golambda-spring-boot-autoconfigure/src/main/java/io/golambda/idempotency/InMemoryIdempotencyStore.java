package io.golambda.idempotency;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * Keeps keys in the memory of this process, for tests and for a function that runs on a
 * developer's computer. A test that frees all keys between its methods declares it: <pre>
 * &#64;TestConfiguration
 * static class Keys {
 *
 * 	&#64;Bean
 * 	InMemoryIdempotencyStore keys() {
 * 		return new InMemoryIdempotencyStore();
 * 	}
 *
 * }
 * </pre>
 * <p>
 * In Lambda, each execution environment would have keys of its own. Safe for use by
 * several threads.
 */
public final class InMemoryIdempotencyStore implements IdempotencyStore {

	private static final int CLEANUP_INTERVAL = 1_000;

	private final Map<String, IdempotencyRecord> records = new ConcurrentHashMap<>();

	private final AtomicInteger begun = new AtomicInteger();

	@Override
	public Optional<IdempotencyRecord> begin(Claim claim) {
		if (this.begun.incrementAndGet() % CLEANUP_INTERVAL == 0) {
			this.records.values().removeIf((record) -> record.isExpired(claim.now()));
		}
		IdempotencyRecord claimed = new IdempotencyRecord(claim.id(), Status.INPROGRESS, claim.owner(),
				claim.payloadHash(), null, claim.expiry());
		IdempotencyRecord present = this.records.merge(claim.id(), claimed,
				(known, own) -> (known.isExpired(claim.now()) || isInProgressBy(claim, known)) ? own : known);
		return (present == claimed) ? Optional.empty() : Optional.of(present);
	}

	@Override
	public boolean complete(Claim claim, @Nullable String result, Instant expiry) {
		IdempotencyRecord completed = new IdempotencyRecord(claim.id(), Status.COMPLETED, claim.owner(),
				claim.payloadHash(), result, expiry);
		return this.records.merge(claim.id(), completed,
				(known, own) -> claim.owner().equals(known.owner()) ? own : known) == completed;
	}

	@Override
	public boolean release(Claim claim) {
		return this.records.computeIfPresent(claim.id(),
				(id, known) -> isInProgressBy(claim, known) ? null : known) == null;
	}

	private static boolean isInProgressBy(Claim claim, IdempotencyRecord record) {
		return record.status() == Status.INPROGRESS && claim.owner().equals(record.owner());
	}

	/**
	 * Frees all keys.
	 */
	public void clear() {
		this.records.clear();
	}

	/**
	 * Returns the number of keys, including expired ones that have not been removed yet.
	 * @return the number
	 */
	public int size() {
		return this.records.size();
	}

	@Override
	public String toString() {
		return "InMemoryIdempotencyStore[" + size() + "]";
	}

}
