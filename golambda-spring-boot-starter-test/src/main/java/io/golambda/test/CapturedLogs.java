package io.golambda.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.LoggerContext;

import io.golambda.logging.LineFormat;

/**
 * The log lines of a test, as parameter of a test method: <pre>
 * &#64;Test
 * void logsTheOrder(CapturedLogs logs) {
 * 	this.orders.accept(Event.encapSqs(new Order(17)));
 * 	assertThat(logs.lines("accepted")).singleElement()
 * 		.satisfies((line) -&gt; assertThat(line.get("order")).isEqualTo(17));
 * }
 * </pre>
 * <p>
 * Requires {@link LambdaLogs} on the test class. Each test captures its own lines, with
 * those of all threads. Thread-safe.
 */
public final class CapturedLogs {

	private final Queue<LogLine> lines = new ConcurrentLinkedQueue<>();

	private final CapturingListener listener;

	CapturedLogs(LoggerContext logback, LineFormat format) {
		this.listener = new CapturingListener(logback, format, () -> true, this.lines::add);
	}

	void start() {
		this.listener.start();
	}

	void stop() {
		this.listener.stop();
	}

	/**
	 * Returns the lines that have been logged so far, with the fields that they have in
	 * Lambda.
	 * @return an unmodifiable copy of the lines in the order in which they were logged
	 */
	public List<LogLine> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Returns the lines with a message that have been logged so far.
	 * @param message the whole message
	 * @return the lines in the order in which they were logged, or an empty list
	 */
	public List<LogLine> lines(String message) {
		return lines().stream().filter((line) -> line.message().equals(message)).toList();
	}

}
