package io.golambda.batch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for parallel work: virtual ones where the JVM has them.
 */
final class BatchThreads {

	private static final String NAME = "golambda-batch-";

	private BatchThreads() {
	}

	static ThreadFactory factory() {
		try {
			// there are none in Java 17, which this is compiled for
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
