package io.golambda.timeout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.golambda.error.GolambdaException;
import io.golambda.invocation.Invocation;

/**
 * A place at which threads work on records of a batch, other than the thread of the
 * function. Threads with the same stack share one, since most workers of a batch wait for
 * the same.
 */
final class WorkerStackTrace extends GolambdaException {

	private static final long serialVersionUID = 1;

	private static final int MOST_THREADS = 64;

	// as many as a log line has
	private static final int MOST_PLACES = 10;

	private WorkerStackTrace(ThreadStack stack, List<String> threads) {
		super((threads.size() == 1) ? "A thread works on records here."
				: threads.size() + " threads work on records here.");
		setStackTrace(stack.frames());
		with("threads", threads);
	}

	/**
	 * Reads the stacks of the threads that work on records.
	 * @param records the records in work
	 * @param function the thread of the function, which is left out
	 */
	static List<WorkerStackTrace> of(List<Invocation> records, Thread function) {
		Set<Thread> threads = records.stream()
			.map(Invocation::thread)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		threads.remove(function);
		Map<ThreadStack, List<String>> places = new LinkedHashMap<>();
		for (Thread thread : (Iterable<Thread>) threads.stream().limit(MOST_THREADS)::iterator) {
			ThreadStack stack = ThreadStack.of(thread, Invocation.class);
			if (!stack.latest().isEmpty()) {
				places.computeIfAbsent(stack, (ignored) -> new ArrayList<>()).add(thread.getName());
			}
		}
		return places.entrySet()
			.stream()
			.limit(MOST_PLACES)
			.map((place) -> new WorkerStackTrace(place.getKey(), place.getValue()))
			.toList();
	}

}
