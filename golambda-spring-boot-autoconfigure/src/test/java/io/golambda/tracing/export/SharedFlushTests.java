package io.golambda.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Flushes for several invocations at once.
 */
class SharedFlushTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final AtomicLong ended = new AtomicLong();

	private final List<CompletableFuture<Void>> flushes = new CopyOnWriteArrayList<>();

	private final SharedFlush flush = new SharedFlush(this.ended::get, () -> {
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.flushes.add(next);
		return next;
	});

	@Test
	void nothingEndedNeedsNoFlush() {
		assertThat(this.flush.await(this.flush.begin(), SECOND)).isTrue();
		assertThat(this.flushes).isEmpty();
	}

	@Test
	void invocationsThatEndBeforeAFlushShareIt() {
		this.ended.set(2);
		long first = this.flush.begin();
		long second = this.flush.begin();
		this.flushes.get(0).complete(null);
		assertThat(this.flush.await(first, SECOND)).isTrue();
		assertThat(this.flush.await(second, SECOND)).isTrue();
		assertThat(this.flushes).hasSize(1);
	}

	@Test
	void invocationThatEndsDuringAFlushNeedsTheNextOne() {
		this.ended.set(1);
		this.flush.begin();
		this.ended.set(2);
		long second = this.flush.begin();
		assertThat(this.flushes).hasSize(1);
		this.flushes.get(0).complete(null);
		assertThat(this.flush.isDone(second)).isFalse();
		assertThat(this.flush.await(second, 0)).as("the next flush is running").isFalse();
		assertThat(this.flushes).hasSize(2);
		this.flushes.get(1).complete(null);
		assertThat(this.flush.await(second, 0)).isTrue();
	}

	@Test
	void flushThatHangsIsWaitedForUntilTheLimit() {
		this.ended.set(1);
		long start = System.nanoTime();
		assertThat(this.flush.await(this.flush.begin(), TimeUnit.MILLISECONDS.toNanos(50))).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(50),
				Duration.ofSeconds(10));
	}

	@Test
	void nobodyReturnsBeforeWhatItEndedIsFlushed() throws Exception {
		AtomicLong flushedUpTo = new AtomicLong();
		ExecutorService exporter = Executors.newSingleThreadExecutor();
		ExecutorService invocations = Executors.newFixedThreadPool(16);
		SharedFlush shared = new SharedFlush(this.ended::get, () -> CompletableFuture.runAsync(() -> {
			long upTo = this.ended.get();
			Thread.yield();
			flushedUpTo.accumulateAndGet(upTo, Math::max);
		}, exporter));
		List<Future<Boolean>> results = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			results.add(invocations.submit(() -> {
				long own = this.ended.incrementAndGet();
				return shared.await(shared.begin(), 60 * SECOND) && flushedUpTo.get() >= own;
			}));
		}
		for (Future<Boolean> result : results) {
			assertThat(result.get()).isTrue();
		}
		exporter.shutdownNow();
		invocations.shutdownNow();
	}

}
