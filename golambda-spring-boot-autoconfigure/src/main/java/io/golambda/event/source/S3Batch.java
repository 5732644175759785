package io.golambda.event.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * Amazon S3 Batch Operations: tasks of a job, each for one object. The payload is the
 * decoded key, into which a manifest may put JSON for the function.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
 * AWS Lambda function</a>
 */
public final class S3Batch implements SourceFormat {

	static final String SCHEMA_VERSION = "invocationSchemaVersion";

	static final String INVOCATION_ID = "invocationId";

	/**
	 * The member with the job, which all tasks of an event share.
	 */
	public static final String JOB = "job";

	/**
	 * The member with the name of the bucket, which tasks of schema version 1.0 do not
	 * have.
	 */
	public static final String BUCKET = "s3Bucket";

	static final String BUCKET_ARN = "s3BucketArn";

	private static final String JOB_ID = "job.id";

	private static final NamedLayout LAYOUT = NamedLayout.of("tasks", "s3Key")
		.withIds("taskId")
		.withShared(Set.of(SCHEMA_VERSION, INVOCATION_ID));

	static final Set<String> AWS_ATTRIBUTES = Set.of("key", "bucket", "versionId", SCHEMA_VERSION, INVOCATION_ID,
			JOB_ID);

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withTexts(SCHEMA_VERSION).withDecisive(INVOCATION_ID, JOB);
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return signature.hasText(SCHEMA_VERSION) && signature.has(INVOCATION_ID, JsonType.STRING)
				&& signature.has(JOB, JsonType.OBJECT) && signature.has("tasks", JsonType.ARRAY);
	}

	@Override
	public Payload payload(JsonScanner json) {
		Payload key = TextPayload.read(json);
		return (key instanceof TextPayload text) ? decoded(text) : key;
	}

	private static Payload decoded(TextPayload key) {
		return Utf8.decode(key.bytes(), key.offset(), key.length())
			.map((text) -> S3.decoded(text).getBytes(StandardCharsets.UTF_8))
			.map((bytes) -> TextPayload.of(new ByteSlice(bytes, 0, bytes.length)))
			.orElse(key);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return SourceFormat.super.isComplete(record, payload)
				&& (record.text(BUCKET_ARN) != null || record.text(BUCKET) != null);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("taskId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return Optional.empty();
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		RecordJson event = new RecordJson(record.event(), 0, Map.of());
		event.putScalars(attributes, (name) -> !AWS_ATTRIBUTES.contains(name), JOB, "userArguments");
		event.putScalar(attributes, JOB_ID, JOB, "id");
		attributes.putAll(record.shared());
		record.putScalar(attributes, "key", "s3Key");
		attributes.computeIfPresent("key", (name, key) -> S3.decoded(key));
		record.putScalar(attributes, "versionId", "s3VersionId");
		record.putScalar(attributes, "bucket", BUCKET_ARN);
		attributes.computeIfPresent("bucket", (name, arn) -> arn.substring(arn.lastIndexOf(':') + 1));
		record.putScalar(attributes, "bucket", BUCKET);
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Optional<StoredObject> object(RecordJson record) {
		Map<String, String> attributes = attributes(record);
		String bucket = attributes.get("bucket");
		String key = attributes.get("key");
		return (bucket != null && key != null) ? Optional.of(new StoredObject(bucket, key, attributes.get("versionId")))
				: Optional.empty();
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_RESULT;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("S3BatchEvent", "S3BatchEventV2");
	}

	@Override
	public EventWriter writer() {
		return new S3BatchWriter();
	}

}
