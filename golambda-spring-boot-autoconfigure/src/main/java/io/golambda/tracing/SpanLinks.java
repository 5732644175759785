package io.golambda.tracing;

import java.util.Collection;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;

/**
 * Links spans to their senders. Safe for use by several threads.
 */
final class SpanLinks {

	private final Tracer tracer;

	SpanLinks(Tracer tracer) {
		this.tracer = tracer;
	}

	void add(Collection<SenderSpan> senders, Span.Builder span) {
		for (SenderSpan sender : senders) {
			span.addLink(new Link(this.tracer.traceContextBuilder()
				.traceId(sender.traceId())
				.spanId(sender.spanId())
				.sampled(sender.sampled())
				.build()));
		}
	}

}
