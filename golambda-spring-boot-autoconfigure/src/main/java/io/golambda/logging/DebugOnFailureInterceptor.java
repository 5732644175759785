package io.golambda.logging;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Writes the debug lines that a failed invocation has held back, in their order, marked
 * as buffered, ahead of the line of the error. Does the same for a failed record of a
 * batch. The lines of a successful record are held back until the invocation ends. A
 * function that is about to time out counts as failed, with all records in work.
 */
final class DebugOnFailureInterceptor implements InvocationInterceptor, RecordInterceptor, TimeoutListener {

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		boolean failed = true;
		try {
			Object result = chain.proceed(invocation);
			failed = false;
			return result;
		}
		finally {
			if (failed) {
				write(invocation);
			}
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		LogContext log = Invocation.current().attribute(LogContext.class, LogContext::none);
		boolean failed = true;
		try {
			chain.proceed();
			failed = false;
		}
		finally {
			if (failed) {
				log.heldLines().write();
			}
			else {
				log.keepForInvocation();
			}
		}
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		write(invocation);
		invocation.recordsInWork().forEach(DebugOnFailureInterceptor::write);
	}

	private static void write(Invocation invocation) {
		invocation.attribute(LogContext.class).ifPresent((log) -> log.heldLines().write());
	}

}
