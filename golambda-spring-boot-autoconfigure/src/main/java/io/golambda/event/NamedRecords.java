package io.golambda.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

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
 * @param idMembers the members of a record that make its id
 * @param payloadMembers the members of a record of which one is the payload
 * @param common the members of the event that hold for each of its records
 */
record NamedRecords(EventSource source, Set<String> sourceNames, String member, List<String> idMembers,
		Set<String> payloadMembers, Set<String> common) {

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
		return read(event, envelope, Integer.MAX_VALUE);
	}

	/**
	 * The records of an event that is known to be of the source.
	 * @param max how many there may be
	 */
	List<EventRecord> read(Event event, @Nullable EventRecord envelope, int max) {
		Reading reading = new Reading(event, envelope, max);
		JsonScanner json = event.scanner();
		if (json.type() == JsonType.ARRAY) {
			readArray(json, true, reading);
		}
		else if (!readObject(json, reading)) {
			json = event.scanner();
			readBare(json, reading);
		}
		json.end();
		if (reading.records.isEmpty()) {
			throw EventException.notFrom(this.source, event);
		}
		return reading.end();
	}

	// whether it has the member with the records
	private boolean readObject(JsonScanner json, Reading reading) {
		boolean found = false;
		Set<String> names = new HashSet<>();
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (!names.add(name) && EventShape.isDecisive(name)) {
				throw EventException.memberTwice(name);
			}
			if (name.equals(this.member)) {
				found = true;
				readMember(json, reading);
			}
			else if (this.common.contains(name)) {
				readCommon(name, json, reading.known);
			}
			else {
				json.skip();
			}
		}
		return found;
	}

	// a record without an event around it
	private void readBare(JsonScanner json, Reading reading) {
		if (this.sourceNames.isEmpty()) {
			return;
		}
		readRecord(json, true, reading);
		EventRecord record = reading.records.get(0);
		if (!record.hasPayload() && this.source.format().id(record).isEmpty()) {
			throw EventException.neitherEventNorRecord(this.source, this.member, this.payloadMembers.iterator().next());
		}
	}

	private void readMember(JsonScanner json, Reading reading) {
		if (json.type() == JsonType.ARRAY) {
			readArray(json, false, reading);
			return;
		}
		if (json.type() != JsonType.OBJECT) {
			throw EventException.notFrom(this.source, reading.event);
		}
		json.enterObject();
		while (json.nextMember()) {
			reading.beginGroup(json.name());
			if (json.type() != JsonType.ARRAY) {
				throw EventException.notFrom(this.source, reading.event);
			}
			readArray(json, false, reading);
		}
	}

	private void readArray(JsonScanner json, boolean bare, Reading reading) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw EventException.notARecord(this.source, reading.records.size(), json.type());
			}
			readRecord(json, bare, reading);
		}
	}

	private void readRecord(JsonScanner json, boolean bare, Reading reading) {
		int start = json.position();
		int index = reading.records.size();
		Payload payload = Payload.NONE;
		boolean mine = !bare;
		int ids = 0;
		String twice = null;
		json.enterObject();
		while (json.nextMember()) {
			int id = idMember(json);
			if (id != 0) {
				twice = ((ids & id) != 0) ? json.name() : twice;
				ids |= id;
				json.skip();
			}
			else if (isPayload(json)) {
				payload = payload.then(this.source.format().payload(json));
			}
			else if (bare && json.isNamed("eventSource") && json.type() == JsonType.STRING) {
				if (mine) {
					throw EventException.memberTwice(this.source, index, "eventSource");
				}
				mine = json.string().text().filter(this.sourceNames::contains).isPresent();
			}
			else {
				json.skip();
			}
		}
		if (!mine) {
			throw EventException.recordNotFrom(this.source, index, reading.event);
		}
		reading.add(start, (twice != null) ? BrokenPayload.withTwo(twice) : payload);
	}

	// a bit for each
	private int idMember(JsonScanner json) {
		for (int i = 0; i < this.idMembers.size(); i++) {
			if (json.isNamed(this.idMembers.get(i))) {
				return 1 << i;
			}
		}
		return 0;
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

	/**
	 * What was read of one event so far. What is common may come after the records, so
	 * each group has a map of it that is filled at the end.
	 */
	private final class Reading {

		private final Event event;

		private final @Nullable EventRecord envelope;

		private final int max;

		private final Map<String, String> known = new HashMap<>();

		private final List<Map<String, String>> groups = new ArrayList<>();

		private final List<EventRecord> records = new ArrayList<>();

		private RecordOrigin origin;

		Reading(Event event, @Nullable EventRecord envelope, int max) {
			this.event = event;
			this.envelope = envelope;
			this.max = max;
			this.origin = newOrigin(new HashMap<>());
		}

		private RecordOrigin newOrigin(Map<String, String> known) {
			this.groups.add(known);
			return new RecordOrigin(NamedRecords.this.source, this.event, this.envelope,
					Collections.unmodifiableMap(known));
		}

		void beginGroup(String name) {
			this.origin = newOrigin(new HashMap<>(Map.of(GROUP, name)));
		}

		void add(int start, Payload payload) {
			int index = this.records.size();
			if (index == this.max) {
				throw EventException.tooManyRecords(NamedRecords.this.source, this.max);
			}
			this.records.add(new EventRecord(this.origin, index, start, payload));
		}

		List<EventRecord> end() {
			this.groups.forEach((group) -> this.known.forEach(group::putIfAbsent));
			return Collections.unmodifiableList(this.records);
		}

	}

}
