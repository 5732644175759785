package io.golambda.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * What can be seen of an event from outside, enough to tell sources apart: the members of
 * the outermost object and of the first record that is an object, which in an event of
 * EventBridge Pipes is an element of a bare array. Reading stops as soon as the event or
 * a record named its source, so a large batch costs no more than its first record.
 *
 * @param root what the event is
 * @param members the types of the outermost members seen, by name
 * @param texts the values of those that tell sources apart
 * @param firstRecord the members of the first record that tell sources apart, or
 * {@code null} if there is no such object
 * @param twice a decisive name that two of the outermost members seen have, or
 * {@code null}
 */
record EventShape(JsonType root, Map<String, JsonType> members, Map<String, String> texts,
		@Nullable Map<String, String> firstRecord, @Nullable String twice) {

	private static final int NAMES_SHOWN = 8;

	private static final Set<String> TELLING_TEXTS = Set.of("eventSource", "EventSource", "eventSourceARN", "Type",
			"Event", "Service", "detail-type", "messageType", "deliveryStreamArn");

	// without any of these among its members, or of the texts, an object is no event
	private static final Set<String> TELLING_OBJECTS = Set.of("Records", "awslogs", "requestContext");

	// all of these by their length, by which alone most members are told from them
	private static final List<List<String>> TELLING_BY_LENGTH = tellingByLength();

	private static List<List<String>> tellingByLength() {
		List<List<String>> byLength = new ArrayList<>();
		for (Set<String> names : List.of(TELLING_TEXTS, TELLING_OBJECTS)) {
			for (String name : names) {
				while (byLength.size() <= name.length()) {
					byLength.add(new ArrayList<>());
				}
				byLength.get(name.length()).add(name);
			}
		}
		return byLength;
	}

	// which records there are, where they are from, and by which id they are known
	private static final Set<String> DECISIVE = Set.of("records", "messages", "rmqMessagesByQueue", "events",
			"logEvents", "logGroup", "source", "id", "detail", "TopicArn", "Message", "MessageId", "requestPayload",
			"invocationId");

	/**
	 * Whether an event with two outermost members of this name could be read in two ways.
	 */
	static boolean isDecisive(String name) {
		return DECISIVE.contains(name) || TELLING_TEXTS.contains(name) || TELLING_OBJECTS.contains(name);
	}

	/**
	 * Whether it is worth a closer look: most payloads are no events, and are to be known
	 * as such at little cost.
	 * @param json an object, or the array of EventBridge Pipes
	 */
	static boolean mayBeEvent(JsonScanner json) {
		return switch (json.type()) {
			case OBJECT -> hasTellingMember(json);
			case ARRAY -> hasTellingElement(json);
			// nor is it looked at any further: text is mostly no JSON
			default -> false;
		};
	}

	private static boolean hasTellingElement(JsonScanner json) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				json.skip();
			}
			else if (hasTellingMember(json)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasTellingMember(JsonScanner json) {
		json.enterObject();
		while (json.nextMember()) {
			if (isTelling(json)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

	private static boolean isTelling(JsonScanner json) {
		if (json.isNameEscaped()) {
			String name = json.name();
			return TELLING_TEXTS.contains(name) || TELLING_OBJECTS.contains(name);
		}
		int length = json.nameLength();
		if (length < TELLING_BY_LENGTH.size()) {
			for (String name : TELLING_BY_LENGTH.get(length)) {
				if (json.isNamed(name)) {
					return true;
				}
			}
		}
		return false;
	}

	static EventShape of(Event event) {
		JsonScanner json = event.scanner();
		JsonType root = json.type();
		Map<String, JsonType> members = new HashMap<>();
		Map<String, String> texts = new HashMap<>();
		Map<String, String> firstRecord = null;
		String twice = null;
		if (root == JsonType.OBJECT) {
			json.enterObject();
			while ((firstRecord == null || firstRecord.isEmpty()) && !texts.containsKey("eventSource")
					&& json.nextMember()) {
				String name = json.name();
				JsonType type = json.type();
				if (members.put(name, type) != null && isDecisive(name)) {
					twice = name;
				}
				if (isTold(members, texts)) {
					break;
				}
				if (name.equals("Records") && type == JsonType.ARRAY) {
					firstRecord = firstRecord(json);
				}
				else {
					read(name, json, texts);
				}
			}
		}
		else if (root == JsonType.ARRAY) {
			firstRecord = firstRecord(json);
		}
		else if (!json.isAtEnd()) {
			json.skip();
		}
		return new EventShape(root, members, texts, firstRecord, twice);
	}

	// the records of Firehose and CloudWatch Logs come last and tell nothing of the
	// source
	private static boolean isTold(Map<String, JsonType> members, Map<String, String> texts) {
		return (members.containsKey("records") && texts.containsKey("deliveryStreamArn"))
				|| (members.containsKey("logEvents") && members.containsKey("logGroup")
						&& texts.containsKey("messageType"));
	}

	private static @Nullable Map<String, String> firstRecord(JsonScanner json) {
		Map<String, String> first = null;
		json.enterArray();
		while (json.nextElement()) {
			if (first != null || json.type() != JsonType.OBJECT) {
				json.skip();
				continue;
			}
			first = new HashMap<>();
			json.enterObject();
			while (json.nextMember()) {
				read(json.name(), json, first);
			}
			if (!first.isEmpty()) {
				return first;
			}
		}
		return first;
	}

	private static void read(String name, JsonScanner json, Map<String, String> texts) {
		if (TELLING_TEXTS.contains(name) && json.type() == JsonType.STRING) {
			json.string().text().ifPresent((text) -> texts.put(name, text));
		}
		else {
			json.skip();
		}
	}

	boolean has(String member, JsonType type) {
		return this.members.get(member) == type;
	}

	boolean hasRecords() {
		return this.firstRecord != null;
	}

	/**
	 * Whether nothing was seen by which any source is known.
	 */
	boolean isPlain() {
		return this.texts.isEmpty() && !this.members.containsKey("awslogs") && !this.members.containsKey("invocationId")
				&& !namesItsSource() && !(has("requestContext", JsonType.OBJECT) && has("timestamp", JsonType.STRING));
	}

	private boolean namesItsSource() {
		return this.firstRecord != null && !this.firstRecord.isEmpty();
	}

	/**
	 * Whether the first record names this source.
	 */
	boolean hasRecordsOf(String sourceMember, String sourceName) {
		return this.firstRecord != null && sourceName.equals(this.firstRecord.get(sourceMember));
	}

	/**
	 * Whether it names this source as a record of it does, which EventBridge Pipes and
	 * the consoles of AWS deliver without anything around it.
	 */
	boolean isBareRecordOf(String sourceMember, String sourceName) {
		return this.root == JsonType.OBJECT && this.firstRecord == null
				&& sourceName.equals(this.texts.get(sourceMember));
	}

	/**
	 * Whether it is the end of a tumbling window in a stream of this source, when Lambda
	 * asks for the result and sends no records.
	 */
	boolean isEmptyWindowOf(String sourceName) {
		boolean none = has("Records", JsonType.ARRAY) || has("Records", JsonType.NULL)
				|| !this.members.containsKey("Records");
		if (this.firstRecord != null || !none || !has("window", JsonType.OBJECT)) {
			return false;
		}
		String[] arn = this.texts.getOrDefault("eventSourceARN", "").split(":");
		boolean stream = sourceName.equals("aws:kinesis") || sourceName.equals("aws:dynamodb");
		return stream && arn.length > 2 && sourceName.equals("aws:" + arn[2]);
	}

	/**
	 * What was found, for an error message: names and types, never values.
	 */
	String describe() {
		if (this.root == JsonType.NONE) {
			return "it is empty";
		}
		if (this.root != JsonType.OBJECT && !namesItsSource()) {
			return "it is " + this.root;
		}
		String eventSource = this.texts.get("eventSource");
		if (eventSource != null) {
			return "its \"eventSource\" is \"" + Excerpt.of(eventSource) + "\"";
		}
		JsonType records = this.members.get("Records");
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
