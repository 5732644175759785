package io.golambda.logging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

/**
 * The values that {@link StructuredLogger#set} sets before the first invocation, such as
 * in constructors of beans. They are on all lines of the process. Once an invocation has
 * started, further values are dropped, since they could belong to a thread that a
 * function started.
 * <p>
 * The values are kept in Logback's context, and survive a new configuration of Logback.
 * Used by golambda's auto-configuration and test kit. Safe for use by several threads.
 */
public final class LastingValues {

	private static final String KEY = LastingValues.class.getName();

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile Map<String, @Nullable Object> values = Map.of();

	private volatile boolean open = true;

	private LastingValues() {
	}

	/**
	 * Returns the values of a logging library.
	 * @param factory the logger factory of SLF4J
	 * @return the values, or {@code null} if the library is not Logback
	 */
	public static @Nullable LastingValues of(ILoggerFactory factory) {
		try {
			return (factory instanceof LoggerContext context) ? in(context) : null;
		}
		catch (NoClassDefFoundError ex) {
			// without Logback there are no lines with values
			return null;
		}
	}

	private static LastingValues in(LoggerContext context) {
		if (context.getObject(KEY) instanceof LastingValues known) {
			return known;
		}
		synchronized (context) {
			if (context.getObject(KEY) instanceof LastingValues known) {
				return known;
			}
			LastingValues created = new LastingValues();
			context.putObject(KEY, created);
			Keeper.keep(created, context);
			return created;
		}
	}

	static Map<String, @Nullable Object> valuesOf(Context context) {
		return (context.getObject(KEY) instanceof LastingValues known) ? known.values : Map.of();
	}

	/**
	 * Sets a value, or drops it and warns once if an invocation has started.
	 */
	synchronized void set(String key, @Nullable Object value) {
		if (this.open) {
			Map<String, @Nullable Object> more = new LinkedHashMap<>(this.values);
			more.put(key, value);
			this.values = Collections.unmodifiableMap(more);
		}
		else if (this.warned.compareAndSet(false, true)) {
			org.slf4j.LoggerFactory.getLogger(StructuredLogger.class)
				.atWarn()
				.addKeyValue("key", key)
				.log("StructuredLogger.set was called in the thread \"{}\", which belongs to no invocation. The value "
						+ "is dropped, so that it is not on the lines of other invocations. Wrap the executor by "
						+ "ContextExecutorService.wrap(executor, ContextSnapshotFactory.builder().build()::captureAll) "
						+ "of io.micrometer:context-propagation, or use StructuredLogger.with.",
						Thread.currentThread().getName());
		}
	}

	/**
	 * Drops further values, because an invocation has started.
	 */
	void close() {
		if (this.open) {
			this.open = false;
		}
	}

	/**
	 * Accepts values again, because an application starts.
	 */
	public void open() {
		this.open = true;
	}

	/**
	 * Returns the values.
	 * @return the values in the order in which they were set, unmodifiable
	 */
	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	/**
	 * Begins a test: replaces the values, and accepts further values until an invocation
	 * starts.
	 * @param initial the values that the application of the test has set
	 * @return restores the previous values at the end of the test
	 */
	public synchronized Runnable beginTest(Map<String, @Nullable Object> initial) {
		Map<String, @Nullable Object> before = this.values;
		this.values = initial;
		this.open = true;
		return () -> {
			this.values = before;
			this.warned.set(false);
		};
	}

	/**
	 * Restores the values after a new configuration of Logback. A class of its own, so
	 * that it is loaded with Logback only.
	 */
	private static final class Keeper implements LoggerContextListener {

		private final LastingValues values;

		private Keeper(LastingValues values) {
			this.values = values;
		}

		static void keep(LastingValues values, LoggerContext context) {
			context.addListener(new Keeper(values));
		}

		@Override
		public boolean isResetResistant() {
			return true;
		}

		@Override
		public void onReset(LoggerContext context) {
			context.putObject(KEY, this.values);
		}

		@Override
		public void onStart(LoggerContext context) {
			context.putObject(KEY, this.values);
		}

		@Override
		public void onStop(LoggerContext context) {
			// the values are kept
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
			// levels do not matter
		}

	}

}
