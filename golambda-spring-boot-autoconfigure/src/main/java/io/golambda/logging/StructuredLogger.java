package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import io.golambda.invocation.Invocation;

/**
 * A logger whose lines have values: <pre>
 * private static final StructuredLogger log = StructuredLogger.of(Colors.class);
 *
 * log.with("order", order.id()).with("amount", order.amount()).info("Accepted");
 * log.set("tenant", tenant);
 * </pre>
 * <p>
 * A value may be of any type and is written as JSON. Secrets are masked by their keys.
 * The logger delegates to SLF4J's logger of the same name. Immutable and safe for use by
 * several threads.
 */
public final class StructuredLogger {

	private final Logger logger;

	// the previous logger in a chain of with()
	private final @Nullable StructuredLogger before;

	private final String key;

	private final @Nullable Object value;

	private StructuredLogger(Logger logger, @Nullable StructuredLogger before, String key, @Nullable Object value) {
		this.logger = logger;
		this.before = before;
		this.key = key;
		this.value = value;
	}

	/**
	 * Returns the logger of a class.
	 * @param type the class
	 * @return the logger, without values
	 */
	public static StructuredLogger of(Class<?> type) {
		return new StructuredLogger(LoggerFactory.getLogger(type), null, "", null);
	}

	/**
	 * Returns a copy of this logger with an additional value on its lines.
	 * @param key the name of the value
	 * @param value the value, of any type, may be {@code null}
	 * @return the copy
	 */
	public StructuredLogger with(String key, @Nullable Object value) {
		return new StructuredLogger(this.logger, this, key, value);
	}

	/**
	 * Sets a value for all lines of all loggers. Within an invocation, this is
	 * {@link Invocation#with}: the value lasts until the invocation, or the work on the
	 * record, ends. Before the first invocation, as in a constructor of a bean, the value
	 * lasts until the process ends. If a name is given more than once, the last value
	 * wins.
	 * <p>
	 * A thread that a function starts belongs to no invocation unless its executor is
	 * wrapped by Micrometer's {@code ContextExecutorService}. In such a thread the value
	 * is dropped, and a warning is logged once.
	 * @param key the name of the value
	 * @param value the value, of any type, may be {@code null}
	 */
	public void set(String key, @Nullable Object value) {
		Invocation invocation = Invocation.find().orElse(null);
		if (invocation != null) {
			invocation.with(key, value);
		}
		else {
			LastingValues lasting = LastingValues.of(LoggerFactory.getILoggerFactory());
			if (lasting != null) {
				lasting.set(key, value);
			}
		}
	}

	/**
	 * Logs a message at trace.
	 * @param message the message
	 */
	public void trace(String message) {
		if (this.logger.isTraceEnabled()) {
			log(Level.TRACE, message, null);
		}
	}

	/**
	 * Logs a message at debug.
	 * @param message the message
	 */
	public void debug(String message) {
		if (this.logger.isDebugEnabled()) {
			log(Level.DEBUG, message, null);
		}
	}

	/**
	 * Logs a message at info.
	 * @param message the message
	 */
	public void info(String message) {
		if (this.logger.isInfoEnabled()) {
			log(Level.INFO, message, null);
		}
	}

	/**
	 * Logs a message at warn.
	 * @param message the message
	 */
	public void warn(String message) {
		if (this.logger.isWarnEnabled()) {
			log(Level.WARN, message, null);
		}
	}

	/**
	 * Logs a message and an exception at warn.
	 * @param message the message
	 * @param cause the exception to log
	 */
	public void warn(String message, Throwable cause) {
		if (this.logger.isWarnEnabled()) {
			log(Level.WARN, message, cause);
		}
	}

	/**
	 * Logs a message at error.
	 * @param message the message
	 */
	public void error(String message) {
		if (this.logger.isErrorEnabled()) {
			log(Level.ERROR, message, null);
		}
	}

	/**
	 * Logs a message and an exception at error.
	 * @param message the message
	 * @param cause the exception to log
	 */
	public void error(String message, Throwable cause) {
		if (this.logger.isErrorEnabled()) {
			log(Level.ERROR, message, cause);
		}
	}

	private void log(Level level, String message, @Nullable Throwable cause) {
		LoggingEventBuilder event = this.logger.makeLoggingEventBuilder(level);
		addTo(event);
		if (cause != null) {
			event.setCause(cause);
		}
		event.log(message);
	}

	private void addTo(LoggingEventBuilder event) {
		if (this.before != null) {
			this.before.addTo(event);
			event.addKeyValue(this.key, this.value);
		}
	}

}
