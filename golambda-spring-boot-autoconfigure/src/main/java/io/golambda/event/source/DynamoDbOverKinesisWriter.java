package io.golambda.event.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon Kinesis Data Streams events with the changes that Amazon DynamoDB writes
 * into a stream.
 */
final class DynamoDbOverKinesisWriter implements EventWriter {

	private static final Set<String> RECORD_ATTRIBUTES = Set.of("eventName", "eventID", "awsRegion", DynamoDb.TABLE,
			DynamoDb.RECORD_FORMAT, DynamoDb.TIME_PRECISION, "SizeBytes");

	private final KinesisWriter kinesis = new KinesisWriter();

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("DYNAMODB")
			.withId()
			.withTimestamp(ChronoUnit.MICROS)
			.withAttributes(RECORD_ATTRIBUTES)
			.withAttributes(DynamoDbChange.IDENTITY)
			.withParts(DynamoDb.NEW_IMAGE, DynamoDb.OLD_IMAGE, DynamoDb.KEYS);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		this.kinesis.write(json,
				new OutgoingBatch(batch.records().stream().map(DynamoDbOverKinesisWriter::kinesisRecord).toList()));
	}

	private static OutgoingRecord kinesisRecord(OutgoingRecord record) {
		return OutgoingRecord.of(OutgoingContent.ofBytes(EventJson.write((json) -> write(json, record))));
	}

	private static void write(JsonGenerator json, OutgoingRecord record) {
		DynamoDbChange change = DynamoDbChange.of(record);
		json.writeStartObject();
		record.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeStringProperty("eventID", record.idOr("eventID", SyntheticValues.id()));
		json.writeStringProperty("eventName", change.eventName());
		if (change.hasIdentity()) {
			change.writeIdentity(json);
		}
		else {
			json.writeNullProperty("userIdentity");
		}
		record.write(json, DynamoDb.RECORD_FORMAT, "application/json");
		record.write(json, DynamoDb.TABLE, "table");
		json.writeObjectPropertyStart("dynamodb");
		writeTime(json, record);
		change.writeKeysAndImages(json);
		change.writeSize(json);
		json.writeEndObject();
		json.writeStringProperty("eventSource", "aws:dynamodb");
		json.writeEndObject();
	}

	// DynamoDB writes microseconds unless the table is configured otherwise
	private static void writeTime(JsonGenerator json, OutgoingRecord record) {
		Instant time = record.timestampOrNow();
		String precision = record.attribute(DynamoDb.TIME_PRECISION, DynamoDb.MICROSECOND);
		json.writeNumberProperty(DynamoDb.TIME, switch (precision) {
			case DynamoDb.MICROSECOND ->
				TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
			case DynamoDb.MILLISECOND -> millis(time);
			default -> throw new IllegalArgumentException("The attribute \"" + DynamoDb.TIME_PRECISION + "\" must be "
					+ DynamoDb.MICROSECOND + " or " + DynamoDb.MILLISECOND + ".");
		});
		json.writeStringProperty(DynamoDb.TIME_PRECISION, precision);
	}

	private static long millis(Instant time) {
		if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
			throw OutgoingRecord.contradiction(DynamoDb.TIME_PRECISION);
		}
		return time.toEpochMilli();
	}

}
