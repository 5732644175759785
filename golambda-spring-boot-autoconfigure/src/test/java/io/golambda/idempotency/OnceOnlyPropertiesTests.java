package io.golambda.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laws for every interleaving of attempts: a key has at most one owner at a time, and
 * each piece of work completes once.
 */
class OnceOnlyPropertiesTests {

	private static final Duration SKEW = Duration.ofMinutes(1);

	/**
	 * Workers whose clocks differ by up to a minute begin, complete, fail or are killed
	 * at random times before their deadline.
	 */
	@Property(tries = 1000)
	void keyHasAtMostOneLivingOwner(@ForAll @IntRange(min = 2, max = 6) int workers, @ForAll long seed) {
		Random random = new Random(seed);
		InMemoryIdempotencyStore store = new InMemoryIdempotencyStore();
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		Map<Integer, Duration> skews = new HashMap<>();
		for (int worker = 0; worker < workers; worker++) {
			skews.put(worker, Duration.ofMillis(random.nextLong(SKEW.toMillis() / 2))
				.multipliedBy(random.nextBoolean() ? 1 : -1));
		}
		Map<Integer, Claim> working = new HashMap<>();
		Map<Integer, Instant> deadlines = new HashMap<>();
		int completed = 0;
		Instant completedUntil = Instant.EPOCH;
		for (int step = 0; step < 60; step++) {
			now = now.plusMillis(random.nextInt(20_000));
			Instant actual = now;
			// Lambda kills a worker at its deadline
			working.keySet().removeIf((worker) -> deadlines.get(worker).isBefore(actual));
			int worker = random.nextInt(workers);
			Instant clock = now.plus(skews.get(worker));
			Claim claim = working.get(worker);
			if (claim == null) {
				Duration left = Duration.ofSeconds(1 + random.nextInt(30));
				Claim attempt = new Claim("key", "owner-" + step, null, clock, clock.plus(left).plus(SKEW));
				if (store.begin(attempt).isEmpty()) {
					assertThat(working).as("living owners").isEmpty();
					assertThat(completedUntil.minus(SKEW)).as("completed until").isBefore(now);
					working.put(worker, attempt);
					deadlines.put(worker, now.plus(left));
				}
				continue;
			}
			switch (random.nextInt(3)) {
				case 0 -> {
					Instant expiry = clock.plus(Duration.ofHours(1));
					assertThat(store.complete(claim, null, expiry)).as("a living owner has the key").isTrue();
					completed++;
					completedUntil = now.plus(Duration.ofHours(1));
					working.remove(worker);
				}
				case 1 -> {
					assertThat(store.release(claim)).isTrue();
					working.remove(worker);
				}
				default -> working.remove(worker); // killed
			}
		}
		assertThat(completed).isLessThanOrEqualTo(1);
	}

	/**
	 * 32 invocations at the same time get messages in any order, each several times, and
	 * fail now and then. Lambda delivers what failed again.
	 */
	@Property(tries = 10)
	void eachPieceOfWorkCompletesOnce(@ForAll long seed) throws Exception {
		Random random = new Random(seed);
		InMemoryIdempotencyStore store = new InMemoryIdempotencyStore();
		Map<Integer, AtomicInteger> done = new ConcurrentHashMap<>();
		Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
		List<IdempotentConsumer<Integer>> environments = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			environments.add(new Idempotency(new Forwarding(store), Workshop.withCache(10), JsonMapper::shared,
					UnaryOperator.identity())
				.by((Integer order) -> order)
				.of((order) -> {
					int attempt = attempts.computeIfAbsent(order, (key) -> new AtomicInteger()).incrementAndGet();
					Thread.yield();
					if (attempt <= order % 3) {
						throw new IllegalStateException("attempt " + attempt);
					}
					done.computeIfAbsent(order, (key) -> new AtomicInteger()).incrementAndGet();
				}));
		}
		ExecutorService invocations = Executors.newFixedThreadPool(32);
		try {
			List<Callable<Void>> deliveries = new ArrayList<>();
			for (int i = 0; i < 2_000; i++) {
				int order = random.nextInt(100);
				IdempotentConsumer<Integer> environment = environments.get(random.nextInt(4));
				deliveries.add(() -> {
					while (!delivered(environment, order)) {
						Thread.yield();
					}
					return null;
				});
			}
			for (Future<Void> delivery : invocations.invokeAll(deliveries)) {
				delivery.get();
			}
		}
		finally {
			invocations.shutdownNow();
		}
		assertThat(done.values()).extracting(AtomicInteger::get).containsOnly(1);
		assertThat(attempts).allSatisfy((order, count) -> assertThat(count).hasValue(order % 3 + 1));
	}

	private static boolean delivered(IdempotentConsumer<Integer> work, int order) {
		try {
			work.accept(order);
			return true;
		}
		catch (WorkInProgressException | IllegalStateException ex) {
			return false;
		}
	}

	/**
	 * A store for which keys are cached.
	 */
	private record Forwarding(IdempotencyStore store) implements IdempotencyStore {

		@Override
		public Optional<IdempotencyRecord> begin(Claim claim) {
			return this.store.begin(claim);
		}

		@Override
		public boolean complete(Claim claim, String result, Instant expiry) {
			return this.store.complete(claim, result, expiry);
		}

		@Override
		public boolean release(Claim claim) {
			return this.store.release(claim);
		}

	}

}
