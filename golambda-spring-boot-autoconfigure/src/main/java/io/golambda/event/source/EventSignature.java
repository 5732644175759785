package io.golambda.event.source;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonType;

/**
 * The members of an event by which its source is recognized: those of the outermost
 * object and of the first record that is an object. In an event of EventBridge Pipes the
 * record is an element of a bare array.
 *
 * @param root the type of the event
 * @param members the types of the outermost members that were read, by name
 * @param texts the texts of those that sources are recognized by; those within an object
 * by its name, a dot and their own
 * @param firstRecord the texts of the first record that sources are recognized by, or
 * {@code null} if there is no record
 * @param duplicate a decisive name that two of the outermost members have, or
 * {@code null}
 * @param decisive the names that must not occur twice in an event
 * @param element the signature of the first object in a bare array, or {@code null}
 */
public record EventSignature(JsonType root, Map<String, JsonType> members, Map<String, String> texts,
		@Nullable Map<String, String> firstRecord, @Nullable String duplicate, Set<String> decisive,
		@Nullable EventSignature element) {

	static final String RECORDS = "Records";

	private static final int NAMES_SHOWN = 8;

	/**
	 * Whether an event with two outermost members of this name could be read in two ways.
	 */
	boolean isDecisive(String name) {
		return this.decisive.contains(name);
	}

	boolean has(String member) {
		return this.members.containsKey(member);
	}

	boolean has(String member, JsonType type) {
		return this.members.get(member) == type;
	}

	boolean hasText(String member) {
		return this.texts.containsKey(member);
	}

	/**
	 * Whether the event has an array of records.
	 */
	public boolean hasRecords() {
		return this.firstRecord != null;
	}

	/**
	 * Returns the text of an outermost member, or an empty string if it has none.
	 */
	public String text(String member) {
		return this.texts.getOrDefault(member, "");
	}

	/**
	 * Whether the first record names this source.
	 */
	boolean hasRecordsOf(String sourceMember, String sourceName) {
		return this.firstRecord != null && sourceName.equals(this.firstRecord.get(sourceMember));
	}

	/**
	 * Whether the event is a record of this source without an event around it, as
	 * EventBridge Pipes and the consoles of AWS deliver it.
	 */
	boolean isBareRecordOf(String sourceMember, String sourceName) {
		return this.root == JsonType.OBJECT && this.firstRecord == null && sourceName.equals(text(sourceMember));
	}

	/**
	 * Describes the event in an error message by names and types, never by values.
	 */
	public String describe() {
		if (this.root == JsonType.NONE) {
			return "it is empty";
		}
		if (this.root != JsonType.OBJECT && (this.firstRecord == null || this.firstRecord.isEmpty())) {
			return "it is " + this.root;
		}
		String eventSource = this.texts.get("eventSource");
		if (eventSource != null) {
			return "its \"eventSource\" is \"" + Excerpt.of(eventSource) + "\"";
		}
		JsonType records = this.members.get(RECORDS);
		if (records != null && records != JsonType.ARRAY) {
			return "its \"Records\" is " + records;
		}
		if (this.firstRecord != null) {
			String source = this.firstRecord.getOrDefault("eventSource", this.firstRecord.get("EventSource"));
			return (source != null) ? "its records are of \"" + Excerpt.of(source) + "\""
					: "its records name no source";
		}
		if (records != null) {
			return "its \"Records\" has no record";
		}
		if (this.members.isEmpty()) {
			return "it is an object without members";
		}
		String names = this.members.keySet()
			.stream()
			.sorted()
			.limit(NAMES_SHOWN)
			.map((name) -> "\"" + Excerpt.of(name) + "\"")
			.collect(Collectors.joining(", "));
		return "it has no \"Records\", only " + names + ((this.members.size() > NAMES_SHOWN) ? " and more" : "");
	}

}
