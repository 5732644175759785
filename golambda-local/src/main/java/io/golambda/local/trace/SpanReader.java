package io.golambda.local.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads one span. Not thread-safe.
 */
final class SpanReader {

	private static final long NANOS = 1_000_000_000L;

	private static final int ERROR = 2;

	private static final int MAX_LINKS = 1000;

	private final AttributeReader attributes = new AttributeReader();

	private final List<Span.Link> links = new ArrayList<>();

	private String traceId = "";

	private String spanId = "";

	private String parentId = "";

	private String name = "";

	private Instant start = Instant.EPOCH;

	private Instant end = Instant.EPOCH;

	private boolean error;

	private String statusMessage = "";

	private @Nullable String exceptionMessage;

	Span read(WireReader span) {
		while (span.next()) {
			switch (span.field()) {
				case 1 -> this.traceId = span.hex();
				case 2 -> this.spanId = span.hex();
				case 4 -> this.parentId = span.hex();
				case 5 -> this.name = span.text();
				case 7 -> this.start = instant(span.fixed64());
				case 8 -> this.end = instant(span.fixed64());
				case 9 -> this.attributes.read(span.message());
				case 11 -> readEvent(span.message());
				case 13 -> readLink(span.message());
				case 15 -> readStatus(span.message());
				default -> span.skip();
			}
		}
		requireId("trace id", this.traceId, 32);
		requireId("span id", this.spanId, 16);
		Duration duration = this.end.isBefore(this.start) ? Duration.ZERO : Duration.between(this.start, this.end);
		String message = !this.statusMessage.isEmpty() ? this.statusMessage : this.exceptionMessage;
		return new Span(this.traceId, this.spanId, this.parentId.isEmpty() ? null : this.parentId, this.name, null,
				this.start, duration, this.error, message, this.attributes.values(), this.links);
	}

	private static void requireId(String description, String id, int digits) {
		if (id.length() != digits) {
			throw new SpanException(
					"A span has a " + description + " of " + id.length() / 2 + " bytes instead of " + digits / 2 + ".");
		}
	}

	// the time is unsigned
	private static Instant instant(long nanos) {
		return Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
	}

	private void readEvent(WireReader event) {
		AttributeReader details = new AttributeReader();
		String eventName = "";
		while (event.next()) {
			switch (event.field()) {
				case 2 -> eventName = event.text();
				case 3 -> details.read(event.message());
				default -> event.skip();
			}
		}
		if (eventName.equals("exception") && details.values().get("exception.message") instanceof String message) {
			this.exceptionMessage = message;
		}
	}

	private void readLink(WireReader link) {
		String linkedTrace = "";
		String linkedSpan = "";
		while (link.next()) {
			switch (link.field()) {
				case 1 -> linkedTrace = link.hex();
				case 2 -> linkedSpan = link.hex();
				default -> link.skip();
			}
		}
		if (this.links.size() >= MAX_LINKS) {
			throw SpanException.tooLarge("A span has more than " + MAX_LINKS + " links.");
		}
		this.links.add(new Span.Link(linkedTrace, linkedSpan));
	}

	private void readStatus(WireReader status) {
		while (status.next()) {
			switch (status.field()) {
				case 2 -> this.statusMessage = status.text();
				case 3 -> this.error = status.integer() == ERROR;
				default -> status.skip();
			}
		}
	}

}
