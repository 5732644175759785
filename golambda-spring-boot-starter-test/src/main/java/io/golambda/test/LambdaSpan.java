package io.golambda.test;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A span of an invocation, see {@link LambdaResult#spans()}: one of golambda, of Spring,
 * or of the application's own Micrometer observations. Immutable.
 *
 * @param name the name of the span
 * @param parent the name of the span that contains this one, or {@code null}
 * @param attributes the attributes by name, of low and high cardinality
 * @param duration how long it took
 * @param error the exception with which it ended, or {@code null}
 * @param traceId the trace id; {@code null} if Micrometer Tracing is not in use
 * @param spanId the id of the span; {@code null} if Micrometer Tracing is not in use
 */
public record LambdaSpan(String name, @Nullable String parent, Map<String, String> attributes, Duration duration,
		@Nullable Throwable error, @Nullable String traceId, @Nullable String spanId) {

	/**
	 * Creates a span.
	 */
	public LambdaSpan {
		attributes = Map.copyOf(attributes);
	}

}
