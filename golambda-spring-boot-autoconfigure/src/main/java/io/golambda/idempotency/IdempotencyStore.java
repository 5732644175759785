package io.golambda.idempotency;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Keeps which keys have been worked on. An application uses the store that golambda
 * creates, or declares its own as a bean: <pre>
 * &#64;Bean
 * IdempotencyStore idempotencyStore(JdbcClient jdbc) {
 * 	return new JdbcIdempotencyStore(jdbc);
 * }
 * </pre>
 * <p>
 * A key is free, in progress or completed. Each method makes at most one change, which
 * the store applies atomically under a condition, so that of any number of concurrent
 * calls at most one takes a key. An owner is a single attempt at the work: methods that a
 * client repeats after a lost response, with the same claim, have the same result.
 * <p>
 * Implementations must be safe for use by several threads. An exception of {@link #begin}
 * fails the work before it starts. Implementations throw an {@link IdempotencyException}
 * that says what to do, or any other runtime exception, which is wrapped.
 *
 * @see InMemoryIdempotencyStore
 */
public interface IdempotencyStore {

	/**
	 * Takes a key, unless it is completed or in progress. The key is free at the time
	 * {@link Claim#now()} if the store has no record of it, if the record's expiry is at
	 * or before that time, or if this owner has already taken it.
	 * @param claim the key, the owner and when the claim expires
	 * @return empty if this owner has the key now; otherwise the record that holds it,
	 * unchanged. The record must be up to date: a read has to be consistent with all
	 * earlier changes.
	 */
	Optional<IdempotencyRecord> begin(Claim claim);

	/**
	 * Marks a key as completed, also if the claim has expired, and if the store has no
	 * record of the key any more. Changes nothing if another owner has taken it.
	 * @param claim the claim that {@link #begin} accepted
	 * @param result the result of the work as JSON, or {@code null} if none is stored
	 * @param expiry when the key becomes free again
	 * @return {@code true} if the key is completed by this claim; {@code false} if
	 * another owner has taken it since the claim expired
	 * @throws ResultTooLargeException if the store cannot keep a result of this size; the
	 * key remains in progress, and the caller may complete it without a result
	 */
	boolean complete(Claim claim, @Nullable String result, Instant expiry);

	/**
	 * Frees a key after a failure. Changes nothing if another owner has taken it since
	 * the claim expired, or if it is completed.
	 * @param claim the claim that {@link #begin} accepted
	 * @return {@code true} if nothing of this claim is left: the key was freed, or the
	 * store has no record of it; {@code false} if it is another owner's, or completed
	 */
	boolean release(Claim claim);

}
