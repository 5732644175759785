package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
		return "aws:docdb".equals(shape.texts().get("eventSource")) && shape.has("events", JsonType.ARRAY);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.DOCUMENTDB, event);
		}
		List<EventRecord> records = new ArrayList<>();
		JsonScanner json = event.scanner();
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("events") && json.type() == JsonType.ARRAY && records.isEmpty()) {
				readRecords(json, event, envelope, records);
			}
			else {
				json.skip();
			}
		}
		json.end();
		if (records.isEmpty()) {
			throw EventException.notFrom(EventSource.DOCUMENTDB, event);
		}
		return Collections.unmodifiableList(records);
	}

	private static void readRecords(JsonScanner json, Event event, @Nullable EventRecord envelope,
			List<EventRecord> records) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				throw EventException.notARecord(EventSource.DOCUMENTDB, records.size(), json.type());
			}
			int start = json.position();
			Payload payload = Payload.NONE;
			json.enterObject();
			while (json.nextMember()) {
				if (json.isNamed("event")) {
					payload = readPayload(json);
				}
				else {
					json.skip();
				}
			}
			records.add(new EventRecord(EventSource.DOCUMENTDB, event, envelope, records.size(), start, payload));
		}
	}

	/**
	 * The full document, else (it was deleted, or the change stream has no documents) the
	 * change event.
	 */
	private static Payload readPayload(JsonScanner json) {
		if (json.type() != JsonType.OBJECT) {
			return JsonPayload.read(json);
		}
		int start = json.position();
		Payload fullDocument = Payload.NONE;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("fullDocument")) {
				fullDocument = JsonPayload.read(json);
			}
			else {
				json.skip();
			}
		}
		return (fullDocument != Payload.NONE) ? fullDocument : new JsonPayload(json.since(start));
	}

	@Override
	public Optional<Payload> part(EventRecord record, String name) {
		return Optional.of(record.json("event", name)).filter((part) -> part != Payload.NONE);
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
		String arn = record.scalarOfEvent("eventSourceArn");
		if (arn != null) {
			attributes.put("eventSourceArn", arn);
		}
		return Map.copyOf(attributes);
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
