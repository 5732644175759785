package io.golambda.event.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The layout of sources that name themselves once for the whole event: the records are in
 * a member of the source's own, as an array or, grouped by topic or queue, as an object
 * of arrays. Attributes beside them are shared by all records. EventBridge Pipes sends
 * the bare array of records, each of which names its source.
 *
 * @param sourceNames the texts of {@code eventSource}; none if the source is recognized
 * by something else
 * @param member the member with the records
 * @param grouped whether the records are grouped by topic or queue
 * @param idMembers the members of a record that make its id
 * @param payloadMembers the members of a record that may be its payload
 * @param shared the members of the event that are attributes of all records
 */
public record NamedLayout(Set<String> sourceNames, String member, boolean grouped, List<String> idMembers,
		List<String> payloadMembers, Set<String> shared) implements RecordLayout {

	/**
	 * The attribute that names the topic or queue of a record, as EventBridge Pipes calls
	 * it.
	 */
	public static final String GROUP = "eventSourceKey";

	private static final String EVENT_SOURCE = "eventSource";

	/**
	 * Returns a layout.
	 * @param member the member with the records
	 * @param payloadMembers the members of a record that may be its payload
	 */
	static NamedLayout of(String member, String... payloadMembers) {
		return new NamedLayout(Set.of(), member, false, List.of(), List.of(payloadMembers), Set.of());
	}

	NamedLayout withSourceNames(String... names) {
		return new NamedLayout(Set.of(names), this.member, this.grouped, this.idMembers, this.payloadMembers,
				this.shared);
	}

	NamedLayout withGroups() {
		return new NamedLayout(this.sourceNames, this.member, true, this.idMembers, this.payloadMembers, this.shared);
	}

	NamedLayout withIds(String... members) {
		return new NamedLayout(this.sourceNames, this.member, this.grouped, List.of(members), this.payloadMembers,
				this.shared);
	}

	NamedLayout withShared(Set<String> members) {
		return new NamedLayout(this.sourceNames, this.member, this.grouped, this.idMembers, this.payloadMembers,
				members);
	}

	@Override
	public SignatureMembers signature() {
		SignatureMembers members = SignatureMembers.none().withDecisive(this.member);
		return this.sourceNames.isEmpty() ? members : members.withTexts(EVENT_SOURCE).withSufficient(EVENT_SOURCE);
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		if (signature.root() == JsonType.ARRAY) {
			return this.sourceNames.stream().anyMatch((name) -> signature.hasRecordsOf(EVENT_SOURCE, name));
		}
		return this.sourceNames.contains(signature.text(EVENT_SOURCE));
	}

	@Override
	public void read(IncomingEvent event, SourceFormat source, RecordSink sink) {
		if (!source.recognizes(event.signature())) {
			throw SourceException.notFromSource();
		}
		new Reading(event, source, sink).read();
	}

	// a bit for each member, 0 for any other
	private int idMember(JsonScanner json) {
		for (int i = 0; i < this.idMembers.size(); i++) {
			if (json.isNamed(this.idMembers.get(i))) {
				return 1 << i;
			}
		}
		return 0;
	}

	private boolean isPayload(JsonScanner json) {
		for (int i = 0; i < this.payloadMembers.size(); i++) {
			if (json.isNamed(this.payloadMembers.get(i))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Reads one event. Shared attributes may come after the records, so the map of each
	 * group is completed at the end.
	 */
	private final class Reading {

		private final IncomingEvent event;

		private final SourceFormat source;

		private final RecordSink sink;

		private final Map<String, String> common = new HashMap<>();

		private final List<Map<String, String>> groups = new ArrayList<>();

		private Map<String, String> group = newGroup(new HashMap<>());

		private int count;

		Reading(IncomingEvent event, SourceFormat source, RecordSink sink) {
			this.event = event;
			this.source = source;
			this.sink = sink;
		}

		void read() {
			JsonScanner json = this.event.scanner();
			if (json.type() == JsonType.ARRAY) {
				readArray(json, true);
			}
			else if (!readObject(json)) {
				json = this.event.scanner();
				readBare(json);
			}
			json.end();
			if (this.count == 0) {
				throw SourceException.notFromSource();
			}
			this.groups.forEach((group) -> this.common.forEach(group::putIfAbsent));
		}

		private Map<String, String> newGroup(Map<String, String> shared) {
			this.groups.add(shared);
			return Collections.unmodifiableMap(shared);
		}

		// returns whether the event has the member with the records
		private boolean readObject(JsonScanner json) {
			boolean found = false;
			Set<String> names = new HashSet<>();
			json.enterObject();
			while (json.nextMember()) {
				String name = json.name();
				if (!names.add(name) && this.event.signature().isDecisive(name)) {
					throw SourceException.duplicateMember(name);
				}
				if (name.equals(NamedLayout.this.member)) {
					found = true;
					readMember(json);
				}
				else if (NamedLayout.this.shared.contains(name)) {
					readShared(name, json);
				}
				else {
					json.skip();
				}
			}
			return found;
		}

		// a record without an event around it
		private void readBare(JsonScanner json) {
			if (NamedLayout.this.sourceNames.isEmpty()) {
				return;
			}
			Payload payload = readRecord(json, true);
			if (!payload.exists() && this.source.id(this.event.whole()).isEmpty()) {
				throw SourceException.neitherEventNorRecord(NamedLayout.this.member,
						NamedLayout.this.payloadMembers.get(0));
			}
			add(0, payload);
		}

		private void readMember(JsonScanner json) {
			if (json.type() == JsonType.ARRAY) {
				readArray(json, false);
				return;
			}
			if (json.type() != JsonType.OBJECT) {
				throw SourceException.notFromSource();
			}
			json.enterObject();
			while (json.nextMember()) {
				this.group = newGroup(new HashMap<>(Map.of(GROUP, json.name())));
				if (json.type() != JsonType.ARRAY) {
					throw SourceException.notFromSource();
				}
				readArray(json, false);
			}
		}

		private void readArray(JsonScanner json, boolean bare) {
			json.enterArray();
			while (json.nextElement()) {
				if (json.type() != JsonType.OBJECT) {
					throw SourceException.notARecord(this.count, json.type());
				}
				int start = json.position();
				add(start, readRecord(json, bare));
			}
		}

		private void add(int start, Payload payload) {
			this.sink.add(start, payload, this.group);
			this.count++;
		}

		private Payload readRecord(JsonScanner json, boolean bare) {
			Payload payload = Payload.NONE;
			boolean mine = !bare;
			int ids = 0;
			String duplicate = null;
			json.enterObject();
			while (json.nextMember()) {
				int id = idMember(json);
				if (id != 0) {
					duplicate = ((ids & id) != 0) ? json.name() : duplicate;
					ids |= id;
					json.skip();
				}
				else if (isPayload(json)) {
					payload = payload.then(this.source.payload(json));
				}
				else if (bare && json.isNamed(EVENT_SOURCE) && json.type() == JsonType.STRING) {
					if (mine) {
						throw SourceException.duplicateMember(this.count, EVENT_SOURCE);
					}
					mine = json.string().text().filter(NamedLayout.this.sourceNames::contains).isPresent();
				}
				else {
					json.skip();
				}
			}
			if (!mine) {
				throw SourceException.recordNotFromSource(this.count);
			}
			return (duplicate != null) ? BrokenPayload.withDuplicate(duplicate) : payload;
		}

		private void readShared(String name, JsonScanner json) {
			if (json.type() != JsonType.ARRAY) {
				String value = RecordJson.scalar(json);
				if (value != null) {
					this.common.putIfAbsent(name, value);
				}
				return;
			}
			StringJoiner values = new StringJoiner(",");
			json.enterArray();
			while (json.nextElement()) {
				String value = RecordJson.scalar(json);
				if (value != null) {
					values.add(value);
				}
			}
			this.common.putIfAbsent(name, values.toString());
		}

	}

}
