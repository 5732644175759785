package io.golambda.logging;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Writes the lines below the level that an invocation has kept, if it fails: in their
 * order, marked as buffered, before the error is told.
 */
public final class DebugOnFailureInterceptor implements InvocationInterceptor {

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		boolean failed = true;
		try {
			Object result = chain.proceed(invocation);
			failed = false;
			return result;
		}
		finally {
			if (failed && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
				invocation.attribute(LogContext.class).ifPresent((log) -> JsonConsole.writeBuffered(context, log));
			}
		}
	}

}
