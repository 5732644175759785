package io.golambda.timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Interruption;
import io.golambda.invocation.Invocation;

/**
 * An invocation whose deadline is watched. Decides the race between the end of the
 * function and its timeout: each step is taken once, and none after the end. Safe for use
 * by several threads.
 */
final class WatchedInvocation {

	private final Invocation invocation;

	private final long deadline;

	private final long due;

	private State state = State.ARMED;

	private @Nullable CountDownLatch reported;

	private @Nullable FunctionTimeoutException timeout;

	/**
	 * Creates a watched invocation.
	 * @param invocation the invocation
	 * @param deadline the {@link System#nanoTime()} at which the function times out
	 * @param due the {@link System#nanoTime()} at which that is to be reported
	 */
	WatchedInvocation(Invocation invocation, long deadline, long due) {
		this.invocation = invocation;
		this.deadline = deadline;
		this.due = due;
	}

	Invocation invocation() {
		return this.invocation;
	}

	/**
	 * Returns the {@link System#nanoTime()} at which the timeout is to be reported.
	 */
	long due() {
		return this.due;
	}

	/**
	 * Returns the time that is left before the timeout.
	 * @return the nanoseconds, negative after the timeout
	 */
	long remaining() {
		return this.deadline - System.nanoTime();
	}

	/**
	 * Makes the function wait at its end for the report of its timeout.
	 * @return {@code false} if the function has ended, so that there is nothing to report
	 */
	synchronized boolean prepareReport() {
		if (this.state != State.ARMED) {
			return false;
		}
		this.state = State.DUE;
		this.reported = new CountDownLatch(1);
		return true;
	}

	/**
	 * Starts the report.
	 * @param timeout describes the timeout
	 * @return {@code false} if the function has ended while it was described
	 */
	synchronized boolean startReport(FunctionTimeoutException timeout) {
		if (this.state != State.DUE) {
			return false;
		}
		this.state = State.REPORTING;
		this.timeout = timeout;
		return true;
	}

	/**
	 * Interrupts the thread of the function, unless it has ended.
	 */
	synchronized void interrupt() {
		if (this.state == State.REPORTING && this.timeout != null) {
			this.state = State.INTERRUPTED;
			this.invocation.setAttribute(Interruption.class, new Interruption(this.timeout));
			this.invocation.thread().interrupt();
		}
	}

	synchronized boolean isEnded() {
		return this.state == State.ENDED;
	}

	/**
	 * Releases the thread of the function if it waits for the report.
	 */
	synchronized void reported() {
		if (this.reported != null) {
			this.reported.countDown();
		}
	}

	/**
	 * Ends the watch in the thread of the function. If the timeout is being reported,
	 * waits until it is, so that nothing else of the invocation ends meanwhile.
	 * @param reserve the nanoseconds before the timeout at which the wait ends
	 * @return the timeout for which the thread was interrupted, or {@code null} if it was
	 * not
	 */
	@Nullable FunctionTimeoutException end(long reserve) {
		State before;
		synchronized (this) {
			before = this.state;
			this.state = State.ENDED;
		}
		if (before == State.ARMED) {
			return null;
		}
		boolean interrupted = Thread.interrupted();
		interrupted |= awaitReport(reserve);
		if (before == State.INTERRUPTED) {
			// the flag is that of the timeout, which must not reach the next invocation
			return this.timeout;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	private boolean awaitReport(long reserve) {
		boolean interrupted = false;
		while (this.reported != null) {
			try {
				this.reported.await(remaining() - reserve, TimeUnit.NANOSECONDS);
				return interrupted;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		return interrupted;
	}

	/**
	 * Returns the time that the invocation has left, for a message.
	 */
	Duration remainingTime() {
		return Duration.ofNanos(Math.max(0, remaining()));
	}

	private enum State {

		/**
		 * The function runs.
		 */
		ARMED,

		/**
		 * The function runs, and its timeout is about to be reported.
		 */
		DUE,

		/**
		 * The function runs while its timeout is reported.
		 */
		REPORTING,

		/**
		 * The timeout is reported and the thread of the function was interrupted.
		 */
		INTERRUPTED,

		/**
		 * The function has ended.
		 */
		ENDED

	}

}
