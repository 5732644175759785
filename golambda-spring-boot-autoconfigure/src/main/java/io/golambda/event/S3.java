package io.golambda.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.S3Writer;

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
	public EventWriter writer() {
		return new S3Writer();
	}

}
