package io.golambda.payload;

import java.lang.reflect.Proxy;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * Creates contexts of invocations with a time limit.
 */
final class TimeLimit {

	private TimeLimit() {
	}

	static Context ofMillis(int millis) {
		long end = System.nanoTime() + millis * 1_000_000L;
		return (Context) Proxy.newProxyInstance(TimeLimit.class.getClassLoader(), new Class<?>[] { Context.class },
				(proxy, method, args) -> switch (method.getName()) {
					case "getRemainingTimeInMillis" -> (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
					case "getMemoryLimitInMB" -> 128;
					default -> null;
				});
	}

}
