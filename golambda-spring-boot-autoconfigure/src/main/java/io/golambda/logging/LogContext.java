package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * The ids and the held-back lines of an invocation, or of one of its records. Safe for
 * use by several threads.
 */
final class LogContext {

	private final @Nullable String tenantId;

	private final @Nullable String traceId;

	private final @Nullable String correlationId;

	private final boolean sampled;

	private final boolean debugKept;

	// the context of the invocation if this is the context of a record
	private final @Nullable LogContext whole;

	private final HeldLines heldLines = new HeldLines();

	LogContext(@Nullable String tenantId, @Nullable String traceId, @Nullable String correlationId, boolean sampled,
			boolean debugKept) {
		this.tenantId = tenantId;
		this.traceId = traceId;
		this.correlationId = correlationId;
		this.sampled = sampled;
		this.debugKept = debugKept;
		this.whole = null;
	}

	private LogContext(LogContext whole) {
		this.tenantId = whole.tenantId;
		this.traceId = whole.traceId;
		this.correlationId = whole.correlationId;
		this.sampled = whole.sampled;
		this.debugKept = whole.debugKept;
		this.whole = whole;
	}

	/**
	 * Creates a context without ids.
	 */
	static LogContext none() {
		return new LogContext(null, null, null, false, false);
	}

	/**
	 * Returns the context of the current invocation or record.
	 * @return the context, or {@code null} if there is none
	 */
	static @Nullable LogContext find() {
		return Invocation.find().flatMap((invocation) -> invocation.attribute(LogContext.class)).orElse(null);
	}

	/**
	 * Creates the context of a record.
	 */
	LogContext forRecord() {
		return new LogContext(this);
	}

	/**
	 * Passes the held-back lines of a successful record to the invocation, which may fail
	 * later.
	 */
	void keepForInvocation() {
		if (this.whole != null) {
			this.whole.heldLines.addAll(this.heldLines);
		}
	}

	@Nullable String tenantId() {
		return this.tenantId;
	}

	@Nullable String traceId() {
		return this.traceId;
	}

	@Nullable String correlationId() {
		return this.correlationId;
	}

	/**
	 * Returns whether the invocation was sampled to log at debug.
	 */
	boolean isSampled() {
		return this.sampled;
	}

	/**
	 * Returns whether debug lines are written or held back.
	 */
	boolean isDebug() {
		return this.sampled || this.debugKept;
	}

	/**
	 * Returns the debug lines that are written if the invocation fails.
	 */
	HeldLines heldLines() {
		return this.heldLines;
	}

}
