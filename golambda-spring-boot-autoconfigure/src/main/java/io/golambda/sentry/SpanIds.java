package io.golambda.sentry;

import java.util.regex.Pattern;

import io.sentry.PropagationContext;
import io.sentry.SpanId;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The ids of the span in which the current thread works. A tracer sets them for log
 * lines, by the names that are Spring Boot's default.
 */
final class SpanIds {

	private static final String TRACE_ID = "traceId";

	private static final String SPAN_ID = "spanId";

	private static final Pattern VALID_TRACE_ID = Pattern.compile("[0-9a-f]{32}");

	private static final Pattern VALID_SPAN_ID = Pattern.compile("[0-9a-f]{16}");

	private SpanIds() {
	}

	/**
	 * Returns the trace of the current span.
	 * @return the trace, or {@code null} without a tracer
	 */
	static @Nullable PropagationContext trace() {
		String traceId = MDC.get(TRACE_ID);
		String spanId = MDC.get(SPAN_ID);
		return (traceId != null && spanId != null && VALID_TRACE_ID.matcher(traceId).matches()
				&& VALID_SPAN_ID.matcher(spanId).matches())
						? new PropagationContext(new SentryId(traceId), new SpanId(spanId), null, null, null) : null;
	}

}
