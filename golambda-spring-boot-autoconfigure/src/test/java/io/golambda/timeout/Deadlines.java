package io.golambda.timeout;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Lambda contexts with a deadline.
 */
public final class Deadlines {

	private Deadlines() {
	}

	/**
	 * Creates a context whose remaining time is counted down from the first call on, so
	 * that a slow start of a test does not count.
	 */
	public static Context after(Duration time) {
		AtomicReference<Long> end = new AtomicReference<>();
		return context(() -> {
			end.compareAndSet(null, System.nanoTime() + time.toNanos());
			return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(end.get() - System.nanoTime() + 500_000));
		});
	}

	/**
	 * Creates a context whose remaining time is always the same.
	 */
	static Context constant(int remaining) {
		return context(() -> remaining);
	}

	private static Context context(Remaining remaining) {
		return (Context) Proxy.newProxyInstance(Deadlines.class.getClassLoader(), new Class<?>[] { Context.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getRemainingTimeInMillis" -> remaining.millis();
					case "getMemoryLimitInMB" -> 512;
					case "getAwsRequestId" -> "request-1";
					default -> null;
				});
	}

	private interface Remaining {

		int millis();

	}

}
