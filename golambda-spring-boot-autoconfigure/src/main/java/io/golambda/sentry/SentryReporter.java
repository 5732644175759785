package io.golambda.sentry;

import io.sentry.ISentryLifecycleToken;
import io.sentry.Sentry;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.Invocation;

/**
 * Sends each error as one event to Sentry. Safe for use by several threads.
 */
final class SentryReporter implements ErrorReporter {

	private final SentryEvents events;

	SentryReporter(SentryEvents events) {
		this.events = events;
	}

	/**
	 * Sends an error. The invocation waits at its end until the event has arrived; for
	 * the failure of a start, this method waits.
	 * @return the event's id, or {@code null} if Sentry does not accept the event for
	 * sending: its queue is full, its rate is limited, or a setting of the application
	 * drops it
	 */
	@Override
	public @Nullable String report(ErrorReport error, @Nullable Invocation invocation) {
		InvocationScopes scopes = (invocation != null) ? invocation.attribute(InvocationScopes.class).orElse(null)
				: null;
		SentryId id;
		if (scopes != null && invocation.thread() != Thread.currentThread()) {
			// reported while the function still runs
			ISentryLifecycleToken scope = scopes.enterCopy();
			try {
				id = capture(error, invocation);
			}
			finally {
				scope.close();
			}
		}
		else {
			id = capture(error, invocation);
		}
		if (invocation == null) {
			Sentry.flush(SentryScopes.MAX_WAIT.toMillis());
		}
		return id.equals(SentryId.EMPTY_ID) ? null : id.toString();
	}

	private SentryId capture(ErrorReport error, @Nullable Invocation invocation) {
		return Sentry.captureEvent(this.events.of(error, invocation));
	}

}
