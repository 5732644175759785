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

	private final BufferedLines buffer = new BufferedLines();

	private volatile Map<String, @Nullable Object> values = Map.of();

	LogContext(boolean coldStart, @Nullable String traceId, @Nullable String correlationId, boolean sampled) {
		this.coldStart = coldStart;
		this.traceId = traceId;
		this.correlationId = correlationId;
		this.sampled = sampled;
	}

	/**
	 * Without anything known of the invocation.
	 */
	static LogContext none() {
		return new LogContext(false, null, null, false);
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
