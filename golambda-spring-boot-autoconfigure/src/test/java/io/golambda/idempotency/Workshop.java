package io.golambda.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A store in memory that records its calls and can be made to fail, and a clock that a
 * test advances.
 */
final class Workshop implements IdempotencyStore, InstantSource {

	static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	final List<String> calls = new ArrayList<>();

	@Nullable RuntimeException beginFailure;

	@Nullable RuntimeException completeFailure;

	@Nullable RuntimeException releaseFailure;

	int maxResult = Integer.MAX_VALUE;

	private final InMemoryIdempotencyStore store = new InMemoryIdempotencyStore();

	private Instant now = START;

	Idempotency idempotency() {
		return idempotency(IdempotencySettings.defaults("orders"));
	}

	Idempotency idempotency(IdempotencySettings settings) {
		return new Idempotency(this, settings, () -> JsonMapper.builder().build(), UnaryOperator.identity(), this);
	}

	static IdempotencySettings withCache(int size) {
		return new IdempotencySettings("orders", IdempotencySettings.DEFAULT_TIME_TO_LIVE,
				IdempotencySettings.DEFAULT_CLOCK_SKEW, IdempotencySettings.DEFAULT_WITHOUT_DEADLINE, size);
	}

	void advance(Duration time) {
		this.now = this.now.plus(time);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public synchronized Optional<IdempotencyRecord> begin(Claim claim) {
		this.calls.add("begin " + claim.id());
		fail(this.beginFailure);
		return this.store.begin(claim);
	}

	@Override
	public synchronized boolean complete(Claim claim, @Nullable String result, Instant expiry) {
		this.calls.add("complete " + claim.id() + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
		fail(this.completeFailure);
		if (result != null && result.length() > this.maxResult) {
			throw new ResultTooLargeException(
					"The result has " + result.length() + " characters, but the store takes " + this.maxResult + ".");
		}
		return this.store.complete(claim, result, expiry);
	}

	@Override
	public synchronized boolean release(Claim claim) {
		this.calls.add("release " + claim.id() + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
		fail(this.releaseFailure);
		return this.store.release(claim);
	}

	private static void fail(@Nullable RuntimeException failure) {
		if (failure != null) {
			throw failure;
		}
	}

	record Order(@Nullable String id, int amount) {
	}

	record Receipt(String order, int number) {
	}

}
