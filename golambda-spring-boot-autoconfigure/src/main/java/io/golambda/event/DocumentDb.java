package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

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
	public Takes takes() {
		return Takes.nothing(EventSource.DOCUMENTDB)
			.andId()
			.andTimeTo(ChronoUnit.SECONDS)
			.andAttributes("operationType", "db", "coll", "eventSourceArn")
			.andParts("fullDocument", "documentKey", "updateDescription");
	}

	@Override
	public byte[] encap(List<Message> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("eventSourceArn",
					Message.agreed(messages, "eventSourceArn", Made.arn("rds", "cluster:cluster")));
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
		String operation = message.attribute("operationType",
				message.saysPart("updateDescription") ? "update" : "insert");
		Message document = document(message, operation);
		json.writeStartObject();
		json.writeObjectPropertyStart("event");
		json.writeObjectPropertyStart("_id");
		json.writeStringProperty("_data", message.id(Made.hex(32)));
		json.writeEndObject();
		json.writeObjectPropertyStart("clusterTime");
		json.writeObjectPropertyStart("$timestamp");
		json.writeNumberProperty("t", message.timestamp().getEpochSecond());
		json.writeNumberProperty("i", increment);
		json.writeEndObject();
		json.writeEndObject();
		if (!message.saysPart("documentKey")) {
			json.writeObjectPropertyStart("documentKey");
			json.writeObjectPropertyStart("_id");
			json.writeStringProperty("$oid", Made.hex(24));
			json.writeEndObject();
			json.writeEndObject();
		}
		writePart(json, "documentKey", message.part("documentKey"));
		writePart(json, "fullDocument", document);
		json.writeObjectPropertyStart("ns");
		message.write(json, "db", "db");
		message.write(json, "coll", "coll");
		json.writeEndObject();
		json.writeStringProperty("operationType", operation);
		writePart(json, "updateDescription", message.part("updateDescription"));
		json.writeEndObject();
		json.writeEndObject();
	}

	// only what was put in is always there
	private static @Nullable Message document(Message message, String operation) {
		Message document = message.part("fullDocument");
		if (document != null && message.content() != null) {
			throw new IllegalArgumentException("The payload of a new record of DOCUMENTDB is its fullDocument, "
					+ "so a record with both says it twice: give one of them only.");
		}
		if (document != null) {
			return document;
		}
		boolean missing = message.content() == null;
		return (missing && !operation.equals("insert") && !operation.equals("replace")) ? null : message;
	}

	private static void writePart(JsonGenerator json, String name, @Nullable Message part) {
		if (part != null) {
			json.writeName(name);
			json.writeRawValue(part.json(JsonType.OBJECT));
		}
	}

}
