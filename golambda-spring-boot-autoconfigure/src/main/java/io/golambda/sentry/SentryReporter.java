package io.golambda.sentry;

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
		SentryId id = Sentry.captureEvent(this.events.of(error, invocation));
		if (invocation == null) {
			Sentry.flush(SentryScopes.MAX_WAIT.toMillis());
		}
		return id.equals(SentryId.EMPTY_ID) ? null : id.toString();
	}

}
