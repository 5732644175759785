package io.golambda.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The form that most sources share: an object with an array {@code Records}, each of
 * which names its source and has its payload at the end of a path of members. EventBridge
 * Pipes sends the bare array. Read in one pass that remembers where each record and its
 * payload begin, and copies nothing.
 *
 * @param source the source
 * @param sourceMember the member by which a record names its source
 * @param sourceName what it says there
 * @param idMember the member beside the payload that is the id; empty if there is none
 * @param payloadPath the members that lead to the payload; empty if the record is its own
 */
record RecordsArray(EventSource source, String sourceMember, String sourceName, String idMember,
		List<String> payloadPath) {

	boolean isIn(EventShape shape) {
		return shape.hasRecordsOf(this.sourceMember, this.sourceName) || shape.isEmptyWindowOf(this.sourceName)
				|| shape.isBareRecordOf(this.sourceMember, this.sourceName);
	}

	List<EventRecord> read(Event event, @Nullable EventRecord envelope) {
		JsonScanner json = event.scanner();
		RecordOrigin origin = new RecordOrigin(this.source, event, envelope);
		List<EventRecord> records = List.of();
		if (json.type() == JsonType.ARRAY) {
			records = readRecords(json, origin);
		}
		else if (json.type() == JsonType.OBJECT) {
			records = readObject(json, origin);
		}
		else {
			throw EventException.notFrom(this.source, event);
		}
		json.end();
		if (records.isEmpty() && event.shape().isBareRecordOf(this.sourceMember, this.sourceName)) {
			return List.of(readBare(origin));
		}
		if (records.isEmpty() && (envelope != null || !event.shape().isEmptyWindowOf(this.sourceName))) {
			throw EventException.notFrom(this.source, event);
		}
		return Collections.unmodifiableList(records);
	}

	private List<EventRecord> readObject(JsonScanner json, RecordOrigin origin) {
		List<EventRecord> records = null;
		json.enterObject();
		while (json.nextMember()) {
			if (!json.isNamed("Records")) {
				json.skip();
			}
			else if (records != null) {
				throw EventException.memberTwice("Records");
			}
			else if (json.type() == JsonType.ARRAY) {
				records = readRecords(json, origin);
			}
			else if (json.type() == JsonType.NULL) {
				json.skip();
				records = List.of();
			}
			else {
				throw EventException.notFrom(this.source, origin.event());
			}
		}
		return (records != null) ? records : List.of();
	}

	// a record without an event around it
	private EventRecord readBare(RecordOrigin origin) {
		EventRecord record = readRecord(origin.event().scanner(), origin, 0);
		boolean whole = this.payloadPath.isEmpty() ? this.source.format().isComplete(record) : record.hasPayload();
		if (!whole) {
			throw EventException.neitherEventNorRecord(this.source, "Records",
					this.payloadPath.isEmpty() ? "s3" : String.join(".", this.payloadPath));
		}
		return record;
	}

	private List<EventRecord> readRecords(JsonScanner json, RecordOrigin origin) {
		List<EventRecord> records = new ArrayList<>();
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw EventException.notARecord(this.source, records.size(), json.type());
			}
			records.add(readRecord(json, origin, records.size()));
		}
		return records;
	}

	private EventRecord readRecord(JsonScanner json, RecordOrigin origin, int index) {
		int start = json.position();
		Found found = new Found();
		// if the record is its own payload, nothing in it may come twice
		Set<String> names = new HashSet<>();
		boolean twice = false;
		boolean named = false;
		boolean mine = false;
		json.enterObject();
		while (json.nextMember()) {
			if (this.payloadPath.isEmpty()) {
				twice |= !names.add(json.name());
			}
			if (json.isNamed(this.sourceMember) && json.type() == JsonType.STRING) {
				if (named) {
					throw EventException.memberTwice(this.source, index, this.sourceMember);
				}
				named = true;
				mine = json.string().isAscii(this.sourceName);
			}
			else {
				readMember(json, 0, found);
			}
		}
		if (!mine) {
			throw EventException.recordNotFrom(this.source, index, origin.event());
		}
		if (this.payloadPath.isEmpty()) {
			return new EventRecord(origin, index, start,
					twice ? new BrokenPayload("has a member twice") : new JsonPayload(json.since(start)));
		}
		return new EventRecord(origin, index, start,
				(found.ids > 1) ? BrokenPayload.withTwo(this.idMember) : found.payload);
	}

	// a member at the beginning of the path, or on it
	private void readMember(JsonScanner json, int depth, Found found) {
		int last = this.payloadPath.size() - 1;
		if (depth > last || !json.isNamed(this.payloadPath.get(depth))) {
			if (depth == last && json.isNamed(this.idMember)) {
				found.ids++;
			}
			json.skip();
		}
		else if (depth == last) {
			found.payload = found.payload.then(this.source.format().payload(json));
		}
		else if (json.type() != JsonType.OBJECT) {
			json.skip();
		}
		else {
			json.enterObject();
			while (json.nextMember()) {
				readMember(json, depth + 1, found);
			}
		}
	}

	private static final class Found {

		private Payload payload = Payload.NONE;

		private int ids;

	}

}
