package io.golambda.sentry;

import java.util.List;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.PropagationContext;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.TransactionContext;

import io.golambda.invocation.Invocation;

/**
 * Sets the trace of events: that of the tracer's span, if the application has a tracer.
 * For a thread outside all invocations, the trace is that of the running invocation, or a
 * new one if several are running, because the trace of the process would link unrelated
 * errors. Safe for use by several threads.
 */
final class InvocationTraces implements EventProcessor {

	private final SentryDelivery delivery;

	InvocationTraces(SentryDelivery delivery) {
		this.delivery = delivery;
	}

	@Override
	public SentryEvent process(SentryEvent event, Hint hint) {
		if (Sentry.getSpan() != null) {
			return event;
		}
		PropagationContext span = SpanIds.trace();
		if (span != null) {
			event.getContexts().setTrace(TransactionContext.fromPropagationContext(span));
		}
		else if (Invocation.find().isEmpty()) {
			List<PropagationContext> running = this.delivery.runningTraces();
			if (running.stream().noneMatch((trace) -> isTraceOf(event, trace))) {
				PropagationContext trace = (running.size() == 1) ? running.get(0) : new PropagationContext();
				event.getContexts().setTrace(TransactionContext.fromPropagationContext(trace));
			}
		}
		return event;
	}

	private static boolean isTraceOf(SentryEvent event, PropagationContext trace) {
		return event.getContexts().getTrace() != null
				&& event.getContexts().getTrace().getTraceId().equals(trace.getTraceId());
	}

}
