package io.golambda.autoconfigure;

import io.sentry.spring.boot4.SentryLogbackInitializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Filters the lines of Sentry's appenders as soon as Sentry's listener has added its own.
 */
final class SentryAppenderListener implements ApplicationListener<ContextRefreshedEvent> {

	private final boolean ownEvents;

	private final @Nullable SentryLogbackInitializer initializer;

	/**
	 * Creates the listener.
	 * @param ownEvents whether the appender that Sentry's starter adds sends lines as
	 * events of their own
	 * @param initializer Sentry's listener, or {@code null} if it adds no appender
	 */
	SentryAppenderListener(boolean ownEvents, @Nullable SentryLogbackInitializer initializer) {
		this.ownEvents = ownEvents;
		this.initializer = initializer;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (this.initializer != null) {
			// may run after this listener otherwise; a second run adds nothing
			this.initializer.onApplicationEvent(event);
		}
		SentrySetup.filterAppenders(this.ownEvents);
	}

}
