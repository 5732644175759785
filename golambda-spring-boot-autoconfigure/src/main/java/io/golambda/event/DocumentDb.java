package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

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
		return new NamedRecords(EventSource.DOCUMENTDB, Set.of("aws:docdb"), "events", Set.of("event"),
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
	public byte[] encap(List<Message> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("eventSourceArn", Made.arn("rds", "cluster:cluster"));
			json.writeArrayPropertyStart("events");
			for (int i = 0; i < messages.size(); i++) {
				write(json, messages.get(i), i + 1);
			}
			json.writeEndArray();
			json.writeStringProperty("eventSource", "aws:docdb");
			json.writeEndObject();
		}
		return event.toByteArray();
	}

	private static void write(JsonGenerator json, Message message, int increment) {
		json.writeStartObject();
		json.writeObjectPropertyStart("event");
		json.writeObjectPropertyStart("_id");
		json.writeStringProperty("_data", Made.hex(32));
		json.writeEndObject();
		json.writeObjectPropertyStart("clusterTime");
		json.writeObjectPropertyStart("$timestamp");
		json.writeNumberProperty("t", Made.now().getEpochSecond());
		json.writeNumberProperty("i", increment);
		json.writeEndObject();
		json.writeEndObject();
		json.writeObjectPropertyStart("documentKey");
		json.writeObjectPropertyStart("_id");
		json.writeStringProperty("$oid", Made.hex(24));
		json.writeEndObject();
		json.writeEndObject();
		json.writeName("fullDocument");
		json.writeRawValue(message.json(JsonType.OBJECT));
		json.writeObjectPropertyStart("ns");
		json.writeStringProperty("db", "db");
		json.writeStringProperty("coll", "coll");
		json.writeEndObject();
		json.writeStringProperty("operationType", "insert");
		json.writeEndObject();
		json.writeEndObject();
	}

}
