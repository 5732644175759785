package io.golambda.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many invocations at once whose functions end just before, at and just after the time at
 * which they are due.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimeoutRaceTests {

	private static final int INVOCATIONS = 100_000;

	private static final int THREADS = 8;

	private static final long DUE = TimeUnit.MICROSECONDS.toNanos(10);

	// much later, so that each function waits for its report
	private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

	private final Map<Invocation, AtomicInteger> reports = new ConcurrentHashMap<>();

	private final Set<Invocation> ended = ConcurrentHashMap.newKeySet();

	private final AtomicInteger reportedAfterTheEnd = new AtomicInteger();

	private final AtomicInteger strayInterrupts = new AtomicInteger();

	private final AtomicInteger interrupted = new AtomicInteger();

	private final TimeoutInterceptor interceptor = new TimeoutInterceptor(Duration.ofSeconds(1), true,
			(invocation, timeout) -> report(invocation), List::of);

	@Test
	void noInvocationIsReportedTwiceOrAfterItsEndAndNoneGetsTheInterruptOfAnother() throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int thread = i;
				running.add(pool.submit(() -> invokeMany(thread)));
			}
			for (Future<?> each : running) {
				each.get();
			}
		}
		finally {
			pool.shutdownNow();
		}
		assertThat(this.ended).hasSize(INVOCATIONS);
		assertThat(this.reportedAfterTheEnd).hasValue(0);
		assertThat(this.strayInterrupts).hasValue(0);
		assertThat(this.reports.values()).isNotEmpty().allSatisfy((count) -> assertThat(count).hasValue(1));
		assertThat(this.reports.size()).as("some end before").isLessThan(INVOCATIONS);
		assertThat(this.interrupted).hasValueGreaterThanOrEqualTo(INVOCATIONS / 100);
	}

	private Object invokeMany(int thread) throws Exception {
		for (int i = thread; i < INVOCATIONS; i += THREADS) {
			// one of a hundred never ends by itself
			invoke((i % 100 == 0) ? DEADLINE : i * 7919L % (DUE * 4));
		}
		return thread;
	}

	private void invoke(long work) throws Exception {
		InvocationChain chain = new InvocationChain(List.of((invocation, rest) -> {
			try {
				return this.interceptor.intercept(invocation, rest, DEADLINE, DEADLINE - DUE);
			}
			catch (FunctionTimeoutException ex) {
				this.interrupted.incrementAndGet();
				return null;
			}
			finally {
				this.ended.add(invocation);
				if (Thread.interrupted()) {
					this.strayInterrupts.incrementAndGet();
				}
			}
		}));
		chain.invoke(Event.of("{}"), (invocation) -> {
			long end = System.nanoTime() + work;
			while (System.nanoTime() - end < 0) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (work == DEADLINE) {
					LockSupport.parkNanos(work);
				}
			}
			return null;
		});
	}

	private void report(Invocation invocation) {
		if (this.ended.contains(invocation)) {
			this.reportedAfterTheEnd.incrementAndGet();
		}
		this.reports.computeIfAbsent(invocation, (ignored) -> new AtomicInteger()).incrementAndGet();
	}

}
