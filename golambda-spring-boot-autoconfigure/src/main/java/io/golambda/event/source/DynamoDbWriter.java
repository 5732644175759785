package io.golambda.event.source;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon DynamoDB Streams events.
 */
final class DynamoDbWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("DYNAMODB")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(DynamoDb.RECORD_ATTRIBUTES)
			.withAttributes(DynamoDb.STREAM_ATTRIBUTES)
			.withAttributes(DynamoDbChange.IDENTITY)
			.withParts(DynamoDb.NEW_IMAGE, DynamoDb.OLD_IMAGE, DynamoDb.KEYS);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		AtomicLong sequence = new AtomicLong(SyntheticValues.now().toEpochMilli() * 1_000_000);
		batch.writeRecords(json, (target, record) -> write(target, record, "100000000" + sequence.incrementAndGet()));
	}

	private static void write(JsonGenerator json, OutgoingRecord record, String nextSequenceNumber) {
		DynamoDbChange change = DynamoDbChange.of(record);
		json.writeStartObject();
		record.write(json, "eventID", SyntheticValues.hex(32));
		json.writeStringProperty("eventName", change.eventName());
		json.writeStringProperty("eventVersion", "1.1");
		json.writeStringProperty("eventSource", "aws:dynamodb");
		record.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeObjectPropertyStart("dynamodb");
		writeTime(json, record);
		change.writeKeysAndImages(json);
		json.writeStringProperty("SequenceNumber", record.idOr("SequenceNumber", nextSequenceNumber));
		change.writeSize(json);
		record.write(json, "StreamViewType", change.viewType());
		json.writeEndObject();
		record.write(json, "eventSourceARN",
				SyntheticValues.arn("dynamodb", "table/table/stream/2024-01-01T00:00:00.000"));
		if (change.hasIdentity()) {
			change.writeIdentity(json);
		}
		json.writeEndObject();
	}

	// DynamoDB sends seconds, but a test may need milliseconds
	private static void writeTime(JsonGenerator json, OutgoingRecord record) {
		Instant time = record.timestampOrNow();
		if (record.timestamp() == null || time.getNano() == 0) {
			json.writeNumberProperty(DynamoDb.TIME, time.getEpochSecond());
		}
		else {
			json.writeNumberProperty(DynamoDb.TIME, BigDecimal.valueOf(time.toEpochMilli(), 3));
		}
	}

}
