package io.golambda.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * The handlers that create the spans of invocations and records with their parents and
 * links. Needed only with a {@link Tracer}.
 */
public final class SpanHandlers {

	private SpanHandlers() {
	}

	/**
	 * Returns the handler for invocations.
	 * @param tracer the tracer of the application
	 * @param propagator reads the trace context of the sender
	 * @param explaining whether to log, once, that spans are not exported because Lambda
	 * does not sample them
	 * @return the handler
	 */
	public static TracingObservationHandler<InvocationObservationContext> invocations(Tracer tracer,
			Propagator propagator, boolean explaining) {
		return new InvocationSpanHandler(tracer, propagator, explaining);
	}

	/**
	 * Returns the handler for records.
	 * @param tracer the tracer of the application
	 * @return the handler
	 */
	public static TracingObservationHandler<RecordObservationContext> records(Tracer tracer) {
		return new RecordSpanHandler(tracer);
	}

}
