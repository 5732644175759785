package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.error.StackTraces;
import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Tells once of whatever ends the invocation, or the work on one of its records, and lets
 * it pass unchanged, so that Lambda sees the function's own exception.
 */
final class ErrorInterceptor implements InvocationInterceptor, RecordInterceptor {

	private final ErrorLog errors;

	private final boolean trimming;

	/**
	 * Creates the interceptor.
	 * @param errors where errors are told
	 * @param trimming whether an exception loses its stack trace once it is told, so that
	 * Lambda's runtime does not print it once more
	 */
	public ErrorInterceptor(ErrorLog errors, boolean trimming) {
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
			this.errors.writeUnsent(invocation);
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		try {
			chain.proceed();
		}
		catch (Throwable ex) {
			// not trimmed: it may become the cause of what ends the invocation
			this.errors.write(ex, Invocation.current());
			throw ex;
		}
	}

}
