package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The form that most sources share: an object with an array {@code Records}, each of
 * which names its source and has its payload at the end of a path of members. EventBridge
 * Pipes sends the bare array. Read in one pass that remembers where each record and its
 * payload begin, and copies nothing.
 *
 * @param source the source
 * @param sourceMember the member by which a record names its source
 * @param sourceName what it says there
 * @param payloadPath the members that lead to the payload; empty if the record is its own
 */
record RecordsArray(EventSource source, String sourceMember, String sourceName, List<String> payloadPath) {

	boolean isIn(EventShape shape) {
		return shape.hasRecordsOf(this.sourceMember, this.sourceName) || shape.isEmptyWindowOf(this.sourceName);
	}

	List<EventRecord> read(Event event, @Nullable EventRecord envelope) {
		JsonScanner json = event.scanner();
		List<EventRecord> records = List.of();
		if (json.type() == JsonType.ARRAY) {
			records = readRecords(json, event, envelope);
		}
		else if (json.type() == JsonType.OBJECT) {
			records = readObject(json, event, envelope);
		}
		else {
			throw EventException.notFrom(this.source, event);
		}
		json.end();
		if (records.isEmpty() && (envelope != null || !event.shape().isEmptyWindowOf(this.sourceName))) {
			throw EventException.notFrom(this.source, event);
		}
		return Collections.unmodifiableList(records);
	}

	private List<EventRecord> readObject(JsonScanner json, Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = null;
		json.enterObject();
		while (json.nextMember()) {
			if (!json.isNamed("Records")) {
				json.skip();
			}
			else if (json.type() == JsonType.ARRAY && records == null) {
				records = readRecords(json, event, envelope);
			}
			else if (json.type() == JsonType.NULL && records == null) {
				json.skip();
				records = List.of();
			}
			else {
				throw EventException.notFrom(this.source, event);
			}
		}
		return (records != null) ? records : List.of();
	}

	private List<EventRecord> readRecords(JsonScanner json, Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = new ArrayList<>();
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw EventException.notARecord(this.source, records.size(), json.type());
			}
			records.add(readRecord(json, event, envelope, records.size()));
		}
		return records;
	}

	private EventRecord readRecord(JsonScanner json, Event event, @Nullable EventRecord envelope, int index) {
		int start = json.position();
		Payload payload = Payload.NONE;
		// if the record is its own payload, nothing in it may come twice
		Set<String> names = new HashSet<>();
		boolean twice = false;
		boolean mine = false;
		json.enterObject();
		while (json.nextMember()) {
			if (this.payloadPath.isEmpty()) {
				twice |= !names.add(json.name());
			}
			if (!this.payloadPath.isEmpty() && json.isNamed(this.payloadPath.get(0))) {
				payload = payload.then(readPayload(json, 1));
			}
			else if (json.isNamed(this.sourceMember) && json.type() == JsonType.STRING) {
				mine = json.string().isAscii(this.sourceName);
			}
			else {
				json.skip();
			}
		}
		if (!mine) {
			throw EventException.recordNotFrom(this.source, index, event);
		}
		if (this.payloadPath.isEmpty()) {
			payload = twice ? new BrokenPayload("has a member twice") : new JsonPayload(json.since(start));
		}
		return new EventRecord(this.source, event, envelope, index, start, payload);
	}

	private Payload readPayload(JsonScanner json, int depth) {
		if (depth == this.payloadPath.size()) {
			return this.source.format().payload(json);
		}
		Payload payload = Payload.NONE;
		if (json.type() != JsonType.OBJECT) {
			json.skip();
			return payload;
		}
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(this.payloadPath.get(depth))) {
				payload = payload.then(readPayload(json, depth + 1));
			}
			else {
				json.skip();
			}
		}
		return payload;
	}

	/**
	 * An event with a record for each message.
	 * @param writer writes the whole record of a message
	 */
	static byte[] write(List<Message> messages, BiConsumer<JsonGenerator, Message> writer) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeArrayPropertyStart("Records");
			messages.forEach((message) -> writer.accept(json, message));
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

}
