package io.golambda.tracing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;

/**
 * Where an invocation comes from, in the headers that a propagator reads. The context
 * that the caller sent takes precedence over the X-Ray header, which Lambda writes for
 * every invocation, whether or not anyone traces it. Immutable.
 */
final class InvocationSender {

	private static final Logger log = LoggerFactory.getLogger(InvocationSender.class);

	private static final List<String> CONTEXT_HEADERS = List.of("b3", "x-b3-traceid");

	// API Gateway adds an X-Ray header, which Lambda's continues
	private static final Set<String> IGNORED_HEADERS = Set.of("traceparent", "tracestate", "x-amzn-trace-id");

	private final Map<String, String> headers;

	private final @Nullable SenderSpan parent;

	private final boolean fromXRay;

	private final List<SenderSpan> links;

	private InvocationSender(Map<String, String> headers, @Nullable SenderSpan parent, boolean fromXRay,
			List<SenderSpan> links) {
		this.headers = headers;
		this.parent = parent;
		this.fromXRay = fromXRay;
		this.links = links;
	}

	static InvocationSender of(Invocation invocation, XRayHeaderUse use) {
		Map<String, String> headers = headers(invocation);
		SenderSpan caller = span("traceparent", headers.get("traceparent"), SenderSpan::ofTraceparent);
		SenderSpan xray = (use != XRayHeaderUse.IGNORE)
				? span("X-Ray header", invocation.traceHeader().orElse(null), SenderSpan::ofTraceHeader) : null;
		boolean calledWithContext = caller != null || CONTEXT_HEADERS.stream().anyMatch(headers::containsKey);
		// a traceparent cannot leave the decision to the receiver
		boolean xrayIsParent = !calledWithContext && xray != null && use == XRayHeaderUse.PARENT
				&& xray.sampled() != null;
		List<SenderSpan> links = (xray == null || xrayIsParent || xray.isDropped()
				|| (caller != null && caller.traceId().equals(xray.traceId()))) ? List.of() : List.of(xray);
		return new InvocationSender(headers, xrayIsParent ? xray : caller, xrayIsParent, links);
	}

	private static Map<String, String> headers(Invocation invocation) {
		Event event = invocation.event();
		if (event.isHttpRequest()) {
			return event.httpHeaders();
		}
		Map<String, String> custom = invocation.clientContext().map(ClientContext::getCustom).orElse(null);
		if (custom != null && !custom.isEmpty()) {
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.putAll(custom);
			return headers;
		}
		try {
			return switch (event.source()) {
				case EVENTBRIDGE -> attributes(event.decapEventBridge());
				case EVENTBRIDGE_CUSTOM_BUS -> published(event);
				default -> Map.of();
			};
		}
		catch (EventException ex) {
			return Map.of();
		}
	}

	// of several events, each names its own sender
	private static Map<String, String> attributes(List<EventRecord> records) {
		return (records.size() == 1) ? records.get(0).attributes() : Map.of();
	}

	// PutRawEvents has the sender in the metadata, PutEvents in the detail
	private static Map<String, String> published(Event event) {
		Map<String, String> metadata = attributes(event.decapEventBridgeCustomBus());
		if (metadata.isEmpty() || metadata.containsKey("traceparent")) {
			return metadata;
		}
		List<EventRecord> records = event.records();
		return (!records.isEmpty() && records.get(0).source() == EventSource.EVENTBRIDGE) ? attributes(records)
				: metadata;
	}

	private static @Nullable SenderSpan span(String name, @Nullable String text,
			Function<String, Optional<SenderSpan>> reader) {
		if (text == null) {
			return null;
		}
		SenderSpan span = reader.apply(text).orElse(null);
		if (span == null) {
			log.debug("The {} of the invocation names no span and is ignored", name);
		}
		return span;
	}

	/**
	 * Returns the value of a header that a propagator asks for, whichever header came
	 * with the invocation.
	 */
	@Nullable String get(String header) {
		SenderSpan span = this.parent;
		String name = header.toLowerCase(Locale.ROOT);
		if (span == null) {
			return IGNORED_HEADERS.contains(name) ? null : this.headers.get(header);
		}
		return switch (name) {
			case "traceparent" -> span.traceparent();
			case "x-amzn-trace-id" -> span.traceHeader();
			case "b3" -> span.b3();
			case "x-b3-traceid" -> span.traceId();
			case "x-b3-spanid" -> span.spanId();
			case "x-b3-sampled" -> Boolean.TRUE.equals(span.sampled()) ? "1" : "0";
			case "x-b3-parentspanid", "x-b3-flags" -> null;
			case "tracestate" -> this.fromXRay ? null : this.headers.get(header);
			default -> this.headers.get(header);
		};
	}

	/**
	 * Returns whether the X-Ray header decided that nothing of the invocation is sampled.
	 */
	boolean isUnsampledByXRay() {
		return this.fromXRay && this.parent != null && Boolean.FALSE.equals(this.parent.sampled());
	}

	/**
	 * Returns the spans to link the invocation to, because they are not its parent.
	 */
	List<SenderSpan> links() {
		return this.links;
	}

}
