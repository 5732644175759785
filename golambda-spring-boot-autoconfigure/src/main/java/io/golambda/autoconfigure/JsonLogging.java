package io.golambda.autoconfigure;

import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;

import io.golambda.logging.LastingValues;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogbackSupport;

/**
 * What {@link DirectLogging} and {@link GolambdaLoggingSystem} have in common. Loads none
 * of Spring Boot's logging systems.
 */
final class JsonLogging {

	private static final String FAILURE = JsonLogging.class.getName() + ".failure";

	private JsonLogging() {
	}

	/**
	 * Accepts values for all lines again, because an application starts.
	 */
	static void openLastingValues(LoggerContext logback) {
		LastingValues lasting = LastingValues.of(logback);
		if (lasting != null) {
			lasting.open();
		}
	}

	/**
	 * Makes golambda's JSON console the only appender.
	 */
	static void installConsole(LoggerContext logback, LineFormat format, ClassLoader classLoader) {
		LogbackSupport.installConsole(logback, format);
		JulBridge.propagateLevels(logback, classLoader);
	}

	/**
	 * Adds the listeners again that resist a reset. A context that is stopped loses even
	 * these.
	 */
	static void restore(List<LoggerContextListener> listeners, LoggerContext logback) {
		for (LoggerContextListener listener : listeners) {
			if (listener.isResetResistant() && !logback.getCopyOfListenerList().contains(listener)) {
				logback.addListener(listener);
				listener.onStart(logback);
			}
		}
	}

	/**
	 * Keeps a failure to configure logging for {@link #throwFailure}.
	 */
	static void deferFailure(Throwable failure, LoggerContext logback) {
		logback.putObject(FAILURE, failure);
	}

	/**
	 * Throws the failure to configure logging, if there was one.
	 */
	static void throwFailure(LoggerContext logback) {
		Object failure = logback.getObject(FAILURE);
		logback.removeObject(FAILURE);
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

}
