package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Opens the log context of an invocation and closes it: every line that the thread writes
 * in between has the request id. Writes the invocation's start and end at debug.
 */
public final class LogContextInterceptor implements InvocationInterceptor {

	/**
	 * The name of the request id in the MDC and in the log line.
	 */
	public static final String REQUEST_ID = "lambda.requestID";

	private static final Logger log = LoggerFactory.getLogger(LogContextInterceptor.class);

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		String requestId = invocation.requestId();
		if (requestId.isEmpty()) {
			return chain.proceed(invocation);
		}
		MDC.put(REQUEST_ID, requestId);
		try {
			log.debug("Invocation starts: {}", invocation.event());
			long start = System.nanoTime();
			Object result = chain.proceed(invocation);
			log.debug("Invocation ends after {} ms", (System.nanoTime() - start) / 1_000_000);
			return result;
		}
		finally {
			// whatever the function put there must not reach the next invocation either
			MDC.clear();
		}
	}

}
