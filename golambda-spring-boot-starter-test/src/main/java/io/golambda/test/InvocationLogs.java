package io.golambda.test;

import java.util.function.Supplier;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

import io.golambda.logging.LineFormat;

/**
 * Captures the lines of invocations while at least one is running. Thread-safe.
 */
interface InvocationLogs {

	/**
	 * Starts to capture the lines of an invocation.
	 */
	void begin();

	/**
	 * Ends what {@link #begin()} started.
	 */
	void end();

	/**
	 * Returns whether the logging library supports capturing.
	 */
	boolean isSupported();

	static InvocationLogs of(Supplier<LineFormat> format) {
		return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null) ? LogbackLogs.find(format) : NONE;
	}

	/**
	 * Captures nothing.
	 */
	InvocationLogs NONE = new InvocationLogs() {

		@Override
		public void begin() {
			// nothing to capture
		}

		@Override
		public void end() {
			// nothing was captured
		}

		@Override
		public boolean isSupported() {
			return false;
		}

	};

	/**
	 * Captures the lines of Logback, with one appender for all invocations.
	 */
	final class LogbackLogs implements InvocationLogs {

		private final LoggerContext logback;

		private final Supplier<LineFormat> format;

		private int running;

		private @Nullable CapturingListener listener;

		private LogbackLogs(LoggerContext logback, Supplier<LineFormat> format) {
			this.logback = logback;
			this.format = format;
		}

		static InvocationLogs find(Supplier<LineFormat> format) {
			return (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)
					? new LogbackLogs(logback, format) : NONE;
		}

		@Override
		public synchronized void begin() {
			if (this.listener == null) {
				this.listener = new CapturingListener(this.logback, this.format.get(),
						() -> InvocationRecording.find() != null, LogbackLogs::add);
				this.listener.start();
			}
			this.running++;
		}

		private static void add(LogLine line) {
			InvocationRecording recording = InvocationRecording.find();
			if (recording != null) {
				recording.add(line);
			}
		}

		@Override
		public synchronized void end() {
			this.running--;
			if (this.running == 0 && this.listener != null) {
				this.listener.stop();
				this.listener = null;
			}
		}

		@Override
		public boolean isSupported() {
			return true;
		}

	}

}
