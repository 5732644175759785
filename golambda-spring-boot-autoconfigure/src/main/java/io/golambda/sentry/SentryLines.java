package io.golambda.sentry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.sentry.logback.SentryAppender;
import org.jspecify.annotations.Nullable;

/**
 * Has Sentry's appender keep the log lines of an invocation as breadcrumbs of its error.
 */
public final class SentryLines {

	private static final String NAME = "SENTRY_APPENDER";

	private SentryLines() {
	}

	/**
	 * Sets up the appender, or the one that is there already. A line becomes an event of
	 * its own only if that is asked for, and the line that tells of a reported error
	 * never.
	 * @param context the logging context
	 * @param errorLogger the name of the logger that tells of reported errors
	 * @param breadcrumbLevel the lowest level of breadcrumbs, or {@code null} for info
	 * @param eventLevel the lowest level of events, or {@code null} for no events
	 */
	public static void attach(LoggerContext context, String errorLogger, @Nullable String breadcrumbLevel,
			@Nullable String eventLevel) {
		Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Appender<ILoggingEvent> there = root.getAppender(NAME);
		SentryAppender appender = (there instanceof SentryAppender attached) ? attached : new SentryAppender();
		appender.clearAllFilters();
		appender.addFilter(new AllBut(errorLogger));
		appender.setMinimumBreadcrumbLevel(Level.toLevel(breadcrumbLevel, Level.INFO));
		appender.setMinimumEventLevel(Level.toLevel(eventLevel, Level.OFF));
		if (there == null) {
			appender.setName(NAME);
			appender.setContext(context);
			appender.start();
			root.addAppender(appender);
		}
	}

	private static final class AllBut extends Filter<ILoggingEvent> {

		private final String logger;

		AllBut(String logger) {
			this.logger = logger;
		}

		@Override
		public FilterReply decide(ILoggingEvent event) {
			return event.getLoggerName().equals(this.logger) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}

	}

}
