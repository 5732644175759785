package io.golambda.timeout;

import java.util.Arrays;
import java.util.List;

/**
 * The latest stack frames of a thread, without those of golambda around its work.
 */
record ThreadStack(List<StackTraceElement> latest) {

	private static final int MOST_FRAMES = 1_000;

	/**
	 * Reads the stack of a thread.
	 * @param outermost the class of golambda whose frames, and all frames around them,
	 * are left out
	 */
	static ThreadStack of(Thread thread, Class<?> outermost) {
		StackTraceElement[] frames = thread.getStackTrace();
		int end = frames.length;
		for (int i = frames.length - 1; i >= 0; i--) {
			if (frames[i].getClassName().equals(outermost.getName())) {
				end = i;
			}
			else if (end < frames.length) {
				// calls of the same class within the work belong to it
				break;
			}
		}
		return new ThreadStack(List.of(Arrays.copyOf(frames, Math.min(end, MOST_FRAMES))));
	}

	StackTraceElement[] frames() {
		return this.latest.toArray(StackTraceElement[]::new);
	}

}
