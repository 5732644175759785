package io.golambda.event.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

import tools.jackson.core.JsonGenerator;

/**
 * Writes events of Amazon CloudWatch Logs subscriptions, whose data is compressed.
 */
final class CloudWatchLogsWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("CLOUDWATCH_LOGS")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(CloudWatchLogs.AWS_ATTRIBUTES)
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT)
			.withParts(CloudWatchLogs.EXTRACTED_FIELDS);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeObjectPropertyStart("awslogs");
		json.writeBinaryProperty("data", compressed(batch));
		json.writeEndObject();
		json.writeEndObject();
	}

	private static byte[] compressed(OutgoingBatch batch) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		try {
			EventJson.write(new GZIPOutputStream(data), (json) -> writeData(json, batch));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return data.toByteArray();
	}

	private static void writeData(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeStringProperty("messageType", "DATA_MESSAGE");
		json.writeStringProperty("owner", batch.common("owner", SyntheticValues.ACCOUNT));
		json.writeStringProperty("logGroup", batch.common("logGroup", "/aws/lambda/function"));
		json.writeStringProperty("logStream",
				batch.common("logStream", "2026/01/01/[$LATEST]" + SyntheticValues.hex(32)));
		EventJson.writeArray(json, "subscriptionFilters", batch.common("subscriptionFilters", "filter"));
		String policyLevel = batch.common(CloudWatchLogs.POLICY_LEVEL,
				(record) -> record.attribute(CloudWatchLogs.POLICY_LEVEL));
		if (policyLevel != null) {
			json.writeStringProperty(CloudWatchLogs.POLICY_LEVEL, policyLevel);
		}
		json.writeArrayPropertyStart("logEvents");
		Iterator<String> ids = SyntheticValues.streamSequenceNumbers();
		batch.records().forEach((logEvent) -> writeLogEvent(json, logEvent, ids.next()));
		json.writeEndArray();
		json.writeEndObject();
	}

	private static void writeLogEvent(JsonGenerator json, OutgoingRecord logEvent, String nextId) {
		json.writeStartObject();
		json.writeStringProperty("id", logEvent.idOr(nextId));
		json.writeNumberProperty("timestamp", logEvent.timestampOrNow().toEpochMilli());
		json.writeStringProperty("message", logEvent.content().text());
		writeExtractedFields(json, logEvent);
		json.writeEndObject();
	}

	private static void writeExtractedFields(JsonGenerator json, OutgoingRecord logEvent) {
		OutgoingContent fields = logEvent.part(CloudWatchLogs.EXTRACTED_FIELDS);
		boolean hasAttributes = !logEvent.senderAttributes(CloudWatchLogs.AWS_ATTRIBUTES).isEmpty();
		if (fields.isPresent() && hasAttributes) {
			throw new IllegalArgumentException("The extracted fields of a CLOUDWATCH_LOGS record are either its part "
					+ CloudWatchLogs.EXTRACTED_FIELDS + " or attributes, so it cannot have both.");
		}
		if (fields.isPresent()) {
			json.writeName(CloudWatchLogs.EXTRACTED_FIELDS);
			json.writeRawValue(fields.jsonObject());
		}
		else if (hasAttributes) {
			logEvent.writeSenderAttributes(json, CloudWatchLogs.EXTRACTED_FIELDS, CloudWatchLogs.AWS_ATTRIBUTES);
		}
	}

}
