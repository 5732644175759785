package io.golambda.timeout;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the deadlines of all invocations in one thread, which starts with the first one
 * and sleeps until the earliest deadline that it knows. An invocation wakes it up only if
 * its own is earlier, so that most cost no more than an entry in a set. Safe for use by
 * several threads.
 */
final class Watchdog {

	private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

	/**
	 * How long the thread waits for another invocation before it ends.
	 */
	private static final long IDLE = TimeUnit.MINUTES.toNanos(10);

	private final Set<WatchedInvocation> armed = ConcurrentHashMap.newKeySet();

	private final Consumer<WatchedInvocation> report;

	private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

	private volatile long wakeUp;

	/**
	 * Creates a watchdog.
	 * @param report starts the report of a timeout, and returns at once
	 */
	Watchdog(Consumer<WatchedInvocation> report) {
		this.report = report;
	}

	/**
	 * Watches an invocation.
	 * @param now the current {@link System#nanoTime()}
	 */
	void add(WatchedInvocation watched, long now) {
		this.armed.add(watched);
		Thread running = this.thread.get();
		if (running == null) {
			start();
		}
		else {
			long next = this.wakeUp;
			// overdue if the clock jumped, as after a restore from a snapshot
			if (watched.due() - next < 0 || now - next > 0) {
				LockSupport.unpark(running);
			}
		}
	}

	void remove(WatchedInvocation watched) {
		this.armed.remove(watched);
	}

	private void start() {
		Thread started = new Thread(this::run, "golambda-timeout");
		started.setDaemon(true);
		// otherwise the class loader of a closed application would be kept
		started.setContextClassLoader(null);
		if (this.thread.compareAndSet(null, started)) {
			try {
				started.start();
			}
			catch (OutOfMemoryError ex) {
				// no more threads available: the next invocation tries again
				this.thread.set(null);
			}
		}
	}

	private void run() {
		long used = System.nanoTime();
		while (true) {
			long now = System.nanoTime();
			// an invocation that the scan misses wakes this thread up
			this.wakeUp = now + Long.MAX_VALUE / 2;
			long next = scan(now);
			if (!this.armed.isEmpty()) {
				used = now;
			}
			else if (now - used >= IDLE && end()) {
				return;
			}
			this.wakeUp = next;
			LockSupport.parkNanos(this, next - System.nanoTime());
		}
	}

	/**
	 * Reports the invocations that are due.
	 * @return the time at which the next one is due
	 */
	private long scan(long now) {
		long next = now + IDLE;
		for (Iterator<WatchedInvocation> all = this.armed.iterator(); all.hasNext();) {
			WatchedInvocation watched = all.next();
			if (watched.due() - now <= 0) {
				all.remove();
				report(watched);
			}
			else if (watched.due() - next < 0) {
				next = watched.due();
			}
		}
		return next;
	}

	private void report(WatchedInvocation watched) {
		if (watched.prepareReport()) {
			try {
				this.report.accept(watched);
			}
			catch (Throwable ex) {
				// no more threads available, most likely
				watched.reported();
				log.warn("Could not report that the function is about to time out", ex);
			}
		}
	}

	private boolean end() {
		Thread own = Thread.currentThread();
		this.thread.set(null);
		// an invocation may have been added before it could see that
		return this.armed.isEmpty() || !this.thread.compareAndSet(null, own);
	}

}
