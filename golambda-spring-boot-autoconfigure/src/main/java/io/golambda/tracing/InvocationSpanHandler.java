package io.golambda.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Creates the span of an invocation, as a child of the sender's span or with a link to
 * it.
 */
final class InvocationSpanHandler extends PropagatingReceiverTracingObservationHandler<InvocationObservationContext> {

	private final SpanLinks links;

	InvocationSpanHandler(Tracer tracer, Propagator propagator) {
		super(tracer, propagator);
		this.links = new SpanLinks(tracer);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof InvocationObservationContext;
	}

	@Override
	public Span.Builder customizeExtractedSpan(InvocationObservationContext context, Span.Builder span) {
		this.links.add(context.links(), span);
		return span;
	}

}
