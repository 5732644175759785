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
 * Gives events of threads that work for no invocation the trace of the one that runs, in
 * place of that of the process, by which Sentry would join unrelated errors. If several
 * run, a trace of its own. Safe for use by several threads.
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
