package io.golambda.tracing.aws;

import java.util.Optional;

import io.golambda.invocation.Invocation;

/**
 * Finds the span that a request to AWS continues. An attribute of the invocation, so that
 * {@link LambdaTraceInterceptor} does not depend on a library for tracing.
 */
interface SpanSource {

	/**
	 * Returns the span of the current thread.
	 * @param invocation the invocation that the thread works for
	 * @return the span, or empty if there is none
	 */
	Optional<OutgoingSpan> current(Invocation invocation);

}
