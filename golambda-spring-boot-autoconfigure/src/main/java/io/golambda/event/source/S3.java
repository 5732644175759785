package io.golambda.event.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonType;

/**
 * Amazon S3: notifications, each its own payload, and the test event by which S3 checks a
 * queue or topic, which has no records.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html">Process Amazon
 * S3 event notifications with Lambda</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 * message structure</a>
 */
public final class S3 implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.ofWhole("eventSource", "aws:s3", "s3");

	private static final String TAGS = "awsGeneratedTags";

	static final Set<String> OBJECT_ATTRIBUTES = Set.of("key", "size", "eTag", "versionId", "sequencer");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withTexts("Event", "Service");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return LAYOUT.recognizes(signature) || isTest(signature);
	}

	private static boolean isTest(EventSignature signature) {
		return signature.text("Event").equals("s3:TestEvent") && signature.text("Service").equals("Amazon S3")
				&& signature.has("Bucket", JsonType.STRING) && !signature.has(EventSignature.RECORDS);
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		if (!isTest(event.signature())) {
			LAYOUT.read(event, this, sink);
		}
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return record.text("s3", "bucket", "name") != null && record.text("s3", "object", "key") != null;
	}

	// S3 does not identify its records
	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.empty();
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time("eventTime");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "eventName", "eventName");
		record.putScalar(attributes, "awsRegion", "awsRegion");
		record.putScalar(attributes, "configurationId", "s3", "configurationId");
		record.putScalar(attributes, "bucket", "s3", "bucket", "name");
		for (String member : OBJECT_ATTRIBUTES) {
			record.putScalar(attributes, member, "s3", "object", member);
		}
		record.forEachText((name, value) -> attributes.put(TAGS + "." + name, value), "s3", "bucket", TAGS);
		attributes.computeIfPresent("key", (name, key) -> decoded(key));
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Optional<StoredObject> object(RecordJson record) {
		String bucket = record.text("s3", "bucket", "name");
		String key = record.text("s3", "object", "key");
		if (bucket == null || key == null) {
			return Optional.empty();
		}
		String event = record.text("eventName");
		if (event != null && (event.startsWith("ObjectRemoved:") || event.startsWith("LifecycleExpiration:"))) {
			throw new RecordException("has no content: its object was removed (" + Excerpt.of(event) + ")");
		}
		return Optional.of(new StoredObject(bucket, decoded(key), record.text("s3", "object", "versionId")));
	}

	/**
	 * Decodes a key, which S3 writes as in an HTML form.
	 */
	static String decoded(String key) {
		try {
			return URLDecoder.decode(key, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// S3 always encodes the key, so an emulator wrote this one
			return key;
		}
	}

	@Override
	public List<String> awsClasses() {
		return List.of("S3Event", "models.s3.S3EventNotification");
	}

	@Override
	public EventWriter writer() {
		return new S3Writer();
	}

}
