package io.golambda.logging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What all lines of an invocation say. Safe for use by several threads.
 */
final class LogContext {

	private final boolean coldStart;

	private final @Nullable String traceId;

	private final @Nullable String correlationId;

	private final boolean sampled;

	// of which this is the part of one record
	private final @Nullable LogContext whole;

	private final BufferedLines buffer = new BufferedLines();

	private volatile Map<String, @Nullable Object> values = Map.of();

	LogContext(boolean coldStart, @Nullable String traceId, @Nullable String correlationId, boolean sampled) {
		this.coldStart = coldStart;
		this.traceId = traceId;
		this.correlationId = correlationId;
		this.sampled = sampled;
		this.whole = null;
	}

	private LogContext(LogContext whole) {
		this.coldStart = whole.coldStart;
		this.traceId = whole.traceId;
		this.correlationId = whole.correlationId;
		this.sampled = whole.sampled;
		this.whole = whole;
		this.values = whole.values;
	}

	/**
	 * Without anything known of the invocation.
	 */
	static LogContext none() {
		return new LogContext(false, null, null, false);
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
			this.whole.buffer.addAll(this.buffer);
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
	 * The lines below the level, for the case that the invocation fails.
	 */
	BufferedLines buffer() {
		return this.buffer;
	}

	Map<String, @Nullable Object> values() {
		return this.values;
	}

	synchronized void set(String key, @Nullable Object value) {
		Map<String, @Nullable Object> more = new LinkedHashMap<>(this.values);
		more.put(key, value);
		this.values = Collections.unmodifiableMap(more);
	}

}
