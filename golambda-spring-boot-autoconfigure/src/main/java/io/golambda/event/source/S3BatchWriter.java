package io.golambda.event.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.core.JsonGenerator;

/**
 * Writes events of Amazon S3 Batch Operations. The payload of a record is the key of the
 * object. The schema version is 2.0 if the job has arguments.
 */
final class S3BatchWriter implements EventWriter {

	private static final String FIRST_VERSION = "1.0";

	private static final String SECOND_VERSION = "2.0";

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("S3_BATCH")
			.withId()
			.withAttributes(S3Batch.AWS_ATTRIBUTES)
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		Map<String, String> userArguments = userArguments(batch);
		String version = version(batch, userArguments);
		json.writeStartObject();
		json.writeStringProperty(S3Batch.SCHEMA_VERSION, version);
		json.writeStringProperty(S3Batch.INVOCATION_ID, batch.common(S3Batch.INVOCATION_ID, SyntheticValues.id()));
		json.writeObjectPropertyStart(S3Batch.JOB);
		json.writeStringProperty("id", batch.common("job.id", SyntheticValues.id()));
		if (!userArguments.isEmpty()) {
			json.writeObjectPropertyStart("userArguments");
			userArguments.forEach(json::writeStringProperty);
			json.writeEndObject();
		}
		json.writeEndObject();
		json.writeArrayPropertyStart("tasks");
		batch.records().forEach((task) -> write(json, task, version));
		json.writeEndArray();
		json.writeEndObject();
	}

	private static Map<String, String> userArguments(OutgoingBatch batch) {
		Map<String, String> arguments = new TreeMap<>();
		for (OutgoingRecord task : batch.records()) {
			for (String name : task.senderAttributes(S3Batch.AWS_ATTRIBUTES).keySet()) {
				arguments.put(name, batch.common(name, ""));
			}
		}
		return arguments;
	}

	private static String version(OutgoingBatch batch, Map<String, String> userArguments) {
		String version = batch.common(S3Batch.SCHEMA_VERSION, userArguments.isEmpty() ? FIRST_VERSION : SECOND_VERSION);
		if (!Set.of(FIRST_VERSION, SECOND_VERSION).contains(version)) {
			throw new IllegalArgumentException("The attribute \"" + S3Batch.SCHEMA_VERSION + "\" must be 1.0 or 2.0.");
		}
		if (version.equals(FIRST_VERSION) && !userArguments.isEmpty()) {
			throw OutgoingRecord.contradiction(S3Batch.SCHEMA_VERSION);
		}
		return version;
	}

	private static void write(JsonGenerator json, OutgoingRecord task, String version) {
		json.writeStartObject();
		json.writeStringProperty("taskId", task.idOr(SyntheticValues.id()));
		json.writeStringProperty("s3Key", URLEncoder.encode(key(task), StandardCharsets.UTF_8));
		json.writeStringProperty("s3VersionId", task.attribute("versionId"));
		String bucket = task.attribute("bucket", "bucket");
		if (version.equals(SECOND_VERSION)) {
			json.writeStringProperty(S3Batch.BUCKET, bucket);
		}
		else {
			json.writeStringProperty(S3Batch.BUCKET_ARN, "arn:aws:s3:::" + bucket);
		}
		json.writeEndObject();
	}

	private static String key(OutgoingRecord task) {
		if (task.content().kind() == OutgoingContent.Kind.NONE) {
			throw new IllegalArgumentException(
					"The payload of an S3_BATCH record is the key of the object, which must not be null.");
		}
		return task.consistent("key", task.content().text());
	}

}
