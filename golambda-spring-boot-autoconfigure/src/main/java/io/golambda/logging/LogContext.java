package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * What all lines of an invocation say. Safe for use by several threads.
 */
final class LogContext {

	private final boolean coldStart;

	private final @Nullable String traceId;

	private final @Nullable String correlationId;

	private final boolean sampled;

	private final boolean debugKept;

	// of which this is the part of one record
	private final @Nullable LogContext whole;

	private final HeldLines heldLines = new HeldLines();

	LogContext(boolean coldStart, @Nullable String traceId, @Nullable String correlationId, boolean sampled,
			boolean debugKept) {
		this.coldStart = coldStart;
		this.traceId = traceId;
		this.correlationId = correlationId;
		this.sampled = sampled;
		this.debugKept = debugKept;
		this.whole = null;
	}

	private LogContext(LogContext whole) {
		this.coldStart = whole.coldStart;
		this.traceId = whole.traceId;
		this.correlationId = whole.correlationId;
		this.sampled = whole.sampled;
		this.debugKept = whole.debugKept;
		this.whole = whole;
	}

	/**
	 * Without anything known of the invocation.
	 */
	static LogContext none() {
		return new LogContext(false, null, null, false, false);
	}

	/**
	 * Finds the context of the invocation, or of the record, that this thread works on.
	 * @return the context, or {@code null} if there is none
	 */
	static @Nullable LogContext find() {
		return Invocation.find().flatMap((invocation) -> invocation.attribute(LogContext.class)).orElse(null);
	}

	/**
	 * What the lines of one record say: the same, and what is set for this record.
	 */
	LogContext forRecord() {
		return new LogContext(this);
	}

	/**
	 * Leaves the lines of a record that did not fail to the invocation, which may.
	 */
	void keepForInvocation() {
		if (this.whole != null) {
			this.whole.heldLines.addAll(this.heldLines);
		}
	}

	boolean isColdStart() {
		return this.coldStart;
	}

	@Nullable String traceId() {
		return this.traceId;
	}

	@Nullable String correlationId() {
		return this.correlationId;
	}

	/**
	 * Whether this invocation logs at debug, whatever the level.
	 */
	boolean isSampled() {
		return this.sampled;
	}

	/**
	 * Whether lines at debug are written, or kept, whatever the level.
	 */
	boolean isDebug() {
		return this.sampled || this.debugKept;
	}

	/**
	 * The lines below the level that are written if the invocation fails.
	 */
	HeldLines heldLines() {
		return this.heldLines;
	}

}
