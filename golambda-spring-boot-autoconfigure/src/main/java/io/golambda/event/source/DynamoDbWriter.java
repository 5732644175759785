package io.golambda.event.source;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon DynamoDB Streams events. The payload of a record is the new image, or for
 * a removed item the old image.
 */
final class DynamoDbWriter implements EventWriter {

	private static final String REMOVE = "REMOVE";

	private static final List<String> EVENT_NAMES = List.of("INSERT", "MODIFY", REMOVE);

	private static final Set<String> IDENTITY = Set.of("userIdentity.type", "userIdentity.principalId");

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("DYNAMODB")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(DynamoDb.RECORD_ATTRIBUTES)
			.withAttributes(DynamoDb.STREAM_ATTRIBUTES)
			.withAttributes(IDENTITY)
			.withParts(DynamoDb.NEW_IMAGE, DynamoDb.OLD_IMAGE, DynamoDb.KEYS);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		AtomicLong sequence = new AtomicLong(SyntheticValues.now().toEpochMilli() * 1_000_000);
		batch.writeRecords(json, (target, change) -> write(target, change, "100000000" + sequence.incrementAndGet()));
	}

	private static void write(JsonGenerator json, OutgoingRecord change, String nextSequenceNumber) {
		String eventName = eventName(change);
		boolean removed = eventName.equals(REMOVE);
		OutgoingContent newImage = removed ? change.part(DynamoDb.NEW_IMAGE)
				: payloadOrPart(change, DynamoDb.NEW_IMAGE);
		OutgoingContent oldImage = removed ? payloadOrPart(change, DynamoDb.OLD_IMAGE)
				: change.part(DynamoDb.OLD_IMAGE);
		if (removed && newImage.isPresent()) {
			throw new IllegalArgumentException("A DYNAMODB record of a removed item has no NewImage.");
		}
		OutgoingContent item = newImage.isPresent() ? newImage : oldImage;
		OutgoingContent keys = change.part(DynamoDb.KEYS);
		if (!item.isPresent() && !keys.isPresent()) {
			throw new IllegalArgumentException(
					"A DYNAMODB record needs an item, as its payload or as one of its parts.");
		}
		json.writeStartObject();
		change.write(json, "eventID", SyntheticValues.hex(32));
		json.writeStringProperty("eventName", eventName);
		json.writeStringProperty("eventVersion", "1.1");
		json.writeStringProperty("eventSource", "aws:dynamodb");
		change.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeObjectPropertyStart("dynamodb");
		writeTime(json, change);
		if (keys.isPresent()) {
			writeImage(json, DynamoDb.KEYS, keys);
		}
		else if (!change.specifiesPart(DynamoDb.KEYS)) {
			json.writeName(DynamoDb.KEYS);
			DynamoDbItem.writeKey(json, item.jsonObject());
		}
		writeImage(json, DynamoDb.NEW_IMAGE, newImage);
		writeImage(json, DynamoDb.OLD_IMAGE, oldImage);
		json.writeStringProperty("SequenceNumber", change.idOr("SequenceNumber", nextSequenceNumber));
		change.writeNumber(json, "SizeBytes", (item.isPresent() ? item : keys).text().length());
		change.write(json, "StreamViewType", viewType(newImage, oldImage, removed));
		json.writeEndObject();
		change.write(json, "eventSourceARN",
				SyntheticValues.arn("dynamodb", "table/table/stream/2024-01-01T00:00:00.000"));
		writeIdentity(json, change);
		json.writeEndObject();
	}

	private static String eventName(OutgoingRecord change) {
		String eventName = change.attribute("eventName",
				change.part(DynamoDb.OLD_IMAGE).isPresent() ? "MODIFY" : "INSERT");
		if (!EVENT_NAMES.contains(eventName)) {
			throw new IllegalArgumentException(
					"The attribute \"eventName\" of DYNAMODB must be one of " + String.join(", ", EVENT_NAMES) + ".");
		}
		return eventName;
	}

	private static OutgoingContent payloadOrPart(OutgoingRecord change, String image) {
		OutgoingContent part = change.part(image);
		if (part.isPresent() && change.content().isPresent()) {
			throw new IllegalArgumentException("The payload of this DYNAMODB record is its " + image
					+ ", so it cannot have both; set only one of them.");
		}
		return part.isPresent() ? part : change.content();
	}

	// DynamoDB sends seconds, but a test may need milliseconds
	private static void writeTime(JsonGenerator json, OutgoingRecord change) {
		Instant time = change.timestampOrNow();
		if (change.timestamp() == null || time.getNano() == 0) {
			json.writeNumberProperty("ApproximateCreationDateTime", time.getEpochSecond());
		}
		else {
			json.writeNumberProperty("ApproximateCreationDateTime", BigDecimal.valueOf(time.toEpochMilli(), 3));
		}
	}

	private static void writeImage(JsonGenerator json, String name, OutgoingContent image) {
		if (image.isPresent()) {
			json.writeName(name);
			DynamoDbItem.write(json, image.jsonObject());
		}
	}

	private static String viewType(OutgoingContent newImage, OutgoingContent oldImage, boolean removed) {
		if (!newImage.isPresent() && !oldImage.isPresent()) {
			return "KEYS_ONLY";
		}
		return (!newImage.isPresent() && !removed) ? "OLD_IMAGE" : "NEW_AND_OLD_IMAGES";
	}

	// DynamoDB sends an identity for removals by time to live only
	private static void writeIdentity(JsonGenerator json, OutgoingRecord change) {
		if (change.hasAnyAttribute(IDENTITY)) {
			json.writeObjectPropertyStart("userIdentity");
			json.writeStringProperty("type", change.attribute("userIdentity.type", "Service"));
			json.writeStringProperty("principalId",
					change.attribute("userIdentity.principalId", "dynamodb.amazonaws.com"));
			json.writeEndObject();
		}
	}

}
