package io.golambda.batch;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.FirehoseResult.Status;
import io.golambda.event.Event;

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

	static String write(Event event, List<FirehoseAnswer> answers) {
		List<Original> originals = originals(event, answers.size());
		List<String> records = new ArrayList<>(answers.size());
		for (int i = 0; i < answers.size(); i++) {
			records.add(write(answers.get(i), originals.get(i), event.mapper()));
		}
		FirehoseResponseLimit.apply(records, answers);
		return records.stream().collect(Collectors.joining(",", "{\"records\":[", "]}"));
	}

	private static List<Original> originals(Event event, int count) {
		List<Original> originals = new ArrayList<>(count);
		try (JsonParser json = UNLIMITED.createParser(ObjectReadContext.empty(), text(event))) {
			moveToRecords(json);
			for (int i = 0; i < count; i++) {
				json.nextToken();
				originals.add(Original.read(json));
			}
		}
		return originals;
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

	private static String write(FirehoseAnswer answer, Original original, JsonMapper mapper) {
		return object((json) -> {
			json.writeStringProperty("recordId", answer.recordId());
			json.writeStringProperty("result", answer.status().text());
			if (answer.status() == Status.OK) {
				json.writeBinaryProperty(original.member(), answer.data(mapper));
			}
			else {
				json.writeStringProperty(original.member(), original.data());
			}
			writePartitionKeys(json, answer.partitionKeys());
		});
	}

	/**
	 * Writes the answer to a record without any data, which Firehose has itself.
	 */
	static String writeWithoutData(FirehoseAnswer answer, Status status) {
		return object((json) -> {
			json.writeStringProperty("recordId", answer.recordId());
			json.writeStringProperty("result", status.text());
		});
	}

	private static String object(Consumer<JsonGenerator> members) {
		StringWriter object = new StringWriter();
		try (JsonGenerator json = JsonMapper.shared().createGenerator(object)) {
			json.writeStartObject();
			members.accept(json);
			json.writeEndObject();
		}
		return object.toString();
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
