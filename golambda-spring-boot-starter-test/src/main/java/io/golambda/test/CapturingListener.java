package io.golambda.test;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.jspecify.annotations.Nullable;

import io.golambda.logging.LineFormat;

/**
 * Captures lines, and continues after Spring Boot, which may start later, has reset
 * Logback.
 */
final class CapturingListener implements LoggerContextListener {

	private final LoggerContext logback;

	private @Nullable LineFormat format;

	private final BooleanSupplier wanted;

	private final Consumer<LogLine> lines;

	private @Nullable CapturingAppender appender;

	/**
	 * Creates the listener.
	 * @param logback the logger context whose lines are captured
	 * @param format the format of the lines until an application configures Logback
	 * @param wanted whether to capture a line that the current thread logs
	 * @param lines receives the lines
	 */
	CapturingListener(LoggerContext logback, LineFormat format, BooleanSupplier wanted, Consumer<LogLine> lines) {
		this.logback = logback;
		this.format = format;
		this.wanted = wanted;
		this.lines = lines;
	}

	void start() {
		attach();
		this.logback.addListener(this);
	}

	void stop() {
		this.logback.removeListener(this);
		this.logback.getLoggerList().forEach((logger) -> logger.detachAppender(this.appender));
	}

	private void attach() {
		if (this.appender == null || !this.appender.isStarted()) {
			this.appender = new CapturingAppender(this.logback, this.format, this.wanted, this.lines);
			this.appender.start();
		}
		for (Logger logger : this.logback.getLoggerList()) {
			if (logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME) || !logger.isAdditive()) {
				logger.addAppender(this.appender);
			}
		}
	}

	@Override
	public boolean isResetResistant() {
		return true;
	}

	@Override
	public void onStart(LoggerContext context) {
		attach();
	}

	@Override
	public void onReset(LoggerContext context) {
		this.format = null;
		attach();
	}

	@Override
	public void onStop(LoggerContext context) {
		// continues, since a start follows
	}

	@Override
	public void onLevelChange(Logger logger, Level level) {
		// the appender captures all levels that the application enables
	}

}
