package io.golambda.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what cannot be written as it was recorded, once for each subject. Safe for use by
 * several threads.
 */
final class Warnings {

	private static final int MAX_WARNINGS = 50;

	private static final Logger log = LoggerFactory.getLogger(LambdaMeterRegistry.class);

	private final Set<String> subjects = ConcurrentHashMap.newKeySet();

	/**
	 * Logs a warning unless there was one about the same subject.
	 * @param subject identifies the problem
	 * @param message the message, with a placeholder for each argument
	 */
	void warn(String subject, String message, Object... arguments) {
		if (this.subjects.size() < MAX_WARNINGS && this.subjects.add(subject)) {
			log.warn(message, arguments);
		}
	}

	/**
	 * Logs a failure to write metrics, once for each type of exception.
	 */
	void failed(Throwable failure) {
		if (this.subjects.size() < MAX_WARNINGS && this.subjects.add(failure.getClass().getName())) {
			log.warn("Metrics of an invocation could not be written", failure);
		}
	}

}
