package io.golambda.test;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;

/**
 * Everything that was observed during one invocation, in any of its threads. Thread-safe.
 */
final class InvocationRecording {

	private final Queue<LogLine> lines = new ConcurrentLinkedQueue<>();

	private final Queue<LambdaSpan> spans = new ConcurrentLinkedQueue<>();

	// the indexes of the records that Lambda delivered and the function worked on
	private final Set<Integer> tried = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the recording of the invocation that the current thread works for.
	 * @return the recording, or {@code null} without an invocation by
	 * {@link LambdaTester}
	 */
	static @Nullable InvocationRecording find() {
		Optional<Invocation> invocation = Invocation.find();
		return (invocation.isPresent() && invocation.get().context() instanceof TesterContext context)
				? context.recording() : null;
	}

	void add(LogLine line) {
		this.lines.add(line);
	}

	void add(LambdaSpan span) {
		this.spans.add(span);
	}

	void addTried(EventRecord record) {
		this.tried.add(record.outermost().index());
	}

	List<LogLine> lines() {
		return List.copyOf(this.lines);
	}

	List<LambdaSpan> spans() {
		return List.copyOf(this.spans);
	}

	Set<Integer> tried() {
		return Set.copyOf(this.tried);
	}

}
