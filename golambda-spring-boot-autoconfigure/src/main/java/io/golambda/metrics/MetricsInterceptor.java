package io.golambda.metrics;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Collects what each invocation records, and writes it at the end or before a timeout.
 */
final class MetricsInterceptor implements InvocationInterceptor, TimeoutListener {

	private final LambdaMeterRegistry registry;

	private final InvocationMeters meters;

	MetricsInterceptor(LambdaMeterRegistry registry) {
		this.registry = registry;
		this.meters = new InvocationMeters(registry);
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		Recordings recordings = this.registry.begin(invocation);
		Throwable failure = null;
		try {
			safely(() -> this.meters.begin(invocation));
			return chain.proceed(invocation);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			end(invocation, recordings, failure);
		}
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		invocation.attribute(Recordings.class).ifPresent((recordings) -> end(invocation, recordings, timeout));
	}

	private void end(Invocation invocation, Recordings recordings, @Nullable Throwable failure) {
		if (recordings.beginEnd()) {
			safely(() -> this.meters.end(invocation, failure));
			safely(() -> this.registry.end(recordings));
		}
	}

	// a filter of the application may fail, which is no reason for the invocation to fail
	private void safely(Runnable metrics) {
		try {
			metrics.run();
		}
		catch (RuntimeException | LinkageError ex) {
			this.registry.warnings().failed(ex);
		}
	}

}
