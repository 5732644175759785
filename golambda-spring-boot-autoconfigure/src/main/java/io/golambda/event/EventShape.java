package io.golambda.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What can be seen of an event from outside, enough to tell sources apart: the members of
 * the outermost object and of the first record. Reading stops as soon as a record named
 * its source, so a large batch costs no more than its first record.
 *
 * @param root the first token, or {@code null} if there was none
 * @param members the outermost members seen, by name
 * @param texts the values of those that are strings and tell sources apart
 * @param firstRecord the members of the first element of {@code Records} that are
 * strings, or {@code null} if there is no such object
 */
record EventShape(@Nullable JsonToken root, Map<String, JsonToken> members, Map<String, String> texts,
		@Nullable Map<String, String> firstRecord) {

	private static final int NAMES_SHOWN = 8;

	static EventShape of(Event event) {
		try (JsonParser json = event.parser()) {
			JsonToken root = json.nextToken();
			Map<String, JsonToken> members = new HashMap<>();
			Map<String, String> texts = new HashMap<>();
			Map<String, String> firstRecord = null;
			if (root == JsonToken.START_OBJECT) {
				String name;
				while ((name = json.nextName()) != null) {
					JsonToken value = json.nextToken();
					members.put(name, value);
					if (isTelling(name) && value == JsonToken.VALUE_STRING) {
						texts.put(name, json.getString());
					}
					else if (name.equals("Records") && value == JsonToken.START_ARRAY) {
						firstRecord = firstRecord(json);
						if (firstRecord != null && !firstRecord.isEmpty()) {
							break;
						}
						skipRest(json);
					}
					else {
						json.skipChildren();
					}
				}
			}
			return new EventShape(root, members, texts, firstRecord);
		}
	}

	private static boolean isTelling(String name) {
		return switch (name) {
			case "eventSource", "EventSource", "Type" -> true;
			default -> false;
		};
	}

	private static @Nullable Map<String, String> firstRecord(JsonParser json) {
		if (json.nextToken() != JsonToken.START_OBJECT) {
			return null;
		}
		Map<String, String> texts = new HashMap<>();
		String name;
		while ((name = json.nextName()) != null) {
			if (json.nextToken() == JsonToken.VALUE_STRING && isTelling(name)) {
				texts.put(name, json.getString());
			}
			json.skipChildren();
		}
		return texts;
	}

	private static void skipRest(JsonParser json) {
		while (json.currentToken() != JsonToken.END_ARRAY) {
			json.skipChildren();
			json.nextToken();
		}
	}

	boolean has(String member, JsonToken type) {
		return this.members.get(member) == type;
	}

	/**
	 * Whether the first record names this source.
	 */
	boolean hasRecordsOf(String sourceMember, String sourceName) {
		return this.firstRecord != null && sourceName.equals(this.firstRecord.get(sourceMember));
	}

	/**
	 * What was found, for an error message: names and types, never values.
	 */
	String describe() {
		if (this.root == null) {
			return "it is empty";
		}
		if (this.root != JsonToken.START_OBJECT) {
			return "it is " + typeName(this.root);
		}
		JsonToken records = this.members.get("Records");
		if (records != null && records != JsonToken.START_ARRAY) {
			return "its \"Records\" is " + typeName(records);
		}
		if (this.firstRecord != null) {
			String source = this.firstRecord.getOrDefault("eventSource", this.firstRecord.get("EventSource"));
			return (source != null) ? "its records are of \"" + shortened(source) + "\"" : "its records name no source";
		}
		if (records != null) {
			return "its \"Records\" has no record";
		}
		if (this.members.isEmpty()) {
			return "it is an object without members";
		}
		List<String> names = new ArrayList<>(this.members.keySet());
		names.sort(null);
		String shown = names.stream()
			.limit(NAMES_SHOWN)
			.map((name) -> "\"" + shortened(name) + "\"")
			.collect(Collectors.joining(", "));
		return "it has no \"Records\", only " + shown + ((names.size() > NAMES_SHOWN) ? " and more" : "");
	}

	static String typeName(@Nullable JsonToken token) {
		if (token == null) {
			return "missing";
		}
		return switch (token) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> "a string";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			case VALUE_NULL -> "null";
			default -> "no JSON value";
		};
	}

	private static String shortened(String text) {
		return (text.length() <= 40) ? text : text.substring(0, 40) + "…";
	}

}
