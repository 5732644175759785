package io.golambda.sentry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryAttributeType;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryLogEvent;
import io.sentry.SentryLogEventAttributeValue;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Masks what goes to Sentry from elsewhere than an error report, too: what the
 * application adds to the scope, and the MDC of log lines. Safe for use by several
 * threads.
 */
public final class MaskedEvents implements EventProcessor {

	private final Masking masking;

	/**
	 * Creates the processor.
	 * @param masking masks and bounds values as log lines do
	 */
	public MaskedEvents(Masking masking) {
		this.masking = masking;
	}

	@Override
	public SentryEvent process(SentryEvent event, Hint hint) {
		mask(event);
		return event;
	}

	@Override
	public SentryTransaction process(SentryTransaction transaction, Hint hint) {
		mask(transaction);
		transaction.getSpans().forEach((span) -> mask(span.getData()));
		return transaction;
	}

	@Override
	public SentryLogEvent process(SentryLogEvent line) {
		Map<String, SentryLogEventAttributeValue> attributes = line.getAttributes();
		if (attributes != null) {
			attributes.replaceAll((name, value) -> (value.getValue() instanceof String text)
					? new SentryLogEventAttributeValue(SentryAttributeType.STRING, masked(name, text)) : value);
		}
		return line;
	}

	private void mask(SentryBaseEvent event) {
		for (Map.Entry<String, Object> context : event.getContexts().entrySet()) {
			if (context.getValue() instanceof Map<?, ?> values) {
				Map<String, @Nullable Object> masked = new LinkedHashMap<>();
				values.forEach((name, value) -> masked.put(String.valueOf(name), masked(String.valueOf(name), value)));
				event.getContexts().put(context.getKey(), masked);
			}
		}
		if (event.getContexts().getTrace() != null) {
			mask(event.getContexts().getTrace().getData());
		}
		mask(event.getExtras());
		if (event.getTags() != null) {
			event.getTags().replaceAll((name, value) -> String.valueOf(masked(name, value)));
		}
		if (event.getBreadcrumbs() != null) {
			event.getBreadcrumbs().forEach((breadcrumb) -> mask(breadcrumb.getData()));
		}
	}

	private void mask(@Nullable Map<String, Object> values) {
		if (values != null) {
			values.replaceAll(this::masked);
		}
	}

	private @Nullable Object masked(String name, @Nullable Object value) {
		return this.masking.mask(Collections.singletonMap(name, value)).values().iterator().next();
	}

}
