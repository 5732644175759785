package io.golambda.event.source;

import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon MSK events. A record without a payload is a tombstone.
 */
final class KafkaWriter implements EventWriter {

	private static final String BROKER_DOMAIN = ".cluster.example.kafka." + SyntheticValues.REGION
			+ ".amazonaws.com:9092";

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("KAFKA")
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(Kafka.AWS_ATTRIBUTES)
			.withAttributes("keySchemaMetadata.schemaId", "keySchemaMetadata.dataFormat",
					"valueSchemaMetadata.schemaId", "valueSchemaMetadata.dataFormat")
			.withParts("key")
			.withHeaders();
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeStringProperty("eventSource", "aws:kafka");
		json.writeStringProperty("eventSourceArn", batch.common("eventSourceArn",
				SyntheticValues.arn("kafka", "cluster/cluster/" + SyntheticValues.id())));
		json.writeStringProperty("bootstrapServers",
				batch.common("bootstrapServers", "b-1" + BROKER_DOMAIN + ",b-2" + BROKER_DOMAIN));
		json.writeObjectPropertyStart("records");
		batch.groupedBy(KafkaWriter::partition).forEach((partition, records) -> {
			json.writeArrayPropertyStart(partition);
			long offset = 0;
			for (OutgoingRecord record : records) {
				offset = record.number("offset", offset);
				write(json, record, offset);
				offset++;
			}
			json.writeEndArray();
		});
		json.writeEndObject();
		json.writeEndObject();
	}

	private static String partition(OutgoingRecord record) {
		return record.consistent(NamedLayout.GROUP,
				record.attribute("topic", "topic") + "-" + record.intNumber("partition", 0));
	}

	private static void write(JsonGenerator json, OutgoingRecord record, long offset) {
		json.writeStartObject();
		record.write(json, "topic", "topic");
		record.writeInt(json, "partition", 0);
		json.writeNumberProperty("offset", offset);
		json.writeNumberProperty("timestamp", record.timestampOrNow().toEpochMilli());
		record.write(json, "timestampType", "CREATE_TIME");
		OutgoingContent key = record.specifiesPart("key") ? record.part("key")
				: OutgoingContent.ofText(SyntheticValues.id());
		if (key.isPresent()) {
			json.writeBinaryProperty("key", bytes(key, record, Kafka.KEY_SCHEMA));
		}
		if (record.content().isPresent()) {
			json.writeBinaryProperty("value", bytes(record.content(), record, Kafka.VALUE_SCHEMA));
		}
		json.writeArrayPropertyStart("headers");
		for (Header header : record.headers()) {
			json.writeStartObject();
			header.write(json, header.name());
			json.writeEndObject();
		}
		json.writeEndArray();
		Kafka.SCHEMAS.forEach((schema) -> writeSchema(json, schema, record));
		json.writeEndObject();
	}

	private static byte[] bytes(OutgoingContent content, OutgoingRecord record, String schema) {
		return (record.attribute(schema + ".schemaId") != null) ? content.bytesWithoutHeader() : content.bytes();
	}

	private static void writeSchema(JsonGenerator json, String schema, OutgoingRecord record) {
		String id = record.attribute(schema + ".schemaId");
		String format = record.attribute(schema + ".dataFormat");
		if (id != null || format != null) {
			json.writeObjectPropertyStart(schema);
			if (id != null) {
				json.writeStringProperty("schemaId", id);
			}
			if (format != null) {
				json.writeStringProperty("dataFormat", format);
			}
			json.writeEndObject();
		}
	}

}
