package io.golambda.logging;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterAttachable;

/**
 * Adds a filter to an appender ahead of the others, which may accept an event and thereby
 * end the chain.
 */
final class FirstFilter {

	private FirstFilter() {
	}

	static void add(Filter<ILoggingEvent> filter, FilterAttachable<ILoggingEvent> appender) {
		filter.start();
		List<Filter<ILoggingEvent>> others = appender.getCopyOfAttachedFiltersList();
		if (!others.isEmpty()) {
			appender.clearAllFilters();
		}
		appender.addFilter(filter);
		others.forEach(appender::addFilter);
	}

}
