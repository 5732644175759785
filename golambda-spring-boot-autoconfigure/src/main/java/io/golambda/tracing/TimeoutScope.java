package io.golambda.tracing;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Lets the report before a timeout work within the observation of the invocation, so that
 * its log lines and its event in Sentry have the ids of the span. The report has a thread
 * of its own.
 */
final class TimeoutScope implements InvocationInterceptor, TimeoutListener {

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		return chain.proceed(invocation);
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		invocation.attribute(OpenObservation.class).ifPresent(OpenObservation::openScope);
	}

}
