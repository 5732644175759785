package io.golambda.logging;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Writes the lines below the level that an invocation has kept, if it fails: in their
 * order, marked as buffered, before the error is told. Likewise those of a record that
 * fails by itself; those of a record that does not stay with the invocation.
 */
public final class DebugOnFailureInterceptor implements InvocationInterceptor, RecordInterceptor {

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
				invocation.attribute(LogContext.class).ifPresent(DebugOnFailureInterceptor::write);
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
				write(log);
			}
			else {
				log.keepForInvocation();
			}
		}
	}

	private static void write(LogContext log) {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			JsonConsole.writeBuffered(context, log);
		}
	}

}
