package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Change streams of Amazon DocumentDB.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using
 * Lambda with Amazon DocumentDB</a>
 */
public final class DocumentDb implements SourceFormat {

	private static final NamedLayout LAYOUT = NamedLayout.of("events", "event")
		.withSourceNames("aws:docdb")
		.withShared(Set.of("eventSourceArn"));

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	/**
	 * Reads the full document, or the change event if there is none because the document
	 * was deleted or the change stream has no documents.
	 */
	@Override
	public Payload payload(JsonScanner json) {
		if (json.type() != JsonType.OBJECT) {
			return JsonPayload.read(json);
		}
		int start = json.position();
		Payload fullDocument = Payload.NONE;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("fullDocument")) {
				fullDocument = fullDocument.then(JsonPayload.read(json));
			}
			else {
				json.skip();
			}
		}
		return fullDocument.exists() ? fullDocument : new JsonPayload(json.since(start));
	}

	@Override
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		if (payload instanceof BrokenPayload) {
			return Optional.of(payload);
		}
		return Optional.of(record.payload(JsonPayload::read, "event", name)).filter(Payload::exists);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("event", "_id", "_data"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochSeconds("event", "clusterTime", "$timestamp", "t");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "operationType", "event", "operationType");
		record.putScalar(attributes, "db", "event", "ns", "db");
		record.putScalar(attributes, "coll", "event", "ns", "coll");
		attributes.putAll(record.shared());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.NONE_ORDERED;
	}

	@Override
	public EventWriter writer() {
		return new DocumentDbWriter();
	}

}
