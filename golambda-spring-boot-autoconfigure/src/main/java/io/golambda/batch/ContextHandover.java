package io.golambda.batch;

import io.micrometer.context.ContextSnapshotFactory;

/**
 * Hands on to other threads what libraries keep for a thread, such as the current span,
 * where Micrometer's context propagation is there to do so.
 *
 * @see <a href="https://docs.micrometer.io/context-propagation/reference/">Context
 * Propagation</a>
 */
final class ContextHandover {

	private static final boolean POSSIBLE = isPossible();

	private ContextHandover() {
	}

	private static boolean isPossible() {
		try {
			Class.forName("io.micrometer.context.ContextSnapshotFactory", false,
					ContextHandover.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	/**
	 * The same work, with the context of the thread that calls this.
	 */
	static Runnable wrap(Runnable work) {
		return POSSIBLE ? Handover.wrap(work) : work;
	}

	// in a class of its own, which is not loaded where the library is missing
	private static final class Handover {

		static Runnable wrap(Runnable work) {
			return ContextSnapshotFactory.builder().build().captureAll().wrap(work);
		}

	}

}
