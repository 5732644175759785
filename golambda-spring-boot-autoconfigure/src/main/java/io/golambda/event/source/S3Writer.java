package io.golambda.event.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon S3 notifications. The payload of a record is the key of the object.
 */
final class S3Writer implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("S3")
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes("eventName", "awsRegion", "configurationId", "bucket")
			.withAttributes(S3.OBJECT_ATTRIBUTES);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		batch.writeRecords(json, S3Writer::write);
	}

	private static void write(JsonGenerator json, OutgoingRecord object) {
		String eventName = object.attribute("eventName", "ObjectCreated:Put");
		// S3 does not encode the slashes of a key
		String key = URLEncoder.encode(key(object), StandardCharsets.UTF_8).replace("%2F", "/");
		json.writeStartObject();
		json.writeStringProperty("eventVersion", "2.1");
		json.writeStringProperty("eventSource", "aws:s3");
		object.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeStringProperty("eventTime", object.timestampOrNow().toString());
		json.writeStringProperty("eventName", eventName);
		json.writeObjectPropertyStart("userIdentity");
		json.writeStringProperty("principalId", "AWS:AIDAIENQZJOLO23YVJ4VO");
		json.writeEndObject();
		json.writeObjectPropertyStart("requestParameters");
		json.writeStringProperty("sourceIPAddress", "192.0.2.1");
		json.writeEndObject();
		json.writeObjectPropertyStart("responseElements");
		json.writeStringProperty("x-amz-request-id", SyntheticValues.hex(16));
		json.writeStringProperty("x-amz-id-2", SyntheticValues.id());
		json.writeEndObject();
		json.writeObjectPropertyStart("s3");
		json.writeStringProperty("s3SchemaVersion", "1.0");
		object.write(json, "configurationId", "notification");
		writeBucket(json, object.attribute("bucket", "bucket"));
		writeObject(json, key, object, eventName.startsWith("ObjectRemoved:"));
		json.writeEndObject();
		json.writeEndObject();
	}

	private static String key(OutgoingRecord object) {
		return switch (object.content().kind()) {
			case TEXT, BYTES -> object.consistent("key", object.content().text());
			default -> throw new IllegalArgumentException(
					"The payload of an S3 record is the key of the object, which must be text.");
		};
	}

	private static void writeBucket(JsonGenerator json, String bucket) {
		json.writeObjectPropertyStart("bucket");
		json.writeStringProperty("name", bucket);
		json.writeObjectPropertyStart("ownerIdentity");
		json.writeStringProperty("principalId", "A3NL1KOZZKExample");
		json.writeEndObject();
		json.writeStringProperty("arn", "arn:aws:s3:::" + bucket);
		json.writeEndObject();
	}

	private static void writeObject(JsonGenerator json, String key, OutgoingRecord object, boolean removed) {
		json.writeObjectPropertyStart("object");
		json.writeStringProperty("key", key);
		// S3 sends neither for a removed object
		if (!removed || object.attribute("size") != null) {
			object.writeNumber(json, "size", 1024);
		}
		if (!removed || object.attribute("eTag") != null) {
			object.write(json, "eTag", SyntheticValues.hex(32));
		}
		object.writePresent(json, "versionId");
		object.write(json, "sequencer", SyntheticValues.hex(18));
		json.writeEndObject();
	}

}
