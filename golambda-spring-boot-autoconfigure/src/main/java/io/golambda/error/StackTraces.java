package io.golambda.error;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Removes stack traces that are in the log already, so that Lambda's runtime client does
 * not print them once more.
 */
public final class StackTraces {

	private static final StackTraceElement[] NO_FRAMES = {};

	private static final int MOST = 1_200;

	private StackTraces() {
	}

	/**
	 * Removes the stack frames of a throwable, and of all that it holds. Never throws.
	 * @param throwable the throwable
	 */
	public static void remove(Throwable throwable) {
		try {
			Set<Throwable> trimmed = Collections.newSetFromMap(new IdentityHashMap<>());
			Deque<Throwable> left = new ArrayDeque<>(List.of(throwable));
			while (!left.isEmpty() && trimmed.size() < MOST) {
				Throwable next = left.remove();
				if (trimmed.add(next)) {
					next.setStackTrace(NO_FRAMES);
					left.addAll(Arrays.asList(next.getSuppressed()));
					if (next.getCause() != null) {
						left.add(next.getCause());
					}
				}
			}
		}
		catch (Throwable failure) {
			// a method that is overridden, or no memory: then the frames stay
		}
	}

}
