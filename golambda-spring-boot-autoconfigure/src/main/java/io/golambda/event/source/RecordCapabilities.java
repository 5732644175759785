package io.golambda.event.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What the records of a source can have besides their payload. A test that specifies
 * anything else gets an exception, since its event could not carry it.
 *
 * @param source the name of the source, for messages
 * @param id whether records have an id of their own
 * @param timePrecision the precision of timestamps, or {@code null} if there are none
 * @param attributes the names of the attributes that AWS sets
 * @param senderAttributes the attributes that senders can set
 * @param parts the names of the other payloads
 * @param headers whether records have headers
 */
public record RecordCapabilities(String source, boolean id, @Nullable ChronoUnit timePrecision, Set<String> attributes,
		SenderAttributes senderAttributes, Set<String> parts, boolean headers) {

	// every source can carry these times
	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

	/**
	 * Creates the capabilities of a source whose records have nothing but their payload.
	 */
	static RecordCapabilities of(String source) {
		return new RecordCapabilities(source, false, null, Set.of(), SenderAttributes.NONE, Set.of(), false);
	}

	RecordCapabilities withId() {
		return new RecordCapabilities(this.source, true, this.timePrecision, this.attributes, this.senderAttributes,
				this.parts, this.headers);
	}

	RecordCapabilities withTimestamp(ChronoUnit precision) {
		return new RecordCapabilities(this.source, this.id, precision, this.attributes, this.senderAttributes,
				this.parts, this.headers);
	}

	RecordCapabilities withAttributes(Set<String> attributes) {
		Set<String> all = new TreeSet<>(this.attributes);
		all.addAll(attributes);
		return new RecordCapabilities(this.source, this.id, this.timePrecision, all, this.senderAttributes, this.parts,
				this.headers);
	}

	RecordCapabilities withAttributes(String... attributes) {
		return withAttributes(Set.of(attributes));
	}

	RecordCapabilities withSenderAttributes(SenderAttributes senderAttributes) {
		return new RecordCapabilities(this.source, this.id, this.timePrecision, this.attributes, senderAttributes,
				this.parts, this.headers);
	}

	RecordCapabilities withParts(String... parts) {
		return new RecordCapabilities(this.source, this.id, this.timePrecision, this.attributes, this.senderAttributes,
				Set.of(parts), this.headers);
	}

	RecordCapabilities withHeaders() {
		return new RecordCapabilities(this.source, this.id, this.timePrecision, this.attributes, this.senderAttributes,
				this.parts, true);
	}

	/**
	 * Checks that the source can carry a record.
	 * @throws IllegalArgumentException if it cannot; names the source and its
	 * capabilities
	 */
	void check(OutgoingRecord record) {
		if (record.id() != null && !this.id) {
			throw unsupported("id");
		}
		if (record.timestamp() != null) {
			check(record.timestamp());
		}
		record.attributes().forEach(this::check);
		for (String part : record.parts().keySet()) {
			if (!this.parts.contains(part)) {
				throw unsupported("part \"" + part + "\"");
			}
		}
		if (!record.headers().isEmpty() && !this.headers) {
			throw unsupported("headers");
		}
	}

	private void check(Instant timestamp) {
		if (this.timePrecision == null) {
			throw unsupported("timestamp");
		}
		if (!timestamp.equals(timestamp.truncatedTo(this.timePrecision))) {
			throw new IllegalArgumentException(
					this.source + " timestamps have a precision of " + unit(this.timePrecision)
							+ "; use timestamp.truncatedTo(ChronoUnit." + this.timePrecision.name() + ").");
		}
		if (timestamp.isBefore(FIRST) || timestamp.isAfter(LAST)) {
			throw new IllegalArgumentException(this.source + " timestamps must be in the years 1970 to 9999.");
		}
	}

	private static String unit(ChronoUnit precision) {
		return switch (precision) {
			case SECONDS -> "seconds";
			case MICROS -> "microseconds";
			default -> "milliseconds";
		};
	}

	private void check(String name, OutgoingRecord.Attribute attribute) {
		boolean setByAws = this.attributes.contains(name);
		if (!setByAws && this.senderAttributes == SenderAttributes.NONE) {
			throw unsupported("attribute \"" + name + "\"");
		}
		if (attribute.isBinary() && (setByAws || this.senderAttributes != SenderAttributes.TEXT_OR_BINARY)) {
			throw new IllegalArgumentException(
					"The attribute \"" + name + "\" of " + this.source + " must be text, not bytes.");
		}
	}

	private IllegalArgumentException unsupported(String what) {
		return new IllegalArgumentException(
				this.source + " records have no " + what + ". They can have " + all() + ".");
	}

	private String all() {
		List<String> all = new ArrayList<>();
		if (this.id) {
			all.add("an id");
		}
		if (this.timePrecision != null) {
			all.add("a timestamp");
		}
		if (this.headers) {
			all.add("headers");
		}
		if (!this.parts.isEmpty()) {
			all.add("the parts " + String.join(", ", new TreeSet<>(this.parts)));
		}
		if (!this.attributes.isEmpty()) {
			all.add("the attributes " + String.join(", ", new TreeSet<>(this.attributes))
					+ ((this.senderAttributes != SenderAttributes.NONE) ? " and any attribute of the sender" : ""));
		}
		return all.isEmpty() ? "nothing but a payload" : String.join("; ", all);
	}

	/**
	 * The attributes that senders can set, under names of their own.
	 */
	public enum SenderAttributes {

		/**
		 * None.
		 */
		NONE,

		/**
		 * Text only.
		 */
		TEXT,

		/**
		 * Text and bytes.
		 */
		TEXT_OR_BINARY

	}

}
