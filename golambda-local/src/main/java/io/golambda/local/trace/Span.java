package io.golambda.local.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A span that a function exported. Immutable.
 *
 * @param traceId the trace id in hexadecimal
 * @param spanId the id of the span in hexadecimal
 * @param parentId the id of the span that contains this one, or {@code null}
 * @param name the name
 * @param service the name of the service that created it, or {@code null}
 * @param start when it started
 * @param duration how long it took, never negative
 * @param error whether its status is an error
 * @param errorMessage the message of its status or of its exception, or {@code null}
 * @param attributes the attributes by name: {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, {@code List} or {@code Map}
 * @param links the spans that it links to, such as the sender of a message
 */
public record Span(String traceId, String spanId, @Nullable String parentId, String name, @Nullable String service,
		Instant start, Duration duration, boolean error, @Nullable String errorMessage, Map<String, Object> attributes,
		List<Link> links) {

	// by golambda's observation of an invocation, with the name of OpenTelemetry's
	// conventions
	private static final String REQUEST_ID = "faas.invocation_id";

	/**
	 * Creates a span.
	 */
	public Span {
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		links = List.copyOf(links);
	}

	/**
	 * Returns the request id of the invocation that this span covers as a whole.
	 * @return the request id; empty for all spans within the invocation
	 */
	public Optional<String> requestId() {
		return (this.attributes.get(REQUEST_ID) instanceof String id && !id.isEmpty() && !id.equals("none"))
				? Optional.of(id) : Optional.empty();
	}

	/**
	 * Returns when the span ended.
	 * @return the time, not before its start
	 */
	public Instant end() {
		return this.start.plus(this.duration);
	}

	/**
	 * A span that another one links to.
	 *
	 * @param traceId the trace id in hexadecimal
	 * @param spanId the id of the span in hexadecimal
	 */
	public record Link(String traceId, String spanId) {

	}

}
