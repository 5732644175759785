package io.golambda.event.source;

import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Set;

import tools.jackson.core.JsonGenerator;

/**
 * Writes the events with which Amazon Data Firehose has records transformed. A stream has
 * one source, so the attributes of one record decide it for all.
 */
public final class FirehoseWriter implements EventWriter {

	private static final String KINESIS_STREAM = "sourceKinesisStreamArn";

	private static final String KAFKA_CLUSTER = "sourceMSKArn";

	private static final Set<String> KINESIS_ATTRIBUTES = Set.of("shardId", "partitionKey", "sequenceNumber",
			"subsequenceNumber");

	private static final Set<String> KAFKA_ATTRIBUTES = Set.of("topic", "partitionId", "offset");

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("FIREHOSE")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes("invocationId", "deliveryStreamArn", "region", KINESIS_STREAM, KAFKA_CLUSTER)
			.withAttributes(KINESIS_ATTRIBUTES)
			.withAttributes(KAFKA_ATTRIBUTES);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		boolean kinesis = batch.anyMatch(
				(record) -> record.hasAnyAttribute(KINESIS_ATTRIBUTES) || record.attribute(KINESIS_STREAM) != null);
		boolean kafka = batch
			.anyMatch((record) -> record.hasAnyAttribute(KAFKA_ATTRIBUTES) || record.attribute(KAFKA_CLUSTER) != null);
		if (kinesis && kafka) {
			throw new IllegalArgumentException("The records of a FIREHOSE event are from Kinesis or from Kafka, "
					+ "and these have attributes of both.");
		}
		json.writeStartObject();
		json.writeStringProperty("invocationId", batch.common("invocationId", SyntheticValues.id()));
		json.writeStringProperty("deliveryStreamArn",
				batch.common("deliveryStreamArn", SyntheticValues.arn("firehose", "deliverystream/stream")));
		json.writeStringProperty("region", batch.common("region", SyntheticValues.REGION));
		if (kinesis) {
			json.writeStringProperty(KINESIS_STREAM,
					batch.common(KINESIS_STREAM, SyntheticValues.arn("kinesis", "stream/stream")));
		}
		if (kafka) {
			json.writeStringProperty(KAFKA_CLUSTER, batch.common(KAFKA_CLUSTER,
					SyntheticValues.arn("kafka", "cluster/cluster/" + SyntheticValues.id())));
		}
		json.writeArrayPropertyStart("records");
		Iterator<String> ids = SyntheticValues.streamSequenceNumbers();
		long offset = 0;
		for (OutgoingRecord record : batch.records()) {
			json.writeStartObject();
			String id = record.idOr(ids.next());
			json.writeStringProperty("recordId", id);
			json.writeNumberProperty("approximateArrivalTimestamp", record.timestampOrNow().toEpochMilli());
			json.writeBinaryProperty(kafka ? "kafkaRecordValue" : "data", record.content().bytes());
			if (kinesis) {
				writeKinesisMetadata(json, record, id);
			}
			if (kafka) {
				writeKafkaMetadata(json, record, offset++);
			}
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeEndObject();
	}

	private static void writeKinesisMetadata(JsonGenerator json, OutgoingRecord record, String sequenceNumber) {
		json.writeObjectPropertyStart("kinesisRecordMetadata");
		record.write(json, "shardId", "shardId-000000000000");
		record.write(json, "partitionKey", SyntheticValues.id());
		json.writeNumberProperty("approximateArrivalTimestamp", record.timestampOrNow().toEpochMilli());
		record.write(json, "sequenceNumber", sequenceNumber);
		record.write(json, "subsequenceNumber", "");
		json.writeEndObject();
	}

	// Firehose writes these numbers as strings
	private static void writeKafkaMetadata(JsonGenerator json, OutgoingRecord record, long offset) {
		json.writeObjectPropertyStart("mskRecordMetadata");
		record.writePresent(json, "topic");
		json.writeStringProperty("offset", String.valueOf(record.number("offset", offset)));
		json.writeStringProperty("partitionId", String.valueOf(record.intNumber("partitionId", 0)));
		json.writeNumberProperty("approximateArrivalTimestamp", record.timestampOrNow().toEpochMilli());
		json.writeEndObject();
	}

}
