package io.golambda.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.AppenderBase;

import io.golambda.logging.LambdaJsonEncoder;
import io.golambda.logging.LineFormat;

/**
 * The log lines of a test, see {@link LambdaLogs}. Safe for use by several threads.
 */
public final class CapturedLogs {

	private final LoggerContext logback;

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Capture capture = new Capture();

	CapturedLogs(LoggerContext logback) {
		this.logback = logback;
	}

	void start() {
		LambdaJsonEncoder encoder = new LambdaJsonEncoder(LineFormat.of(Map.of()));
		encoder.setContext(this.logback);
		encoder.start();
		this.capture.encoder = encoder;
		this.capture.setContext(this.logback);
		attach();
		this.logback.addListener(this.capture);
	}

	private void attach() {
		this.capture.start();
		root().addAppender(this.capture);
	}

	void stop() {
		this.logback.removeListener(this.capture);
		root().detachAppender(this.capture);
	}

	private Logger root() {
		return this.logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	/**
	 * The lines so far, with golambda's default fields.
	 * @return the lines in the order in which they were logged
	 */
	public List<LogLine> lines() {
		return this.lines.stream().map(LogLine::of).toList();
	}

	/**
	 * The lines so far that have a message.
	 * @param message the message
	 * @return the lines in the order in which they were logged
	 */
	public List<LogLine> lines(String message) {
		return lines().stream().filter((line) -> line.message().equals(message)).toList();
	}

	/**
	 * An appender that stays when Spring Boot, which starts later, empties the logging
	 * context.
	 */
	private final class Capture extends AppenderBase<ILoggingEvent> implements LoggerContextListener {

		private LambdaJsonEncoder encoder = new LambdaJsonEncoder();

		@Override
		protected void append(ILoggingEvent event) {
			CapturedLogs.this.lines.add(new String(this.encoder.encode(event), StandardCharsets.UTF_8).stripTrailing());
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
			attach();
		}

		@Override
		public void onStop(LoggerContext context) {
			// captures on
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
			// the application decides what is logged
		}

	}

}
