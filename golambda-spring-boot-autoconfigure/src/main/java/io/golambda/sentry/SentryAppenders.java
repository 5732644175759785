package io.golambda.sentry;

import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.FilterReply;
import io.sentry.logback.SentryAppender;

/**
 * Filters the lines that Sentry's appenders get, those of the application's
 * {@code logback-spring.xml} included.
 *
 * @param deniedLoggers the names of the loggers whose lines are not sent
 * @param ownEvents whether the appender of Sentry's starter sends lines as events
 */
record SentryAppenders(List<String> deniedLoggers, boolean ownEvents) {

	private static final String STARTERS_APPENDER = "SENTRY_APPENDER";

	void filter(LoggerContext context) {
		for (Logger logger : context.getLoggerList()) {
			filter(logger);
		}
	}

	private void filter(AppenderAttachable<ILoggingEvent> parent) {
		for (Iterator<Appender<ILoggingEvent>> all = parent.iteratorForAppenders(); all.hasNext();) {
			Appender<ILoggingEvent> appender = all.next();
			if (appender instanceof SentryAppender sentry) {
				filter(sentry);
			}
			else if (appender instanceof AppenderAttachable<?> wrapper) {
				filter(appenders(wrapper));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static AppenderAttachable<ILoggingEvent> appenders(AppenderAttachable<?> wrapper) {
		return (AppenderAttachable<ILoggingEvent>) wrapper;
	}

	private void filter(SentryAppender appender) {
		List<Filter<ILoggingEvent>> filters = appender.getCopyOfAttachedFiltersList();
		if (filters.stream().noneMatch(DeniedLoggers.class::isInstance)) {
			appender.clearAllFilters();
			appender.addFilter(new DeniedLoggers(this.deniedLoggers));
			filters.forEach(appender::addFilter);
		}
		if (STARTERS_APPENDER.equals(appender.getName()) && !this.ownEvents) {
			appender.setMinimumEventLevel(Level.OFF);
		}
	}

	private static final class DeniedLoggers extends Filter<ILoggingEvent> {

		private final List<String> names;

		DeniedLoggers(List<String> names) {
			this.names = names;
		}

		@Override
		public FilterReply decide(ILoggingEvent line) {
			return this.names.contains(line.getLoggerName()) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}

	}

}
