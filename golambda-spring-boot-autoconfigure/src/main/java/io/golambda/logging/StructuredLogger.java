package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import io.golambda.invocation.Invocation;

/**
 * A logger whose lines hold values: <pre>
 * private static final StructuredLogger log = StructuredLogger.of(Colors.class);
 *
 * log.with("order", order.id()).with("amount", order.amount()).info("Accepted");
 * log.set("tenant", tenant);
 * </pre>
 * <p>
 * A value may be of any type; it is written as JSON. Values whose keys look secret are
 * masked. It logs by SLF4J, under the name of its class. Immutable and safe for use by
 * several threads.
 */
public final class StructuredLogger {

	private final Logger logger;

	// the chain of with()
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
	 * The logger of a class.
	 * @param type the class
	 * @return its logger, without values
	 */
	public static StructuredLogger of(Class<?> type) {
		return new StructuredLogger(LoggerFactory.getLogger(type), null, "", null);
	}

	/**
	 * This logger with a value for the next line.
	 * @param key the value's name
	 * @param value the value, of any type
	 * @return another logger; this one stays as it is
	 */
	public StructuredLogger with(String key, @Nullable Object value) {
		return new StructuredLogger(this.logger, this, key, value);
	}

	/**
	 * Sets a value for all lines of all loggers: to the end of the invocation or, before
	 * the first one, as in a bean's constructor, for good. A later value of the same name
	 * replaces it.
	 * <p>
	 * A thread that the function starts belongs to no invocation unless its executor is
	 * wrapped by Micrometer's {@code ContextExecutorService}. There the value is dropped,
	 * and the first time a warning is logged.
	 * @param key the value's name
	 * @param value the value, of any type
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
	 * Logs at trace.
	 * @param message the message
	 */
	public void trace(String message) {
		if (this.logger.isTraceEnabled()) {
			log(Level.TRACE, message, null);
		}
	}

	/**
	 * Logs at debug.
	 * @param message the message
	 */
	public void debug(String message) {
		if (this.logger.isDebugEnabled()) {
			log(Level.DEBUG, message, null);
		}
	}

	/**
	 * Logs at info.
	 * @param message the message
	 */
	public void info(String message) {
		if (this.logger.isInfoEnabled()) {
			log(Level.INFO, message, null);
		}
	}

	/**
	 * Logs at warn.
	 * @param message the message
	 */
	public void warn(String message) {
		if (this.logger.isWarnEnabled()) {
			log(Level.WARN, message, null);
		}
	}

	/**
	 * Logs at warn.
	 * @param message the message
	 * @param cause what went wrong
	 */
	public void warn(String message, Throwable cause) {
		if (this.logger.isWarnEnabled()) {
			log(Level.WARN, message, cause);
		}
	}

	/**
	 * Logs at error.
	 * @param message the message
	 */
	public void error(String message) {
		if (this.logger.isErrorEnabled()) {
			log(Level.ERROR, message, null);
		}
	}

	/**
	 * Logs at error.
	 * @param message the message
	 * @param cause what went wrong
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
