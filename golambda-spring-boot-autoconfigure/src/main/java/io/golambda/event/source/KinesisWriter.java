package io.golambda.event.source;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon Kinesis Data Streams events.
 */
final class KinesisWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("KINESIS")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(Kinesis.RECORD_ATTRIBUTES)
			.withAttributes(Kinesis.STREAM_ATTRIBUTES);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		Iterator<String> sequenceNumbers = SyntheticValues.streamSequenceNumbers();
		batch.writeRecords(json, (target, record) -> write(target, record, sequenceNumbers.next()));
	}

	private static void write(JsonGenerator json, OutgoingRecord record, String nextSequenceNumber) {
		String sequenceNumber = record.idOr("sequenceNumber", nextSequenceNumber);
		json.writeStartObject();
		json.writeObjectPropertyStart("kinesis");
		json.writeStringProperty("kinesisSchemaVersion", "1.0");
		record.write(json, "partitionKey", SyntheticValues.id());
		json.writeStringProperty("sequenceNumber", sequenceNumber);
		json.writeBinaryProperty("data", record.content().bytes());
		json.writeNumberProperty("approximateArrivalTimestamp",
				BigDecimal.valueOf(record.timestampOrNow().toEpochMilli(), 3));
		record.writePresent(json, "encryptionType");
		json.writeEndObject();
		json.writeStringProperty("eventSource", "aws:kinesis");
		json.writeStringProperty("eventVersion", "1.0");
		record.write(json, "eventID", "shardId-000000000000:" + sequenceNumber);
		json.writeStringProperty("eventName", "aws:kinesis:record");
		json.writeStringProperty("invokeIdentityArn", "arn:aws:iam::" + SyntheticValues.ACCOUNT + ":role/lambda-role");
		record.write(json, "awsRegion", SyntheticValues.REGION);
		record.write(json, "eventSourceARN", SyntheticValues.arn("kinesis", "stream/stream"));
		json.writeEndObject();
	}

}
