package io.golambda.local;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The measurements of an invocation, as in Lambda's {@code REPORT} line.
 *
 * @param init the duration of the start of the process if this was its first invocation,
 * otherwise {@code null}
 * @param duration the duration from sending the event to the process until its answer, or
 * {@code null} if no process received the event
 * @param memoryMegabytes the maximum memory of the process up to now, or {@code null} if
 * the system does not provide it
 * @param timedOut whether the invocation has timed out
 */
public record InvocationReport(@Nullable Duration init, @Nullable Duration duration, @Nullable Integer memoryMegabytes,
		boolean timedOut) {

	static final InvocationReport NOT_STARTED = new InvocationReport(null, null, null, false);

}
