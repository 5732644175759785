package io.golambda.sentry;

import java.util.Map;
import java.util.function.Function;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.sentry.Breadcrumb;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.TypeCheckHint;
import org.jspecify.annotations.Nullable;

/**
 * Adds the values of a log line to the breadcrumb or event that Sentry's appender created
 * from it. Safe for use by several threads.
 */
final class LineValues implements EventProcessor, SentryOptions.BeforeBreadcrumbCallback {

	private final Function<ILoggingEvent, Map<String, @Nullable Object>> values;

	private final SentryOptions.@Nullable BeforeBreadcrumbCallback next;

	private LineValues(Function<ILoggingEvent, Map<String, @Nullable Object>> values,
			SentryOptions.@Nullable BeforeBreadcrumbCallback next) {
		this.values = values;
		this.next = next;
	}

	static void install(SentryOptions options, Function<ILoggingEvent, Map<String, @Nullable Object>> values) {
		LineValues added = new LineValues(values, options.getBeforeBreadcrumb());
		options.setBeforeBreadcrumb(added);
		options.addEventProcessor(added);
	}

	@Override
	public @Nullable Breadcrumb execute(Breadcrumb breadcrumb, Hint hint) {
		ILoggingEvent line = hint.getAs(TypeCheckHint.LOGBACK_LOGGING_EVENT, ILoggingEvent.class);
		if (line != null) {
			this.values.apply(line).forEach(breadcrumb::setData);
		}
		return (this.next != null) ? this.next.execute(breadcrumb, hint) : breadcrumb;
	}

	@Override
	public SentryEvent process(SentryEvent event, Hint hint) {
		ILoggingEvent line = hint.getAs(TypeCheckHint.SENTRY_SYNTHETIC_EXCEPTION, ILoggingEvent.class);
		if (line != null) {
			Map<String, @Nullable Object> values = this.values.apply(line);
			if (!values.isEmpty()) {
				event.getContexts().put("values", values);
			}
		}
		return event;
	}

}
