package io.golambda.event.source;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The layout of sources whose event is its own record, with the payload in one of its
 * members. Some of them also send a batch of events, as a bare array. Their readers
 * override {@link SourceFormat#recognizes}.
 *
 * @param payloadMember the member that is the payload
 * @param elementMembers the members that each event of an array has; empty if the source
 * sends no arrays
 */
public record SingleLayout(String payloadMember, Set<String> elementMembers) implements RecordLayout {

	SingleLayout(String payloadMember) {
		this(payloadMember, Set.of());
	}

	SingleLayout withArrays(String... elementMembers) {
		return new SingleLayout(this.payloadMember, Set.of(elementMembers));
	}

	@Override
	public SignatureMembers signature() {
		return SignatureMembers.none().withDecisive(this.payloadMember);
	}

	/**
	 * Whether an event is an array that may be from this source. The source decides by
	 * the members of its first element.
	 */
	@Override
	public boolean recognizes(EventSignature signature) {
		EventSignature element = signature.element();
		return element != null && !this.elementMembers.isEmpty()
				&& element.members().keySet().containsAll(this.elementMembers);
	}

	@Override
	public void read(IncomingEvent event, SourceFormat source, RecordSink sink) {
		if (!source.recognizes(event.signature())) {
			throw SourceException.notFromSource();
		}
		JsonScanner json = event.scanner();
		if (json.type() == JsonType.ARRAY) {
			readArray(event, json, source, sink);
		}
		else {
			sink.addWhole(readWhole(event, json, source));
		}
		json.end();
	}

	private Payload readWhole(IncomingEvent event, JsonScanner json, SourceFormat source) {
		String duplicate = event.signature().duplicate();
		if (duplicate != null && !duplicate.equals(this.payloadMember)) {
			throw SourceException.duplicateMember(duplicate);
		}
		Payload payload = Payload.NONE;
		json.enterObject();
		while (json.nextMember()) {
			payload = readMember(json, source, payload);
		}
		return payload;
	}

	private void readArray(IncomingEvent event, JsonScanner json, SourceFormat source, RecordSink sink) {
		int index = 0;
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw SourceException.notARecord(index, json.type());
			}
			int start = json.position();
			sink.add(start, readElement(event, json, source, index), Map.of());
			index++;
		}
	}

	private Payload readElement(IncomingEvent event, JsonScanner json, SourceFormat source, int index) {
		int start = json.position();
		Payload payload = Payload.NONE;
		Set<String> names = new HashSet<>();
		String duplicate = null;
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (!names.add(name)) {
				duplicate = decisive(event, name, duplicate);
			}
			payload = readMember(json, source, payload);
		}
		if (!names.containsAll(this.elementMembers) || !source.isComplete(event.record(start), payload)) {
			throw SourceException.recordNotFromSource(index);
		}
		if (duplicate != null) {
			throw SourceException.duplicateMember(index, duplicate);
		}
		return payload;
	}

	private @Nullable String decisive(IncomingEvent event, String name, @Nullable String otherwise) {
		return (event.signature().isDecisive(name) && !name.equals(this.payloadMember)) ? name : otherwise;
	}

	private Payload readMember(JsonScanner json, SourceFormat source, Payload payload) {
		if (json.isNamed(this.payloadMember)) {
			return payload.then(source.payload(json));
		}
		json.skip();
		return payload;
	}

}
