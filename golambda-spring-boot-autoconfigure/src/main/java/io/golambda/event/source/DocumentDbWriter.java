package io.golambda.event.source;

import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes events of Amazon DocumentDB change streams. The payload of a record is the full
 * document.
 */
final class DocumentDbWriter implements EventWriter {

	private static final String FULL_DOCUMENT = "fullDocument";

	private static final String DOCUMENT_KEY = "documentKey";

	private static final String UPDATE_DESCRIPTION = "updateDescription";

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("DOCUMENTDB")
			.withId()
			.withTimestamp(ChronoUnit.SECONDS)
			.withAttributes("operationType", "db", "coll", "eventSourceArn")
			.withParts(FULL_DOCUMENT, DOCUMENT_KEY, UPDATE_DESCRIPTION);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeStringProperty("eventSourceArn",
				batch.common("eventSourceArn", SyntheticValues.arn("rds", "cluster:cluster")));
		json.writeArrayPropertyStart("events");
		int increment = 1;
		for (OutgoingRecord change : batch.records()) {
			write(json, change, increment++);
		}
		json.writeEndArray();
		json.writeStringProperty("eventSource", "aws:docdb");
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, OutgoingRecord change, int increment) {
		String operation = change.attribute("operationType",
				change.specifiesPart(UPDATE_DESCRIPTION) ? "update" : "insert");
		json.writeStartObject();
		json.writeObjectPropertyStart("event");
		json.writeObjectPropertyStart("_id");
		json.writeStringProperty("_data", change.idOr(SyntheticValues.hex(32)));
		json.writeEndObject();
		json.writeObjectPropertyStart("clusterTime");
		json.writeObjectPropertyStart("$timestamp");
		json.writeNumberProperty("t", change.timestampOrNow().getEpochSecond());
		json.writeNumberProperty("i", increment);
		json.writeEndObject();
		json.writeEndObject();
		writeKey(json, change);
		writeDocument(json, change, operation);
		json.writeObjectPropertyStart("ns");
		change.write(json, "db", "db");
		change.write(json, "coll", "coll");
		json.writeEndObject();
		json.writeStringProperty("operationType", operation);
		writePart(json, UPDATE_DESCRIPTION, change);
		json.writeEndObject();
		json.writeEndObject();
	}

	private static void writeKey(JsonGenerator json, OutgoingRecord change) {
		if (change.specifiesPart(DOCUMENT_KEY)) {
			writePart(json, DOCUMENT_KEY, change);
			return;
		}
		json.writeObjectPropertyStart(DOCUMENT_KEY);
		json.writeObjectPropertyStart("_id");
		json.writeStringProperty("$oid", SyntheticValues.hex(24));
		json.writeEndObject();
		json.writeEndObject();
	}

	private static void writeDocument(JsonGenerator json, OutgoingRecord change, String operation) {
		boolean required = operation.equals("insert") || operation.equals("replace");
		if (change.part(FULL_DOCUMENT).isPresent()) {
			if (change.content().isPresent()) {
				throw new IllegalArgumentException("The payload of a DOCUMENTDB record is its fullDocument, "
						+ "so it cannot have both; set only one of them.");
			}
			writePart(json, FULL_DOCUMENT, change);
		}
		else if (required || change.content().isPresent()) {
			json.writeName(FULL_DOCUMENT);
			json.writeRawValue(change.content().jsonObject());
		}
	}

	private static void writePart(JsonGenerator json, String name, OutgoingRecord change) {
		OutgoingContent part = change.part(name);
		if (part.isPresent()) {
			json.writeName(name);
			json.writeRawValue(part.jsonObject());
		}
	}

}
