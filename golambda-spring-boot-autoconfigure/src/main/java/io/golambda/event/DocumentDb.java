package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.DocumentDbWriter;
import io.golambda.event.source.EventWriter;

/**
 * Change streams of Amazon DocumentDB.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using
 * Lambda with Amazon DocumentDB</a>
 */
final class DocumentDb implements SourceFormat {

	@Override
	public boolean recognises(EventShape shape) {
		return events().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.DOCUMENTDB, event);
		}
		return events().read(event, envelope);
	}

	private static NamedRecords events() {
		return new NamedRecords(EventSource.DOCUMENTDB, Set.of("aws:docdb"), "events", List.of(), Set.of("event"),
				Set.of("eventSourceArn"));
	}

	/**
	 * The full document, else (it was deleted, or the change stream has no documents) the
	 * change event.
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
	public Optional<Payload> part(EventRecord record, String name) {
		if (record.payload() instanceof BrokenPayload broken) {
			return Optional.of(broken);
		}
		return Optional.of(record.json("event", name)).filter(Payload::exists);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("event", "_id", "_data"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochSeconds("event", "clusterTime", "$timestamp", "t");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "operationType", "event", "operationType");
		record.putScalar(attributes, "db", "event", "ns", "db");
		record.putScalar(attributes, "coll", "event", "ns", "coll");
		attributes.putAll(record.known());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new DocumentDbWriter();
	}

}
