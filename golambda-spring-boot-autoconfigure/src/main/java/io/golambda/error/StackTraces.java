package io.golambda.error;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Removes stack traces that have been logged, so that Lambda's runtime client does not
 * print them again.
 */
public final class StackTraces {

	private static final StackTraceElement[] NO_FRAMES = {};

	private static final int MOST = 1_200;

	private StackTraces() {
	}

	/**
	 * Removes the stack frames of a throwable, its causes and its suppressed throwables.
	 * Never throws.
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
			// an overridden method, or no memory: the frames stay
		}
	}

}
