package io.golambda.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.LoggerContext;

import io.golambda.logging.LineFormat;

/**
 * The log lines of a test, see {@link LambdaLogs}. Safe for use by several threads.
 */
public final class CapturedLogs {

	private final Queue<LogLine> lines = new ConcurrentLinkedQueue<>();

	private final CapturingListener listener;

	CapturedLogs(LoggerContext logback, LineFormat format) {
		this.listener = new CapturingListener(logback, format, this.lines::add);
	}

	void start() {
		this.listener.start();
	}

	void stop() {
		this.listener.stop();
	}

	/**
	 * Returns the lines so far, with the fields that they have in Lambda.
	 * @return the lines in the order in which they were logged
	 */
	public List<LogLine> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Returns the lines so far that have a message.
	 * @param message the message
	 * @return the lines in the order in which they were logged
	 */
	public List<LogLine> lines(String message) {
		return lines().stream().filter((line) -> line.message().equals(message)).toList();
	}

}
