package io.golambda.local;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

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

	private final Supplier<@Nullable String> waiting;

	/**
	 * Creates the log of a process.
	 * @param listener receives the lines
	 * @param waiting returns the request id of the invocation that waits for the start of
	 * the process, or {@code null} if that is not known
	 */
	ProcessLog(FunctionListener listener, Supplier<@Nullable String> waiting) {
		this.listener = listener;
		this.waiting = waiting;
	}

	synchronized void started(String requestId) {
		this.running.add(requestId);
		this.latest = requestId;
		passHeldLines(requestId);
	}

	private void passHeldLines(String requestId) {
		while (!this.held.isEmpty()) {
			this.listener.logged(requestId, this.held.remove());
		}
		this.heldCharacters = 0;
	}

	synchronized void ended(String requestId) {
		this.running.remove(requestId);
	}

	synchronized void line(LogLine line) {
		String requestId = owner(line.text());
		if (requestId != null) {
			passHeldLines(requestId);
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
		return (this.latest != null) ? this.latest : this.waiting.get();
	}

}
