package io.golambda.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

import io.golambda.invocation.Invocation;

/**
 * Adds the {@link LineContext} to each event, in the thread that logs it.
 */
final class LineContextFilter extends Filter<ILoggingEvent> {

	static boolean isOn(Appender<ILoggingEvent> appender) {
		return appender.getCopyOfAttachedFiltersList().stream().anyMatch(LineContextFilter.class::isInstance);
	}

	@Override
	public FilterReply decide(ILoggingEvent event) {
		Invocation invocation = Invocation.find().orElse(null);
		if (invocation != null && event instanceof LoggingEvent logged
				&& !(event.getLoggerContextVO() instanceof LineContext)) {
			logged.setLoggerContextRemoteView(new LineContext(event.getLoggerContextVO(), invocation));
		}
		return FilterReply.NEUTRAL;
	}

}
