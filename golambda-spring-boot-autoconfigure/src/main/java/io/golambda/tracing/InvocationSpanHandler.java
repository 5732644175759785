package io.golambda.tracing;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the span of an invocation, as a child of the sender's span or with a link to
 * it.
 */
final class InvocationSpanHandler extends PropagatingReceiverTracingObservationHandler<InvocationObservationContext> {

	private static final Logger log = LoggerFactory.getLogger(InvocationSpanHandler.class);

	private final SpanLinks links;

	private final AtomicBoolean explaining;

	/**
	 * Creates a handler.
	 * @param explaining whether to log, once, that spans are not exported because Lambda
	 * does not sample them
	 */
	InvocationSpanHandler(Tracer tracer, Propagator propagator, boolean explaining) {
		super(tracer, propagator);
		this.explaining = new AtomicBoolean(explaining);
		this.links = new SpanLinks(tracer);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof InvocationObservationContext;
	}

	@Override
	public Span.Builder customizeExtractedSpan(InvocationObservationContext context, Span.Builder span) {
		this.links.add(context.links(), span);
		if (context.isUnsampledByXRay() && this.explaining.getAndSet(false)) {
			log.info("Spans of this invocation are not exported, because Lambda's X-Ray header says Sampled=0, as it "
					+ "does for each invocation without active tracing. Activate X-Ray tracing of the function, or set "
					+ "golambda.tracing.x-ray-header=link, so that your own sampler decides. To keep it so without "
					+ "this line, set golambda.tracing.x-ray-header=parent.");
		}
		return span;
	}

}
