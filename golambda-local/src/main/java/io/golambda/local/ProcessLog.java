package io.golambda.local;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Attributes the lines of a process to its invocations. Thread-safe.
 */
final class ProcessLog {

	private static final int MAX_HELD_CHARACTERS = 4 * 1024 * 1024;

	private final FunctionListener listener;

	// the lines of the start, until there is an invocation
	private final Queue<LogLine> held = new ArrayDeque<>();

	private long heldCharacters;

	private final Set<String> running = new LinkedHashSet<>();

	private @Nullable String latest;

	ProcessLog(FunctionListener listener) {
		this.listener = listener;
	}

	synchronized void started(String requestId) {
		this.running.add(requestId);
		this.latest = requestId;
		while (!this.held.isEmpty()) {
			this.listener.logged(requestId, this.held.remove());
		}
	}

	synchronized void ended(String requestId) {
		this.running.remove(requestId);
	}

	synchronized void line(LogLine line) {
		String requestId = owner(line.text());
		if (requestId != null) {
			this.listener.logged(requestId, line);
			return;
		}
		this.held.add(line);
		this.heldCharacters += line.text().length();
		while (this.heldCharacters > MAX_HELD_CHARACTERS) {
			this.heldCharacters -= this.held.remove().text().length();
		}
	}

	// several invocations run in one process only with AWS_LAMBDA_MAX_CONCURRENCY
	private @Nullable String owner(String line) {
		if (this.running.size() > 1) {
			for (String requestId : this.running) {
				if (line.contains(requestId)) {
					return requestId;
				}
			}
		}
		return this.latest;
	}

}
