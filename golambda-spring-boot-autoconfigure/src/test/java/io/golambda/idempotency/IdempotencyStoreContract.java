package io.golambda.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.golambda.idempotency.IdempotencyRecord.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The laws of every {@link IdempotencyStore}. A test class of a store extends this one,
 * and need not be in this package.
 */
public abstract class IdempotencyStoreContract {

	/**
	 * The time of a claim. In the future, so that no store removes the records of the
	 * test.
	 */
	protected static final Instant NOW = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

	private static final Duration IN_PROGRESS = Duration.ofMinutes(1);

	private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

	/**
	 * Returns the store, the same one within a test.
	 * @return a store that need not be empty
	 */
	protected abstract IdempotencyStore store();

	/**
	 * Returns the identifier of a key that no other test uses.
	 * @return the identifier
	 */
	protected static String newId() {
		return "orders#" + UUID.randomUUID();
	}

	/**
	 * Returns a claim of a new owner.
	 * @param id the identifier of the key
	 * @param now the time of the attempt
	 * @return the claim, which expires after a minute
	 */
	protected static Claim claim(String id, Instant now) {
		return new Claim(id, "request/" + UUID.randomUUID(), "hash", now, now.plus(IN_PROGRESS));
	}

	@Test
	void keyIsTakenOnce() {
		Claim first = claim(newId(), NOW);
		Claim second = claim(first.id(), NOW.plusSeconds(59));
		assertThat(store().begin(first)).isEmpty();
		assertThat(store().begin(second)).hasValue(inProgress(first));
	}

	@Test
	void keysAreIndependent() {
		assertThat(store().begin(claim(newId(), NOW))).isEmpty();
		assertThat(store().begin(claim(newId(), NOW))).isEmpty();
	}

	@Test
	void repeatedBeginOfAnOwnerSucceeds() {
		Claim claim = claim(newId(), NOW);
		assertThat(store().begin(claim)).isEmpty();
		assertThat(store().begin(claim)).as("after a lost response").isEmpty();
	}

	@Test
	void completedKeyIsTakenUntilItExpires() {
		Claim first = claim(newId(), NOW);
		Instant expiry = NOW.plus(TIME_TO_LIVE);
		store().begin(first);
		assertThat(store().complete(first, "{\"id\":1}", expiry)).isTrue();
		IdempotencyRecord completed = new IdempotencyRecord(first.id(), Status.COMPLETED, first.owner(), "hash",
				"{\"id\":1}", expiry);
		assertThat(store().begin(claim(first.id(), NOW.plus(IN_PROGRESS).plusSeconds(1)))).hasValue(completed);
		assertThat(store().begin(claim(first.id(), expiry.minusSeconds(1)))).hasValue(completed);
		assertThat(store().begin(claim(first.id(), expiry))).isEmpty();
	}

	@Test
	void completedKeyNeedNotHaveAResult() {
		Claim first = claim(newId(), NOW);
		store().begin(first);
		store().complete(first, null, NOW.plus(TIME_TO_LIVE));
		assertThat(store().begin(claim(first.id(), NOW))).map(IdempotencyRecord::result).isEmpty();
	}

	@Test
	void resultIsReturnedAsItWasStored() {
		String result = "\"äöü 🍊 \\u0000 \\\" " + "x".repeat(50_000) + "\"";
		Claim first = claim(newId(), NOW);
		store().begin(first);
		store().complete(first, result, NOW.plus(TIME_TO_LIVE));
		assertThat(store().begin(claim(first.id(), NOW))).map(IdempotencyRecord::result).hasValue(result);
	}

	@Test
	void hashNeedNotBeGiven() {
		Claim first = new Claim(newId(), "owner", null, NOW, NOW.plus(IN_PROGRESS));
		store().begin(first);
		assertThat(store().begin(claim(first.id(), NOW))).map(IdempotencyRecord::payloadHash).isEmpty();
		store().complete(first, null, NOW.plus(TIME_TO_LIVE));
		assertThat(store().begin(claim(first.id(), NOW))).map(IdempotencyRecord::payloadHash).isEmpty();
	}

	@Test
	void longKeysAreTaken() {
		Claim first = claim("n".repeat(256) + "#" + "ä".repeat(383) + "1", NOW);
		Claim second = claim("n".repeat(256) + "#" + "ä".repeat(383) + "2", NOW);
		store().release(first);
		assertThat(store().begin(first)).isEmpty();
		assertThat(store().begin(second)).isEmpty();
		assertThat(store().begin(claim(first.id(), NOW))).hasValue(inProgress(first));
		store().release(first);
		store().release(second);
	}

	@Test
	void repeatedCompleteOfAnOwnerSucceeds() {
		Claim claim = claim(newId(), NOW);
		store().begin(claim);
		assertThat(store().complete(claim, "1", NOW.plus(TIME_TO_LIVE))).isTrue();
		assertThat(store().complete(claim, "1", NOW.plus(TIME_TO_LIVE))).as("after a lost response").isTrue();
	}

	@Test
	void releasedKeyIsFree() {
		Claim first = claim(newId(), NOW);
		store().begin(first);
		assertThat(store().release(first)).isTrue();
		assertThat(store().begin(claim(first.id(), NOW))).isEmpty();
	}

	@Test
	void repeatedReleaseOfAnOwnerSucceeds() {
		Claim claim = claim(newId(), NOW);
		store().begin(claim);
		assertThat(store().release(claim)).isTrue();
		assertThat(store().release(claim)).as("after a lost response").isTrue();
	}

	@Test
	void expiredClaimIsTakenOver() {
		Claim killed = claim(newId(), NOW);
		store().begin(killed);
		assertThat(store().begin(claim(killed.id(), killed.expiry().minusMillis(1)))).isPresent();
		Claim next = claim(killed.id(), killed.expiry());
		assertThat(store().begin(next)).isEmpty();
		assertThat(store().begin(claim(killed.id(), killed.expiry()))).hasValue(inProgress(next));
	}

	@Test
	void ownerWhoseClaimWasTakenOverChangesNothing() {
		Claim slow = claim(newId(), NOW);
		store().begin(slow);
		Claim next = claim(slow.id(), slow.expiry());
		store().begin(next);
		assertThat(store().complete(slow, "1", NOW.plus(TIME_TO_LIVE))).isFalse();
		assertThat(store().release(slow)).isFalse();
		assertThat(store().begin(claim(slow.id(), slow.expiry()))).hasValue(inProgress(next));
		store().complete(next, "2", NOW.plus(TIME_TO_LIVE));
		assertThat(store().complete(slow, "1", NOW.plus(TIME_TO_LIVE))).isFalse();
		assertThat(store().release(slow)).isFalse();
		assertThat(store().begin(claim(slow.id(), slow.expiry()))).map(IdempotencyRecord::result).hasValue("2");
	}

	@Test
	void expiredClaimThatNobodyTookOverIsCompleted() {
		Claim slow = claim(newId(), NOW);
		store().begin(slow);
		assertThat(store().complete(slow, null, NOW.plus(TIME_TO_LIVE))).isTrue();
		assertThat(store().begin(claim(slow.id(), slow.expiry().plusSeconds(1)))).isPresent();
	}

	@Test
	void claimWhoseRecordIsGoneIsCompleted() {
		Claim slow = claim(newId(), NOW);
		assertThat(store().complete(slow, null, NOW.plus(TIME_TO_LIVE))).isTrue();
		assertThat(store().begin(claim(slow.id(), NOW))).map(IdempotencyRecord::status).hasValue(Status.COMPLETED);
	}

	@Test
	void completedKeyIsNotReleased() {
		Claim claim = claim(newId(), NOW);
		store().begin(claim);
		store().complete(claim, null, NOW.plus(TIME_TO_LIVE));
		assertThat(store().release(claim)).isFalse();
		assertThat(store().begin(claim(claim.id(), NOW))).isPresent();
	}

	@Test
	void oneOfManyConcurrentClaimsTakesTheKey() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(32);
		try {
			for (int round = 0; round < 20; round++) {
				String id = newId();
				Claim killed = claim(id, NOW.minus(IN_PROGRESS));
				if (round % 2 == 1) {
					store().begin(killed);
				}
				List<Callable<Optional<IdempotencyRecord>>> attempts = new ArrayList<>();
				for (int i = 0; i < 32; i++) {
					Claim claim = claim(id, NOW);
					attempts.add(() -> store().begin(claim));
				}
				int taken = 0;
				for (Future<Optional<IdempotencyRecord>> attempt : threads.invokeAll(attempts)) {
					taken += attempt.get().isEmpty() ? 1 : 0;
				}
				assertThat(taken).isEqualTo(1);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static IdempotencyRecord inProgress(Claim claim) {
		return new IdempotencyRecord(claim.id(), Status.INPROGRESS, claim.owner(), claim.payloadHash(), null,
				claim.expiry());
	}

}
