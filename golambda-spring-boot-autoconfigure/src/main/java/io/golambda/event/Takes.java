package io.golambda.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a new record of a source may say of itself. All else would be lost in its event
 * without a word, and is refused.
 *
 * @param source the source
 * @param id whether a record has an id of its own
 * @param time to what the source tells the time, or {@code null} if it does not
 * @param attributes the names that AWS itself writes
 * @param senders what else a sender may set
 * @param parts the names of the payloads beside its own
 * @param headers whether it has such
 */
record Takes(EventSource source, boolean id, @Nullable ChronoUnit time, Set<String> attributes, Senders senders,
		Set<String> parts, boolean headers) {

	// what all sources can write and read again, and no clock of AWS's is out of
	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

	/**
	 * A source of which a record is its payload and nothing else.
	 */
	static Takes nothing(EventSource source) {
		return new Takes(source, false, null, Set.of(), Senders.NONE, Set.of(), false);
	}

	Takes andId() {
		return new Takes(this.source, true, this.time, this.attributes, this.senders, this.parts, this.headers);
	}

	Takes andTimeTo(ChronoUnit time) {
		return new Takes(this.source, this.id, time, this.attributes, this.senders, this.parts, this.headers);
	}

	Takes andAttributes(Set<String> attributes) {
		Set<String> all = new TreeSet<>(this.attributes);
		all.addAll(attributes);
		return new Takes(this.source, this.id, this.time, all, this.senders, this.parts, this.headers);
	}

	Takes andAttributes(String... attributes) {
		return andAttributes(Set.of(attributes));
	}

	Takes andAnyOfTheSender(Senders senders) {
		return new Takes(this.source, this.id, this.time, this.attributes, senders, this.parts, this.headers);
	}

	Takes andParts(String... parts) {
		return new Takes(this.source, this.id, this.time, this.attributes, this.senders, Set.of(parts), this.headers);
	}

	Takes andHeaders() {
		return new Takes(this.source, this.id, this.time, this.attributes, this.senders, this.parts, true);
	}

	/**
	 * Refuses what the source does not have.
	 * @throws IllegalArgumentException naming it, the source, and what the source has
	 */
	void check(NewRecord record) {
		if (record.id() != null && !this.id) {
			throw refused("id");
		}
		if (record.timestamp() != null) {
			check(record.timestamp());
		}
		for (Map.Entry<String, NewRecord.Value> attribute : record.attributes().entrySet()) {
			check(attribute.getKey(), attribute.getValue());
		}
		for (String part : record.parts().keySet()) {
			if (!this.parts.contains(part)) {
				throw refused("part \"" + part + "\"");
			}
		}
		if (!record.headers().isEmpty() && !this.headers) {
			throw refused("headers");
		}
	}

	private void check(Instant timestamp) {
		if (this.time == null) {
			throw refused("timestamp");
		}
		if (!timestamp.equals(timestamp.truncatedTo(this.time))) {
			throw new IllegalArgumentException(this.source + " tells the time to the "
					+ ((this.time == ChronoUnit.SECONDS) ? "second" : "millisecond")
					+ ": give timestamp.truncatedTo(ChronoUnit." + this.time.name() + ").");
		}
		if (timestamp.isBefore(FIRST) || timestamp.isAfter(LAST)) {
			throw new IllegalArgumentException(
					"The timestamp of a record of " + this.source + " is in the years from 1970 to 9999.");
		}
	}

	private void check(String name, NewRecord.Value value) {
		boolean ofAws = this.attributes.contains(name);
		if (!ofAws && this.senders == Senders.NONE) {
			throw refused("attribute \"" + name + "\"");
		}
		if (value.isBinary() && (ofAws || this.senders != Senders.TEXT_OR_BINARY)) {
			throw new IllegalArgumentException(
					"The attribute \"" + name + "\" of " + this.source + " is text and takes no bytes.");
		}
	}

	private IllegalArgumentException refused(String what) {
		return new IllegalArgumentException(
				this.source + " takes no " + what + ". A new record of it takes " + all() + ".");
	}

	private String all() {
		List<String> all = new ArrayList<>();
		if (this.id) {
			all.add("an id");
		}
		if (this.time != null) {
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
					+ ((this.senders != Senders.NONE) ? " and any of the sender's" : ""));
		}
		return all.isEmpty() ? "nothing but its payload, which says it all" : String.join("; ", all);
	}

	/**
	 * The attributes that a sender sets by names of its own.
	 */
	enum Senders {

		/**
		 * There are none.
		 */
		NONE,

		/**
		 * Text only.
		 */
		TEXT,

		/**
		 * Text, and bytes in base64.
		 */
		TEXT_OR_BINARY

	}

}
