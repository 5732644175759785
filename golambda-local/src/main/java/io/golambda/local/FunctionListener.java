package io.golambda.local;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Observes the invocations of a {@link LocalFunction}. Methods are called by the threads
 * that handle the invocations, so they must not block.
 *
 * @see LocalFunction.Builder#listener
 */
public interface FunctionListener {

	/**
	 * An event was accepted, and waits for a process.
	 * @param requestId the request id
	 * @param event the event; must not be modified
	 */
	default void queued(String requestId, byte[] event) {
	}

	/**
	 * A process has received the event.
	 * @param requestId the request id
	 * @param init the time from the start of the process until it was ready if this is
	 * its first invocation, otherwise {@code null}
	 */
	default void started(String requestId, @Nullable Duration init) {
	}

	/**
	 * The function has printed a line. Lines of a start belong to the first invocation of
	 * the process, so they may precede {@link #started}. Lines between two invocations
	 * belong to the earlier one.
	 * @param requestId the request id
	 * @param line the line
	 */
	default void logged(String requestId, LogLine line) {
	}

	/**
	 * The invocation has ended.
	 * @param answer the answer
	 * @param report the measurements of the invocation
	 */
	default void ended(FunctionAnswer answer, InvocationReport report) {
	}

	/**
	 * {@link LocalFunction#status()} may have changed.
	 */
	default void statusChanged() {
	}

}
