package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.error.StackTraces;
import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Reports and logs the error that ends an invocation, or the work on one of its records,
 * once, and rethrows it unchanged. A function that is about to time out is reported and
 * logged while it still runs, and not again if it fails then.
 */
final class ErrorInterceptor implements InvocationInterceptor, RecordInterceptor, TimeoutListener {

	private final ErrorLog errors;

	private final boolean trimming;

	/**
	 * Creates an interceptor.
	 * @param errors reports and logs errors
	 * @param trimming whether an exception loses its stack trace once it is logged, so
	 * that Lambda's runtime client does not print it again
	 */
	ErrorInterceptor(ErrorLog errors, boolean trimming) {
		this.errors = errors;
		this.trimming = trimming;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		try {
			return chain.proceed(invocation);
		}
		catch (Throwable ex) {
			if (LoggedTimeout.of(invocation).decide()) {
				this.errors.write(ex, invocation);
			}
			if (this.trimming) {
				StackTraces.remove(ex);
			}
			throw ex;
		}
		finally {
			this.errors.logUnsent(invocation);
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		try {
			chain.proceed();
		}
		catch (Throwable ex) {
			// not trimmed, since it may become the cause of the invocation's error
			if (!LoggedTimeout.contains(Invocation.current())) {
				this.errors.write(ex, Invocation.current());
			}
			throw ex;
		}
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		LoggedTimeout logged = LoggedTimeout.of(invocation);
		logged.describes(invocation.recordsInWork());
		if (logged.decide()) {
			// for patterns, in a thread without the entries of the function
			LogContextInterceptor.putRequestId(invocation);
			this.errors.writeTimeout(timeout, invocation);
		}
	}

}
