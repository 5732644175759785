package io.golambda.batch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates virtual threads if the JVM supports them, daemon threads otherwise.
 */
final class BatchThreads {

	private static final String NAME = "golambda-batch-";

	private BatchThreads() {
	}

	static ThreadFactory factory() {
		try {
			// reflection, since the code is compiled for Java 17
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			builder = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
			return (ThreadFactory) type.getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			return platform();
		}
	}

	private static ThreadFactory platform() {
		AtomicInteger number = new AtomicInteger();
		return (work) -> {
			Thread thread = new Thread(work, NAME + number.getAndIncrement());
			thread.setDaemon(true);
			return thread;
		};
	}

}
