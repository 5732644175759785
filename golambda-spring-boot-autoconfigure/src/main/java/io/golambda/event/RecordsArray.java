package io.golambda.event;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The form that most sources share: an object with an array {@code Records}, each of
 * which names its source and has its payload at the end of a path of members. Read in one
 * pass that remembers where each record and its payload begin, and copies nothing.
 *
 * @param source the source
 * @param sourceMember the member by which a record names its source
 * @param sourceName what it says there
 * @param payloadPath the members that lead to the payload
 */
record RecordsArray(EventSource source, String sourceMember, String sourceName, List<String> payloadPath) {

	boolean isIn(EventShape shape) {
		return shape.hasRecordsOf(this.sourceMember, this.sourceName);
	}

	List<EventRecord> read(Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = null;
		try (JsonParser json = event.parser()) {
			if (json.nextToken() != JsonToken.START_OBJECT) {
				throw EventException.notFrom(this.source, event);
			}
			String name;
			while ((name = json.nextName()) != null) {
				JsonToken value = json.nextToken();
				if (!name.equals("Records")) {
					json.skipChildren();
				}
				else if (value == JsonToken.START_ARRAY && records == null) {
					records = readRecords(json, event, envelope);
				}
				else {
					throw EventException.notFrom(this.source, event);
				}
			}
			if (json.nextToken() != null) {
				throw EventException.notJson(json.currentTokenLocation());
			}
		}
		catch (tools.jackson.core.JacksonException ex) {
			throw EventException.notJson(ex);
		}
		if (records == null || records.isEmpty()) {
			throw EventException.notFrom(this.source, event);
		}
		return List.copyOf(records);
	}

	private List<EventRecord> readRecords(JsonParser json, Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = new ArrayList<>();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			if (json.currentToken() != JsonToken.START_OBJECT) {
				throw EventException.notARecord(this.source, records.size(), json.currentToken());
			}
			records.add(readRecord(json, event, envelope, records.size()));
		}
		return records;
	}

	private EventRecord readRecord(JsonParser json, Event event, @Nullable EventRecord envelope, int index) {
		int start = offset(json);
		int payload = EventRecord.NO_PAYLOAD;
		boolean mine = false;
		String payloadMember = this.payloadPath.get(0);
		String name;
		while ((name = json.nextName()) != null) {
			JsonToken value = json.nextToken();
			if (name.equals(payloadMember)) {
				payload = findPayload(json, 1);
			}
			else if (value == JsonToken.VALUE_STRING && name.equals(this.sourceMember)) {
				mine = isSourceName(json);
			}
			else {
				json.skipChildren();
			}
		}
		if (!mine) {
			throw EventException.recordNotFrom(this.source, index, event);
		}
		return new EventRecord(this.source, event, envelope, index, start, payload);
	}

	private int findPayload(JsonParser json, int depth) {
		if (depth == this.payloadPath.size()) {
			int payload = (json.currentToken() != JsonToken.VALUE_NULL) ? offset(json) : EventRecord.NO_PAYLOAD;
			json.skipChildren();
			return payload;
		}
		int payload = EventRecord.NO_PAYLOAD;
		if (json.currentToken() == JsonToken.START_OBJECT) {
			String name;
			while ((name = json.nextName()) != null) {
				json.nextToken();
				if (name.equals(this.payloadPath.get(depth))) {
					payload = findPayload(json, depth + 1);
				}
				else {
					json.skipChildren();
				}
			}
		}
		return payload;
	}

	// the same as comparing with getString(), but no string is made for each record
	private boolean isSourceName(JsonParser json) {
		int length = json.getStringLength();
		if (length != this.sourceName.length()) {
			return false;
		}
		char[] text = json.getStringCharacters();
		int offset = json.getStringOffset();
		for (int i = 0; i < length; i++) {
			if (text[offset + i] != this.sourceName.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private static int offset(JsonParser json) {
		return (int) json.currentTokenLocation().getByteOffset();
	}

}
