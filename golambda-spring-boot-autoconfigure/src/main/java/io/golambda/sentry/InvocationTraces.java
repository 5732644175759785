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
 * Sets the trace of events that a thread outside all invocations sends: the trace of the
 * running invocation, or a new one if several are running. Otherwise the trace of the
 * process would link unrelated errors. Safe for use by several threads.
 */
final class InvocationTraces implements EventProcessor {

	private final SentryDelivery delivery;

	InvocationTraces(SentryDelivery delivery) {
		this.delivery = delivery;
	}

	@Override
	public SentryEvent process(SentryEvent event, Hint hint) {
		if (Invocation.find().isEmpty() && Sentry.getSpan() == null) {
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
