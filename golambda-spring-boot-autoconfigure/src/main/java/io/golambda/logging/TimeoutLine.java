package io.golambda.logging;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * Reports the timeout of a function in a thread of its own, so that a slow error service
 * does not keep the line of the timeout from being logged in time.
 */
final class TimeoutLine {

	private final Thread thread;

	private volatile @Nullable String eventId;

	/**
	 * Starts the report.
	 * @param report reports the error and returns the id of the report
	 */
	TimeoutLine(Invocation invocation, Supplier<@Nullable String> report) {
		this.thread = new Thread(() -> this.eventId = call(invocation, report), Thread.currentThread().getName());
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private static @Nullable String call(Invocation invocation, Supplier<@Nullable String> report) {
		try {
			return invocation.call(report::get);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for the report during a part of the time that the invocation has left.
	 * @param divisor the divisor of that time
	 * @return the id of the report, or {@code null} if there is none yet
	 */
	@Nullable String await(Invocation invocation, int divisor) {
		try {
			this.thread.join(Math.max(1, invocation.remaining().toMillis() / divisor));
		}
		catch (InterruptedException ex) {
			// the time is up: log at once
			Thread.currentThread().interrupt();
		}
		return this.eventId;
	}

}
