package io.golambda.sentry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.sentry.Breadcrumb;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.JsonUnknown;
import io.sentry.SentryAttributeType;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryLogEvent;
import io.sentry.SentryLogEventAttributeValue;
import io.sentry.SentryMetricsEvent;
import io.sentry.SentryOptions;
import io.sentry.SentryReplayEvent;
import io.sentry.SpanContext;
import io.sentry.protocol.Contexts;
import io.sentry.protocol.Message;
import io.sentry.protocol.Request;
import io.sentry.protocol.Response;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Masks everything that is sent to Sentry, by the keys that are masked in log lines:
 * contexts, tags, extras, breadcrumbs, spans, request, user, parameters of messages, and
 * attributes of logs and metrics.
 * <p>
 * Sentry sends an event unchanged if a processor throws an exception. Therefore this
 * processor drops what it cannot mask: a part of the event, or as a last resort the whole
 * event. Safe for use by several threads.
 */
final class EventMasker implements EventProcessor {

	private static final String PARAMETER = "sentry.message.parameter.";

	private final SafeMasking masking;

	EventMasker(Masking masking) {
		this.masking = new SafeMasking(masking);
	}

	/**
	 * Masks everything that is sent with these options, after the application's event
	 * processors and again after its callbacks.
	 */
	static void install(SentryOptions options, Masking masking) {
		EventMasker masked = new EventMasker(masking);
		options.addEventProcessor(masked);
		SentryOptions.BeforeSendCallback event = options.getBeforeSend();
		if (event != null) {
			options
				.setBeforeSend((sent, hint) -> after(event.execute(sent, hint), (kept) -> masked.process(kept, hint)));
		}
		SentryOptions.BeforeSendCallback feedback = options.getBeforeSendFeedback();
		if (feedback != null) {
			options.setBeforeSendFeedback(
					(sent, hint) -> after(feedback.execute(sent, hint), (kept) -> masked.process(kept, hint)));
		}
		SentryOptions.BeforeSendTransactionCallback transaction = options.getBeforeSendTransaction();
		if (transaction != null) {
			options.setBeforeSendTransaction(
					(sent, hint) -> after(transaction.execute(sent, hint), (kept) -> masked.process(kept, hint)));
		}
		SentryOptions.Logs.BeforeSendLogCallback line = options.getLogs().getBeforeSend();
		if (line != null) {
			options.getLogs().setBeforeSend((sent) -> after(line.execute(sent), masked::process));
		}
		SentryOptions.Metrics.BeforeSendMetricCallback metric = options.getMetrics().getBeforeSend();
		if (metric != null) {
			options.getMetrics()
				.setBeforeSend((sent, hint) -> after(metric.execute(sent, hint), (kept) -> masked.process(kept, hint)));
		}
	}

	private static <T> @Nullable T after(@Nullable T kept, Function<T, @Nullable T> masking) {
		return (kept != null) ? masking.apply(kept) : null;
	}

	@Override
	public @Nullable SentryEvent process(SentryEvent event, Hint hint) {
		return safely(event, () -> {
			mask(event);
			part(() -> mask(event.getMessage()), () -> event.setMessage(null));
			part(() -> maskExceptions(event.getExceptions()), () -> event.setExceptions(null));
			part(() -> event.setUnknown(this.masking.values(event.getUnknown())), () -> event.setUnknown(null));
		});
	}

	@Override
	public @Nullable SentryTransaction process(SentryTransaction transaction, Hint hint) {
		return safely(transaction, () -> {
			mask(transaction);
			transaction.getSpans().forEach(this::mask);
			part(() -> transaction.setUnknown(this.masking.values(transaction.getUnknown())),
					() -> transaction.setUnknown(null));
		});
	}

	@Override
	public @Nullable SentryReplayEvent process(SentryReplayEvent replay, Hint hint) {
		return safely(replay, () -> {
			mask(replay);
			part(() -> replay.setUrls(masked(replay.getUrls())), () -> replay.setUrls(null));
		});
	}

	@Override
	public @Nullable SentryLogEvent process(SentryLogEvent line) {
		return safely(line,
				() -> part(() -> line.setAttributes(masked(line.getAttributes())), () -> line.setAttributes(null)));
	}

	@Override
	public @Nullable SentryMetricsEvent process(SentryMetricsEvent metric, Hint hint) {
		return safely(metric, () -> part(() -> metric.setAttributes(masked(metric.getAttributes())),
				() -> metric.setAttributes(null)));
	}

	private void mask(SentryBaseEvent event) {
		mask(event.getContexts());
		part(() -> event.setExtras(this.masking.values(event.getExtras())), () -> event.setExtras(null));
		part(() -> event.setTags(this.masking.texts(event.getTags())), () -> event.setTags(null));
		part(() -> event.setBreadcrumbs(maskedBreadcrumbs(event.getBreadcrumbs())), () -> event.setBreadcrumbs(null));
		part(() -> event.setRequest(masked(event.getRequest())), () -> event.setRequest(null));
		part(() -> event.setUser(masked(event.getUser())), () -> event.setUser(null));
	}

	private void mask(Contexts contexts) {
		for (Map.Entry<String, Object> context : contexts.entrySet()) {
			String name = context.getKey();
			part(() -> contexts.put(name, masked(name, context.getValue())), () -> contexts.remove(name));
		}
	}

	private Object masked(String name, Object context) {
		if (context instanceof SpanContext trace) {
			// Sentry requires its own class, and the span may still be active
			maskInPlace(trace);
			return trace;
		}
		if (context instanceof Response response) {
			Response masked = new Response(response);
			masked.setCookies(cookies(response.getCookies()));
			masked.setHeaders(this.masking.texts(response.getHeaders()));
			masked.setData(this.masking.body(response.getData()));
			masked.setUnknown(this.masking.values(response.getUnknown()));
			return masked;
		}
		if (context instanceof JsonUnknown known && context.getClass().getName().startsWith("io.sentry.")) {
			known.setUnknown(this.masking.values(known.getUnknown()));
			return context;
		}
		if (context instanceof Map<?, ?> values && !this.masking.masks(name)) {
			return Objects.requireNonNull(this.masking.values(values));
		}
		Object masked = Objects.requireNonNull(this.masking.value(name, context));
		// Sentry expects an object
		return (masked instanceof Map<?, ?>) ? masked : new LinkedHashMap<>(Map.of("value", masked));
	}

	private void maskInPlace(SpanContext trace) {
		List.copyOf(trace.getData().keySet())
			.forEach((name) -> trace.setData(name, this.masking.value(name, trace.getData().get(name))));
		List.copyOf(trace.getTags().keySet())
			.forEach((name) -> trace.setTag(name, this.masking.text(name, trace.getTags().get(name))));
		trace.setUnknown(this.masking.values(trace.getUnknown()));
	}

	private void mask(SentrySpan span) {
		part(() -> span.setData(this.masking.values(span.getData())), () -> span.setData(null));
		Map<String, String> tags = span.getTags();
		part(() -> tags.replaceAll((name, value) -> String.valueOf(this.masking.text(name, value))), tags::clear);
		part(() -> span.setUnknown(this.masking.values(span.getUnknown())), () -> span.setUnknown(null));
	}

	// copies, because the scope holds the originals
	private @Nullable List<Breadcrumb> maskedBreadcrumbs(@Nullable List<Breadcrumb> breadcrumbs) {
		if (breadcrumbs == null) {
			return null;
		}
		List<Breadcrumb> masked = new ArrayList<>();
		for (Breadcrumb breadcrumb : breadcrumbs) {
			Breadcrumb copy = new Breadcrumb(breadcrumb.getTimestamp());
			copy.setType(breadcrumb.getType());
			copy.setCategory(breadcrumb.getCategory());
			copy.setOrigin(breadcrumb.getOrigin());
			copy.setLevel(breadcrumb.getLevel());
			copy.setMessage(this.masking.url(breadcrumb.getMessage()));
			Objects.requireNonNull(this.masking.values(breadcrumb.getData())).forEach(copy::setData);
			copy.setUnknown(this.masking.values(breadcrumb.getUnknown()));
			masked.add(copy);
		}
		return masked;
	}

	private @Nullable Request masked(@Nullable Request request) {
		if (request == null) {
			return null;
		}
		Request masked = new Request(request);
		masked.setUrl(this.masking.url(request.getUrl()));
		masked.setQueryString(this.masking.pairs(request.getQueryString(), "&"));
		masked.setCookies(cookies(request.getCookies()));
		masked.setHeaders(this.masking.texts(request.getHeaders()));
		masked.setData(this.masking.body(request.getData()));
		masked.setEnvs(this.masking.texts(request.getEnvs()));
		masked.setOthers(this.masking.texts(request.getOthers()));
		masked.setFragment(this.masking.pairs(request.getFragment(), "&"));
		masked.setUnknown(this.masking.values(request.getUnknown()));
		return masked;
	}

	private @Nullable String cookies(@Nullable String cookies) {
		return this.masking.masks("cookies") ? this.masking.text("cookies", cookies) : this.masking.pairs(cookies, ";");
	}

	private @Nullable User masked(@Nullable User user) {
		if (user == null) {
			return null;
		}
		User masked = new User(user);
		masked.setData(this.masking.texts(user.getData()));
		masked.setUnknown(this.masking.values(user.getUnknown()));
		return masked;
	}

	private void mask(@Nullable Message message) {
		if (message != null) {
			if (message.getParams() != null) {
				message.setParams(message.getParams().stream().map(this.masking::parameter).toList());
			}
			message.setUnknown(this.masking.values(message.getUnknown()));
		}
	}

	private void maskExceptions(@Nullable List<SentryException> exceptions) {
		if (exceptions == null) {
			return;
		}
		for (SentryException exception : exceptions) {
			if (exception.getMechanism() != null) {
				exception.getMechanism().setData(this.masking.values(exception.getMechanism().getData()));
				exception.getMechanism().setMeta(this.masking.values(exception.getMechanism().getMeta()));
			}
			if (exception.getStacktrace() != null && exception.getStacktrace().getFrames() != null) {
				exception.getStacktrace()
					.getFrames()
					.forEach((frame) -> frame.setVars(this.masking.values(frame.getVars())));
			}
		}
	}

	private @Nullable List<String> masked(@Nullable List<String> urls) {
		return (urls != null) ? new ArrayList<>(urls.stream().map(this.masking::url).toList()) : null;
	}

	private @Nullable Map<String, SentryLogEventAttributeValue> masked(
			@Nullable Map<String, SentryLogEventAttributeValue> attributes) {
		if (attributes == null) {
			return null;
		}
		Map<String, SentryLogEventAttributeValue> masked = new LinkedHashMap<>();
		attributes.forEach((name, value) -> {
			if (value != null && value.getValue() != null) {
				masked.put(String.valueOf(name), masked(String.valueOf(name), value));
			}
		});
		return masked;
	}

	private SentryLogEventAttributeValue masked(String name, SentryLogEventAttributeValue attribute) {
		Object masked = (name.startsWith(PARAMETER) && attribute.getValue() instanceof String text)
				? this.masking.parameter(text) : this.masking.value(name, attribute.getValue());
		return (masked instanceof Number || masked instanceof Boolean || masked instanceof List<?>)
				? new SentryLogEventAttributeValue(attribute.getType(), masked)
				: new SentryLogEventAttributeValue(SentryAttributeType.STRING, masked);
	}

	private static <T> @Nullable T safely(T event, Runnable masking) {
		try {
			masking.run();
			return event;
		}
		catch (Throwable ex) {
			LoggerFactory.getLogger(SentryDelivery.LOGGER)
				.warn("{} could not be masked ({}), so it is not sent to Sentry", event.getClass().getSimpleName(),
						ex.getClass().getName());
			return null;
		}
	}

	private static void part(Runnable masking, Runnable drop) {
		try {
			masking.run();
		}
		catch (Throwable ex) {
			drop.run();
		}
	}

}
