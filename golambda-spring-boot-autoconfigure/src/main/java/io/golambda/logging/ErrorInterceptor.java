package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.error.StackTraces;
import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Reports and logs the error that ends an invocation, or the work on one of its records,
 * once, and rethrows it unchanged.
 */
final class ErrorInterceptor implements InvocationInterceptor, RecordInterceptor {

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
			this.errors.write(ex, invocation);
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
			this.errors.write(ex, Invocation.current());
			throw ex;
		}
	}

}
