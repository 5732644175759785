package io.golambda.logging;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.golambda.invocation.Interruption;
import io.golambda.invocation.Invocation;

/**
 * Decides whether the error that ends an invocation is logged and reported: the timeout,
 * or the failure of its function, whichever comes first. Safe for use by several threads.
 */
final class LoggedTimeout {

	private final AtomicBoolean decided = new AtomicBoolean();

	private volatile List<Invocation> recordsInWork = List.of();

	static LoggedTimeout of(Invocation invocation) {
		return invocation.attribute(LoggedTimeout.class, LoggedTimeout::new);
	}

	/**
	 * Returns whether the caller logs the error.
	 * @return {@code true} once
	 */
	boolean decide() {
		return this.decided.compareAndSet(false, true);
	}

	/**
	 * Keeps the records whose work the line of the timeout describes.
	 */
	void describes(List<Invocation> recordsInWork) {
		this.recordsInWork = recordsInWork;
	}

	/**
	 * Returns whether a failure of a record is part of the timeout: its work was in
	 * progress then, or was interrupted.
	 * @param record the view of the record
	 */
	static boolean contains(Invocation record) {
		return record.attribute(LoggedTimeout.class)
			.filter((logged) -> logged.recordsInWork.contains(record))
			.isPresent() || record.attribute(Interruption.class).isPresent();
	}

}
