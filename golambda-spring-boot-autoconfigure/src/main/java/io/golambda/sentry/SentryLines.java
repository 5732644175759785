package io.golambda.sentry;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.sentry.Sentry;
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
	 * Sets up an appender, unless the application has configured one of its own. A line
	 * becomes an event only if that is asked for. The line of a reported error and lines
	 * about Sentry itself never go to Sentry.
	 * @param context the logging context
	 * @param errorLogger the name of the logger of reported errors
	 * @param levels the lowest levels of lines that become something, as Sentry's
	 * properties {@code sentry.logging.*} have them
	 * @param values the values of a line, masked
	 */
	public static void attach(LoggerContext context, String errorLogger, Levels levels,
			Function<ILoggingEvent, Map<String, @Nullable Object>> values) {
		LineValues.install(Sentry.getCurrentScopes().getOptions(), values);
		boolean configured = false;
		for (Logger logger : context.getLoggerList()) {
			for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext();) {
				if (all.next() instanceof SentryAppender appender && !NAME.equals(appender.getName())) {
					passAllBut(errorLogger, appender);
					configured = true;
				}
			}
		}
		if (!configured) {
			attachOwn(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME), errorLogger, levels);
		}
	}

	private static void attachOwn(Logger root, String errorLogger, Levels levels) {
		Appender<ILoggingEvent> there = root.getAppender(NAME);
		SentryAppender appender = (there instanceof SentryAppender attached) ? attached : new SentryAppender();
		passAllBut(errorLogger, appender);
		appender.setMinimumBreadcrumbLevel(Level.toLevel(levels.breadcrumb(), Level.INFO));
		appender.setMinimumEventLevel(Level.toLevel(levels.event(), Level.OFF));
		appender.setMinimumLevel(Level.toLevel(levels.line(), Level.INFO));
		if (there == null) {
			appender.setName(NAME);
			appender.setContext(root.getLoggerContext());
			appender.start();
			root.addAppender(appender);
		}
	}

	private static void passAllBut(String logger, SentryAppender appender) {
		List<Filter<ILoggingEvent>> others = appender.getCopyOfAttachedFiltersList();
		others.removeIf(AllBut.class::isInstance);
		appender.clearAllFilters();
		appender.addFilter(new AllBut(logger));
		others.forEach(appender::addFilter);
	}

	/**
	 * The lowest levels of lines that become something in Sentry.
	 *
	 * @param breadcrumb of a breadcrumb, or {@code null} for info
	 * @param event of an event, or {@code null} for no events
	 * @param line of a line among Sentry's logs, where these are switched on, or
	 * {@code null} for info
	 */
	public record Levels(@Nullable String breadcrumb, @Nullable String event, @Nullable String line) {

	}

	private static final class AllBut extends Filter<ILoggingEvent> {

		private final String logger;

		AllBut(String logger) {
			this.logger = logger;
		}

		@Override
		public FilterReply decide(ILoggingEvent event) {
			return event.getLoggerName().equals(this.logger) || event.getLoggerName().equals(SentryDelivery.LOGGER)
					? FilterReply.DENY : FilterReply.NEUTRAL;
		}

	}

}
