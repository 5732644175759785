package io.golambda.event;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonType;

/**
 * Amazon S3: notifications, each its own payload, and the test event by which S3 tries
 * out a queue or topic, which has none.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html">Process Amazon
 * S3 event notifications with Lambda</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 * message structure</a>
 */
final class S3 implements SourceFormat {

	private static final List<String> PAYLOAD = List.of();

	private static final Set<String> OF_OBJECT = Set.of("key", "size", "eTag", "versionId", "sequencer");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape) || isTest(shape);
	}

	private static boolean isTest(EventShape shape) {
		return "s3:TestEvent".equals(shape.texts().get("Event")) && "Amazon S3".equals(shape.texts().get("Service"))
				&& shape.has("Bucket", JsonType.STRING) && !shape.members().containsKey("Records");
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return isTest(event.shape()) ? List.of() : records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.S3, "eventSource", "aws:s3", "", PAYLOAD);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public boolean isComplete(EventRecord record) {
		return record.text("s3", "bucket", "name") != null && record.text("s3", "object", "key") != null;
	}

	/**
	 * S3 gives its records none.
	 */
	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.empty();
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.time("eventTime");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "eventName", "eventName");
		record.putScalar(attributes, "awsRegion", "awsRegion");
		record.putScalar(attributes, "configurationId", "s3", "configurationId");
		record.putScalar(attributes, "bucket", "s3", "bucket", "name");
		for (String member : OF_OBJECT) {
			record.putScalar(attributes, member, "s3", "object", member);
		}
		attributes.computeIfPresent("key", (name, key) -> decoded(key));
		return Collections.unmodifiableMap(attributes);
	}

	private static String decoded(String key) {
		try {
			return URLDecoder.decode(key, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// S3 always encodes, so this is not S3's; better the key as it is than none
			return key;
		}
	}

	@Override
	public Takes takes() {
		return Takes.nothing(EventSource.S3)
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes("eventName", "awsRegion", "configurationId", "bucket")
			.andAttributes(OF_OBJECT);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		return RecordsArray.write(messages, S3::write);
	}

	private static String key(Message message) {
		if (message.content() instanceof CharSequence || message.content() instanceof byte[]) {
			return message.agreeing("key", message.text());
		}
		throw new IllegalArgumentException(
				"The payload of a new record of S3 is the key of the object, which is text.");
	}

	private static void write(JsonGenerator json, Message message) {
		// S3 leaves the slashes of a key as they are
		String key = URLEncoder.encode(key(message), StandardCharsets.UTF_8).replace("%2F", "/");
		String bucket = message.attribute("bucket", "bucket");
		String eventName = message.attribute("eventName", "ObjectCreated:Put");
		json.writeStartObject();
		json.writeStringProperty("eventVersion", "2.1");
		json.writeStringProperty("eventSource", "aws:s3");
		message.write(json, "awsRegion", Made.REGION);
		json.writeStringProperty("eventTime", message.timestamp().toString());
		json.writeStringProperty("eventName", eventName);
		json.writeObjectPropertyStart("userIdentity");
		json.writeStringProperty("principalId", "AWS:AIDAIENQZJOLO23YVJ4VO");
		json.writeEndObject();
		json.writeObjectPropertyStart("requestParameters");
		json.writeStringProperty("sourceIPAddress", "192.0.2.1");
		json.writeEndObject();
		json.writeObjectPropertyStart("responseElements");
		json.writeStringProperty("x-amz-request-id", Made.hex(16));
		json.writeStringProperty("x-amz-id-2", Made.id());
		json.writeEndObject();
		json.writeObjectPropertyStart("s3");
		json.writeStringProperty("s3SchemaVersion", "1.0");
		message.write(json, "configurationId", "notification");
		json.writeObjectPropertyStart("bucket");
		json.writeStringProperty("name", bucket);
		json.writeObjectPropertyStart("ownerIdentity");
		json.writeStringProperty("principalId", "A3NL1KOZZKExample");
		json.writeEndObject();
		json.writeStringProperty("arn", "arn:aws:s3:::" + bucket);
		json.writeEndObject();
		json.writeObjectPropertyStart("object");
		json.writeStringProperty("key", key);
		// of an object that is gone S3 tells neither
		boolean gone = eventName.startsWith("ObjectRemoved:");
		if (!gone || message.attribute("size") != null) {
			message.writeNumber(json, "size", 1024);
		}
		if (!gone || message.attribute("eTag") != null) {
			message.write(json, "eTag", Made.hex(32));
		}
		message.writeGiven(json, "versionId");
		message.write(json, "sequencer", Made.hex(18));
		json.writeEndObject();
		json.writeEndObject();
		json.writeEndObject();
	}

}
