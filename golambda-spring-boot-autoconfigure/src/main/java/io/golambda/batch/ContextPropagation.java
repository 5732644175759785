package io.golambda.batch;

import io.micrometer.context.ContextSnapshotFactory;

/**
 * Propagates thread-local context, such as the current span, to other threads if
 * Micrometer's context propagation is on the class path.
 *
 * @see <a href="https://docs.micrometer.io/context-propagation/reference/">Context
 * Propagation</a>
 */
final class ContextPropagation {

	private static final boolean PRESENT = isPresent();

	private ContextPropagation() {
	}

	private static boolean isPresent() {
		try {
			Class.forName("io.micrometer.context.ContextSnapshotFactory", false,
					ContextPropagation.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	/**
	 * Wraps work so that it runs with the context of the calling thread.
	 */
	static Runnable wrap(Runnable work) {
		return PRESENT ? Micrometer.wrap(work) : work;
	}

	// a class of its own, which is only loaded if the library is present
	private static final class Micrometer {

		static Runnable wrap(Runnable work) {
			return ContextSnapshotFactory.builder().build().captureAll().wrap(work);
		}

	}

}
