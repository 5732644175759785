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
 * The values that {@link StructuredLogger#set} sets outside of an invocation, as in the
 * constructors of beans. They are on all lines of the process, so none is added once an
 * invocation has started: a thread that the function started is outside of it, too.
 * <p>
 * They belong to Logback's context, as the loggers do, and outlast its configuration.
 * Safe for use by several threads.
 */
public final class LastingValues {

	private static final String KEY = LastingValues.class.getName();

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile Map<String, @Nullable Object> values = Map.of();

	private volatile boolean open = true;

	private LastingValues() {
	}

	/**
	 * Returns the values of a logging library, so that they can be opened again for
	 * another application in the same process, as in tests.
	 * @param factory SLF4J's factory of loggers
	 * @return the values, or {@code null} if the library is not Logback
	 */
	public static @Nullable LastingValues of(ILoggerFactory factory) {
		try {
			return (factory instanceof LoggerContext context) ? in(context) : null;
		}
		catch (NoClassDefFoundError ex) {
			// no Logback, so no lines that could have the values
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
	 * Sets a value, or warns once that it is too late.
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
						+ "is dropped, or it would be on the lines of other invocations. Wrap the executor by "
						+ "ContextExecutorService.wrap(executor, ContextSnapshotFactory.builder().build()::captureAll) "
						+ "of io.micrometer:context-propagation, or use StructuredLogger.with.",
						Thread.currentThread().getName());
		}
	}

	/**
	 * Accepts no further values, because an invocation has started.
	 */
	void close() {
		if (this.open) {
			this.open = false;
		}
	}

	/**
	 * Accepts values again, because another application starts.
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
	 * Begins a test, in place of whatever was before: accepts values until an invocation
	 * starts.
	 * @param initial the values that the application of the test has set
	 * @return ends the test, and with it the values that it has set
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
	 * Keeps the values when Logback is configured anew. Loaded only where there is
	 * Logback.
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
			// the values stay
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
			// of no interest
		}

	}

}
