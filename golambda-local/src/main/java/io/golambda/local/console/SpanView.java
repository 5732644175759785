package io.golambda.local.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.local.trace.Span;

/**
 * The JSON of a span.
 *
 * @param traceId the trace id
 * @param spanId the id of the span
 * @param parentId the id of the span that contains this one, or {@code null}
 * @param name the name
 * @param service the name of the service, or {@code null}
 * @param startMicros the microseconds from the start of the first span of the invocation
 * @param durationMicros the duration in microseconds
 * @param error whether it failed
 * @param errorMessage the message of the error, or {@code null}
 * @param attributes the attributes
 * @param links the trace and span ids of the spans that it links to
 */
record SpanView(String traceId, String spanId, @Nullable String parentId, String name, @Nullable String service,
		long startMicros, long durationMicros, boolean error, @Nullable String errorMessage,
		Map<String, Object> attributes, List<Span.Link> links) {

	static List<SpanView> of(List<Span> spans) {
		Instant first = spans.stream().map(Span::start).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
		return spans.stream()
			.map((span) -> of(span, first))
			.sorted(Comparator.comparing(SpanView::startMicros))
			.toList();
	}

	private static SpanView of(Span span, Instant first) {
		return new SpanView(span.traceId(), span.spanId(), span.parentId(), span.name(), span.service(),
				micros(Duration.between(first, span.start())), micros(span.duration()), span.error(),
				span.errorMessage(), span.attributes(), span.links());
	}

	private static long micros(Duration duration) {
		return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1000;
	}

}
