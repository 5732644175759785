package io.golambda.event.source;

import java.time.temporal.ChronoUnit;
import java.util.Iterator;

import tools.jackson.core.JsonGenerator;

/**
 * Writes the events with which Amazon Data Firehose has records transformed. A stream has
 * one source, so the attributes of one record decide it for all.
 */
final class FirehoseWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("FIREHOSE")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(Firehose.COMMON_ATTRIBUTES)
			.withAttributes(Firehose.KINESIS_ATTRIBUTES)
			.withAttributes(Firehose.KAFKA_ATTRIBUTES);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		boolean kinesis = batch.anyMatch((record) -> record.hasAnyAttribute(Firehose.KINESIS_ATTRIBUTES)
				|| record.attribute(Firehose.KINESIS_STREAM) != null);
		boolean kafka = batch.anyMatch((record) -> record.hasAnyAttribute(Firehose.KAFKA_ATTRIBUTES)
				|| record.attribute(Firehose.KAFKA_CLUSTER) != null);
		if (kinesis && kafka) {
			throw new IllegalArgumentException(
					"The records of a FIREHOSE event come either from Kinesis or from Kafka, "
							+ "but these have attributes of both.");
		}
		json.writeStartObject();
		json.writeStringProperty("invocationId", batch.common("invocationId", SyntheticValues.id()));
		json.writeStringProperty("deliveryStreamArn",
				batch.common("deliveryStreamArn", SyntheticValues.arn("firehose", "deliverystream/stream")));
		json.writeStringProperty("region", batch.common("region", SyntheticValues.REGION));
		if (kinesis) {
			json.writeStringProperty(Firehose.KINESIS_STREAM,
					batch.common(Firehose.KINESIS_STREAM, SyntheticValues.arn("kinesis", "stream/stream")));
		}
		if (kafka) {
			json.writeStringProperty(Firehose.KAFKA_CLUSTER, batch.common(Firehose.KAFKA_CLUSTER,
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
			json.writeBinaryProperty(kafka ? Firehose.KAFKA_DATA : Firehose.DATA, record.content().bytes());
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
