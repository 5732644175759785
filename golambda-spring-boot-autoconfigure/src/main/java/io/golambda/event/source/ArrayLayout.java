package io.golambda.event.source;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The layout that most sources share: an object with an array {@code Records}, each of
 * which names its source and has its payload at the end of a path of members. EventBridge
 * Pipes sends the bare array.
 *
 * @param sourceMember the member by which a record names its source
 * @param sourceName the name of the source
 * @param payloadPath the path to the payload; empty if the record is its own payload
 * @param idMember the member beside the payload that is the id; empty if there is none
 * @param main the member or path that an error message names as what makes a record
 * @param stream whether the source is a stream, which may have tumbling windows
 */
public record ArrayLayout(String sourceMember, String sourceName, List<String> payloadPath, String idMember,
		String main, boolean stream) implements RecordLayout {

	/**
	 * Returns a layout whose records have a payload.
	 */
	static ArrayLayout of(String sourceMember, String sourceName, String... payloadPath) {
		return new ArrayLayout(sourceMember, sourceName, List.of(payloadPath), "", String.join(".", payloadPath),
				false);
	}

	/**
	 * Returns a layout whose records are their own payload.
	 * @param main the member that every record has
	 */
	static ArrayLayout ofWhole(String sourceMember, String sourceName, String main) {
		return new ArrayLayout(sourceMember, sourceName, List.of(), "", main, false);
	}

	ArrayLayout withId(String idMember) {
		return new ArrayLayout(this.sourceMember, this.sourceName, this.payloadPath, idMember, this.main, this.stream);
	}

	ArrayLayout ofStream() {
		return new ArrayLayout(this.sourceMember, this.sourceName, this.payloadPath, this.idMember, this.main, true);
	}

	@Override
	public SignatureMembers signature() {
		SignatureMembers members = SignatureMembers.none()
			.withTexts(this.sourceMember)
			.withMarks(EventSignature.RECORDS);
		return this.stream ? members.withTexts("eventSourceARN") : members;
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return signature.hasRecordsOf(this.sourceMember, this.sourceName) || isEmptyWindow(signature)
				|| signature.isBareRecordOf(this.sourceMember, this.sourceName);
	}

	// at the end of a tumbling window Lambda asks for the result and sends no records
	private boolean isEmptyWindow(EventSignature signature) {
		if (!this.stream || signature.hasRecords() || !signature.has("window", JsonType.OBJECT)) {
			return false;
		}
		boolean none = signature.has(EventSignature.RECORDS, JsonType.ARRAY)
				|| signature.has(EventSignature.RECORDS, JsonType.NULL) || !signature.has(EventSignature.RECORDS);
		String[] arn = signature.text("eventSourceARN").split(":");
		return none && arn.length > 2 && this.sourceName.equals("aws:" + arn[2]);
	}

	@Override
	public void read(IncomingEvent event, SourceFormat source, RecordSink sink) {
		JsonScanner json = event.scanner();
		int count = switch (json.type()) {
			case ARRAY -> readRecords(json, source, sink);
			case OBJECT -> readObject(json, source, sink);
			default -> throw SourceException.notFromSource();
		};
		json.end();
		if (count > 0) {
			return;
		}
		if (event.signature().isBareRecordOf(this.sourceMember, this.sourceName)) {
			readBare(event, source, sink);
		}
		else if (event.nested() || !isEmptyWindow(event.signature())) {
			throw SourceException.notFromSource();
		}
	}

	private int readObject(JsonScanner json, SourceFormat source, RecordSink sink) {
		boolean found = false;
		int count = 0;
		json.enterObject();
		while (json.nextMember()) {
			if (!json.isNamed(EventSignature.RECORDS)) {
				json.skip();
			}
			else if (found) {
				throw SourceException.duplicateMember(EventSignature.RECORDS);
			}
			else {
				found = true;
				count = readRecordsOrNull(json, source, sink);
			}
		}
		return count;
	}

	private int readRecordsOrNull(JsonScanner json, SourceFormat source, RecordSink sink) {
		if (json.type() == JsonType.ARRAY) {
			return readRecords(json, source, sink);
		}
		if (json.type() == JsonType.NULL) {
			json.skip();
			return 0;
		}
		throw SourceException.notFromSource();
	}

	private int readRecords(JsonScanner json, SourceFormat source, RecordSink sink) {
		int count = 0;
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw SourceException.notARecord(count, json.type());
			}
			int start = json.position();
			sink.add(start, readRecord(json, source, count, start), Map.of());
			count++;
		}
		return count;
	}

	// a record without an event around it
	private void readBare(IncomingEvent event, SourceFormat source, RecordSink sink) {
		JsonScanner json = event.scanner();
		Payload payload = readRecord(json, source, 0, json.position());
		boolean complete = this.payloadPath.isEmpty() ? source.isComplete(event.whole(), payload) : payload.exists();
		if (!complete) {
			throw SourceException.neitherEventNorRecord(EventSignature.RECORDS, this.main);
		}
		sink.add(0, payload, Map.of());
	}

	private Payload readRecord(JsonScanner json, SourceFormat source, int index, int start) {
		return this.payloadPath.isEmpty() ? readWhole(json, index, start) : readParts(json, source, index);
	}

	private Payload readParts(JsonScanner json, SourceFormat source, int index) {
		Found found = new Found();
		boolean named = false;
		boolean mine = false;
		json.enterObject();
		while (json.nextMember()) {
			if (isSource(json)) {
				mine = isThisSource(json, named, index);
				named = true;
			}
			else {
				readMember(json, source, 0, found);
			}
		}
		requireThisSource(mine, index);
		return (found.ids > 1) ? BrokenPayload.withDuplicate(this.idMember) : found.payload;
	}

	// since the record is its own payload, no member of it may occur twice
	private Payload readWhole(JsonScanner json, int index, int start) {
		Set<String> names = new HashSet<>();
		boolean duplicate = false;
		boolean named = false;
		boolean mine = false;
		json.enterObject();
		while (json.nextMember()) {
			duplicate |= !names.add(json.name());
			if (isSource(json)) {
				mine = isThisSource(json, named, index);
				named = true;
			}
			else {
				json.skip();
			}
		}
		requireThisSource(mine, index);
		return duplicate ? new BrokenPayload("has a member twice") : new JsonPayload(json.since(start));
	}

	private boolean isSource(JsonScanner json) {
		return json.isNamed(this.sourceMember) && json.type() == JsonType.STRING;
	}

	private boolean isThisSource(JsonScanner json, boolean named, int index) {
		if (named) {
			throw SourceException.duplicateMember(index, this.sourceMember);
		}
		return json.string().isAscii(this.sourceName);
	}

	private static void requireThisSource(boolean mine, int index) {
		if (!mine) {
			throw SourceException.recordNotFromSource(index);
		}
	}

	// a member at the start of the path, or on it
	private void readMember(JsonScanner json, SourceFormat source, int depth, Found found) {
		int last = this.payloadPath.size() - 1;
		if (!json.isNamed(this.payloadPath.get(depth))) {
			if (depth == last && json.isNamed(this.idMember)) {
				found.ids++;
			}
			json.skip();
		}
		else if (depth == last) {
			found.payload = found.payload.then(source.payload(json));
		}
		else if (json.type() != JsonType.OBJECT) {
			json.skip();
		}
		else {
			json.enterObject();
			while (json.nextMember()) {
				readMember(json, source, depth + 1, found);
			}
		}
	}

	private static final class Found {

		private Payload payload = Payload.NONE;

		private int ids;

	}

}
