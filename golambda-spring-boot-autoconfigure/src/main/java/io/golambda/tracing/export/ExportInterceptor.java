package io.golambda.tracing.export;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Exports what an invocation leaves behind, before its answer and within its deadline.
 * Safe for use by several threads.
 */
final class ExportInterceptor implements InvocationInterceptor, TimeoutListener {

	// for the answer and the remaining log lines
	private static final Duration MARGIN = Duration.ofMillis(300);

	private final List<Receiver> receivers;

	private final Duration maxWait;

	/**
	 * Creates the interceptor.
	 * @param receivers the receivers of telemetry
	 * @param maxWait the time that an invocation waits for them at most
	 */
	ExportInterceptor(List<Receiver> receivers, Duration maxWait) {
		this.receivers = receivers;
		this.maxWait = maxWait;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		try {
			return chain.proceed(invocation);
		}
		finally {
			export(invocation.remaining().minus(MARGIN));
		}
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		export(invocation.remaining().dividedBy(2));
	}

	private void export(Duration available) {
		Duration wait = (available.compareTo(this.maxWait) < 0) ? available : this.maxWait;
		long deadline = System.nanoTime() + wait.toNanos();
		long[] wanted = this.receivers.stream().mapToLong(Receiver::begin).toArray();
		for (int i = 0; i < wanted.length; i++) {
			this.receivers.get(i).await(wanted[i], Duration.ofNanos(deadline - System.nanoTime()));
		}
	}

}
