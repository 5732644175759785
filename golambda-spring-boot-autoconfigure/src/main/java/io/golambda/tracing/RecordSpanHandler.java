package io.golambda.tracing;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

import io.golambda.event.EventRecord;
import io.golambda.tracing.LambdaObservation.RecordDetails;

/**
 * Creates the span of a record, with links to its senders.
 */
final class RecordSpanHandler implements TracingObservationHandler<RecordObservationContext> {

	private final Tracer tracer;

	private final SpanLinks links;

	RecordSpanHandler(Tracer tracer) {
		this.tracer = tracer;
		this.links = new SpanLinks(tracer);
	}

	@Override
	public Tracer getTracer() {
		return this.tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof RecordObservationContext;
	}

	@Override
	public void onStart(RecordObservationContext context) {
		Span parent = getParentSpan(context);
		Span.Builder span = this.tracer.spanBuilder();
		if (parent != null) {
			span.setParent(parent.context());
		}
		// attributes are only read for a span that may be exported
		if (parent == null || !Boolean.FALSE.equals(parent.context().sampled())) {
			describe(context.record(), span);
		}
		getTracingContext(context).setSpan(span.start());
	}

	private void describe(EventRecord record, Span.Builder span) {
		MessagingSource messaging = MessagingSource.of(record.source());
		Map<String, String> attributes = Map.of();
		if (messaging != null) {
			attributes = messaging.attributes(record);
			span.kind(Span.Kind.CONSUMER)
				.tag(RecordDetails.OPERATION_NAME.asString(), "process")
				.tag(RecordDetails.OPERATION_TYPE.asString(), "process");
			String destination = messaging.destination(attributes);
			if (destination != null) {
				span.tag(RecordDetails.DESTINATION.asString(), destination);
			}
		}
		this.links.add(RecordSenders.of(record, attributes), span);
	}

	@Override
	public void onStop(RecordObservationContext context) {
		Span span = getRequiredSpan(context);
		span.name(getSpanName(context));
		tagSpan(context, span);
		endSpan(context, span);
	}

}
