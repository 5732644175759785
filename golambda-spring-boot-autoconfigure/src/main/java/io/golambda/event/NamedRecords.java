package io.golambda.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * The form of sources that name themselves once for the whole event: the records are
 * under a name of the source's own, in an array or, by topic or queue, in an object of
 * arrays, and what the event says beside them is known of each of them. EventBridge Pipes
 * sends the bare array of records that name their source each. Read in one pass, like
 * {@link RecordsArray}.
 *
 * @param source the source
 * @param sourceNames what {@code eventSource} says; none if the source is not told by it
 * @param member where the records are
 * @param payloadMembers the members of a record of which one is the payload
 * @param common the members of the event that hold for each of its records
 */
record NamedRecords(EventSource source, Set<String> sourceNames, String member, Set<String> payloadMembers,
		Set<String> common) {

	/**
	 * By what a record is said to be of a topic or queue, as EventBridge Pipes names it.
	 */
	static final String GROUP = "eventSourceKey";

	boolean isIn(EventShape shape) {
		if (shape.root() == JsonType.ARRAY) {
			return this.sourceNames.stream().anyMatch((name) -> shape.hasRecordsOf("eventSource", name));
		}
		return this.sourceNames.contains(shape.texts().getOrDefault("eventSource", ""));
	}

	/**
	 * The records of an event that is known to be of the source.
	 */
	List<EventRecord> read(Event event, @Nullable EventRecord envelope) {
		JsonScanner json = event.scanner();
		Map<String, String> known = new HashMap<>();
		List<Found> found;
		if (json.type() == JsonType.ARRAY) {
			found = readArray(json, "", true, event, new ArrayList<>());
		}
		else {
			found = readObject(json, event, known);
		}
		json.end();
		if (found.isEmpty()) {
			throw EventException.notFrom(this.source, event);
		}
		return records(found, event, envelope, known);
	}

	private List<Found> readObject(JsonScanner json, Event event, Map<String, String> known) {
		List<Found> found = null;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(this.member)) {
				if (found != null) {
					throw EventException.notFrom(this.source, event);
				}
				found = readMember(json, event);
				continue;
			}
			String name = json.name();
			if (this.common.contains(name)) {
				readCommon(name, json, known);
			}
			else {
				json.skip();
			}
		}
		return (found != null) ? found : List.of();
	}

	private List<Found> readMember(JsonScanner json, Event event) {
		List<Found> found = new ArrayList<>();
		if (json.type() == JsonType.ARRAY) {
			return readArray(json, "", false, event, found);
		}
		if (json.type() != JsonType.OBJECT) {
			throw EventException.notFrom(this.source, event);
		}
		json.enterObject();
		while (json.nextMember()) {
			String group = json.name();
			if (json.type() != JsonType.ARRAY) {
				throw EventException.notFrom(this.source, event);
			}
			readArray(json, group, false, event, found);
		}
		return found;
	}

	private List<Found> readArray(JsonScanner json, String group, boolean bare, Event event, List<Found> found) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw EventException.notARecord(this.source, found.size(), json.type());
			}
			found.add(readRecord(json, group, bare, event, found.size()));
		}
		return found;
	}

	private Found readRecord(JsonScanner json, String group, boolean bare, Event event, int index) {
		int start = json.position();
		Payload payload = Payload.NONE;
		boolean mine = !bare;
		json.enterObject();
		while (json.nextMember()) {
			if (isPayload(json)) {
				payload = payload.then(this.source.format().payload(json));
			}
			else if (bare && json.isNamed("eventSource") && json.type() == JsonType.STRING) {
				mine = json.string().text().filter(this.sourceNames::contains).isPresent();
			}
			else {
				json.skip();
			}
		}
		if (!mine) {
			throw EventException.recordNotFrom(this.source, index, event);
		}
		return new Found(group, start, payload);
	}

	private boolean isPayload(JsonScanner json) {
		for (String name : this.payloadMembers) {
			if (json.isNamed(name)) {
				return true;
			}
		}
		return false;
	}

	private static void readCommon(String name, JsonScanner json, Map<String, String> known) {
		if (json.type() != JsonType.ARRAY) {
			String value = EventRecord.scalar(json);
			if (value != null) {
				known.putIfAbsent(name, value);
			}
			return;
		}
		StringJoiner values = new StringJoiner(",");
		json.enterArray();
		while (json.nextElement()) {
			String value = EventRecord.scalar(json);
			if (value != null) {
				values.add(value);
			}
		}
		known.putIfAbsent(name, values.toString());
	}

	// only now, since what is common may have come after the records
	private List<EventRecord> records(List<Found> found, Event event, @Nullable EventRecord envelope,
			Map<String, String> known) {
		List<EventRecord> records = new ArrayList<>(found.size());
		String group = "";
		Map<String, String> knownOfGroup = Map.copyOf(known);
		for (Found each : found) {
			if (!each.group.equals(group)) {
				group = each.group;
				known.put(GROUP, group);
				knownOfGroup = Map.copyOf(known);
			}
			records.add(new EventRecord(this.source, event, envelope, records.size(), each.start, each.payload,
					knownOfGroup));
		}
		return Collections.unmodifiableList(records);
	}

	private record Found(String group, int start, Payload payload) {

	}

}
