package io.golambda.timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Invocation;

/**
 * Reports the timeout of one invocation: calls the listeners of golambda's features, then
 * the application's {@link BeforeTimeout} beans, and then interrupts the function if that
 * is switched on. Each works in a thread of its own with a time limit, so that none can
 * hold up the next.
 */
final class TimeoutReport implements Runnable {

	private static final Logger log = LoggerFactory.getLogger(TimeoutReport.class);

	// for work that starts after the time is up
	private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(10);

	private final WatchedInvocation watched;

	private final Steps steps;

	TimeoutReport(WatchedInvocation watched, Steps steps) {
		this.watched = watched;
		this.steps = steps;
	}

	/**
	 * Starts the report in a thread of its own.
	 */
	void start() {
		thread(this).start();
	}

	private Thread thread(Runnable work) {
		Thread thread = new Thread(work, "golambda-timeout-report");
		thread.setDaemon(true);
		thread.setContextClassLoader(this.watched.invocation().thread().getContextClassLoader());
		return thread;
	}

	@Override
	public void run() {
		try {
			this.watched.invocation().call(() -> {
				report(this.watched.invocation());
				return null;
			});
		}
		catch (Throwable ex) {
			log.warn("Could not report that the function is about to time out", ex);
		}
		finally {
			this.watched.reported();
		}
	}

	private void report(Invocation invocation) throws InterruptedException {
		FunctionTimeoutException timeout = FunctionTimeoutException.of(invocation, invocation.elapsed(),
				this.watched.remainingTime());
		if (!this.watched.startReport(timeout)) {
			return;
		}
		long reserve = this.steps.reserve(this.watched.remaining());
		long left = this.watched.remaining() - reserve;
		await(left * 4 / 5, "The report of the timeout", () -> {
			this.steps.listeners().accept(invocation, timeout);
			return null;
		});
		callBeans(invocation, reserve);
		if (this.steps.interrupting()) {
			this.watched.interrupt();
		}
	}

	private void callBeans(Invocation invocation, long reserve) throws InterruptedException {
		AtomicReference<List<BeforeTimeout>> created = new AtomicReference<>(List.of());
		await((this.watched.remaining() - reserve) / 2, "The creation of the BeforeTimeout beans", () -> {
			created.set(this.steps.beans().get());
			return null;
		});
		List<BeforeTimeout> beans = created.get();
		for (int i = 0; i < beans.size() && !this.watched.isEnded(); i++) {
			BeforeTimeout bean = beans.get(i);
			long share = (this.watched.remaining() - reserve) / (beans.size() - i);
			await(share, bean.getClass().getName(), () -> {
				bean.beforeTimeout(invocation);
				return null;
			});
		}
	}

	private void await(long nanos, String name, Callable<@Nullable Object> work) throws InterruptedException {
		Thread thread = thread(() -> call(name, work));
		thread.start();
		long limit = Math.max(LEAST, nanos);
		TimeUnit.NANOSECONDS.timedJoin(thread, limit);
		if (thread.isAlive()) {
			thread.interrupt();
			log.warn("{} did not end within {} ms, and was interrupted, because the function is about to time out",
					name, Duration.ofNanos(limit).toMillis());
		}
	}

	private void call(String name, Callable<@Nullable Object> work) {
		try {
			this.watched.invocation().call(work);
		}
		catch (Throwable ex) {
			try {
				this.watched.invocation().call(() -> {
					log.warn("{} failed before the timeout of the function", name, ex);
					return null;
				});
			}
			catch (Throwable failure) {
				// no memory, most likely
			}
		}
	}

	/**
	 * Everything that is done before a timeout.
	 *
	 * @param listeners calls the listeners of golambda's features
	 * @param beans supplies the application's beans, in their order
	 * @param interrupting whether the function is interrupted
	 */
	record Steps(BiConsumer<Invocation, Throwable> listeners, Supplier<List<BeforeTimeout>> beans,
			boolean interrupting) {

		/**
		 * Returns the time that is kept for the end of the function and its answer.
		 * @param remaining the time before the timeout in nanoseconds
		 */
		long reserve(long remaining) {
			return this.interrupting ? remaining / 5 : remaining / 10;
		}

	}

}
