package io.golambda.batch;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Writes the response to Firehose. A record without new data keeps the data that Firehose
 * sent, unchanged, since that data may not even be valid base64.
 */
final class FirehoseResponseWriter {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final String DATA = "data";

	private static final String KAFKA_DATA = "kafkaRecordValue";

	// the event has been decoded, so that its own limits apply
	private static final JsonFactory UNLIMITED = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNumberLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNestingDepth(Integer.MAX_VALUE)
			.build())
		.build();

	private FirehoseResponseWriter() {
	}

	static String write(Event event, FirehoseTransformation transformed) {
		StringWriter response = new StringWriter();
		try (JsonGenerator json = JsonMapper.shared().createGenerator(response);
				JsonParser original = UNLIMITED.createParser(ObjectReadContext.empty(), text(event))) {
			json.writeStartObject();
			json.writeArrayPropertyStart("records");
			moveToRecords(original);
			for (int i = 0; i < transformed.records().size(); i++) {
				original.nextToken();
				write(json, event, transformed.records().get(i), transformed.results().get(i), Original.read(original));
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		return response.toString();
	}

	// replaces malformed UTF-8, which Jackson rejects even where it is skipped
	private static String text(Event event) {
		String text = new String(event.bytes(), StandardCharsets.UTF_8);
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
	}

	private static void moveToRecords(JsonParser original) {
		original.nextToken();
		while (!"records".equals(original.nextName())) {
			original.nextToken();
			original.skipChildren();
		}
		original.nextToken();
	}

	private static void write(JsonGenerator json, Event event, EventRecord record, FirehoseResult result,
			Original original) {
		json.writeStartObject();
		json.writeStringProperty("recordId", record.id().orElseThrow());
		json.writeStringProperty("result", result.status());
		Object data = result.data();
		if (data != null) {
			json.writeBinaryProperty(original.member(), bytes(event, record, data));
		}
		else {
			json.writeStringProperty(original.member(), original.data());
		}
		writePartitionKeys(json, result.partitionKeys());
		json.writeEndObject();
	}

	private static byte[] bytes(Event event, EventRecord record, Object data) {
		if (data instanceof byte[] bytes) {
			return bytes;
		}
		if (data instanceof CharSequence text) {
			return text.toString().getBytes(StandardCharsets.UTF_8);
		}
		if (EventMapper.isSchemaClass(data.getClass())) {
			return EventMapper.writeSchemaClass(data);
		}
		try {
			return event.mapper().writeValueAsBytes(data);
		}
		catch (JacksonException ex) {
			throw EventException.forRecord(record,
					"has a result of " + data.getClass().getName() + " that cannot be written as JSON");
		}
	}

	private static void writePartitionKeys(JsonGenerator json, Map<String, String> partitionKeys) {
		if (partitionKeys.isEmpty()) {
			return;
		}
		json.writeObjectPropertyStart("metadata");
		json.writeObjectPropertyStart("partitionKeys");
		partitionKeys.forEach(json::writeStringProperty);
		json.writeEndObject();
		json.writeEndObject();
	}

	/**
	 * The data of a record as Firehose sent it.
	 */
	private record Original(String member, String data) {

		static Original read(JsonParser record) {
			String data = null;
			String kafkaData = null;
			boolean kafka = false;
			for (String name = record.nextName(); name != null; name = record.nextName()) {
				JsonToken token = record.nextToken();
				// the first of duplicate members wins, as in EventRecord
				if (name.equals(DATA) && data == null) {
					data = text(record, token);
				}
				else if (name.equals(KAFKA_DATA) && !kafka) {
					kafka = true;
					kafkaData = text(record, token);
				}
				else {
					record.skipChildren();
				}
			}
			return kafka ? of(KAFKA_DATA, kafkaData) : of(DATA, data);
		}

		private static Original of(String member, @Nullable String data) {
			return new Original(member, (data != null) ? data : "");
		}

		private static @Nullable String text(JsonParser record, JsonToken token) {
			if (token == JsonToken.VALUE_STRING) {
				return record.getString();
			}
			record.skipChildren();
			return null;
		}

	}

}
