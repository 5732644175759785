package io.golambda.event.source;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes AWS CodeCommit events.
 */
final class CodeCommitWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("CODECOMMIT")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(CodeCommit.AWS_ATTRIBUTES);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		batch.writeRecords(json, CodeCommitWriter::write);
	}

	private static void write(JsonGenerator json, OutgoingRecord trigger) {
		json.writeStartObject();
		trigger.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeName("codecommit");
		json.writeRawValue(trigger.content().jsonObject());
		trigger.writePresent(json, "customData");
		json.writeStringProperty("eventId", trigger.idOr(SyntheticValues.id()));
		trigger.write(json, "eventName", "ReferenceChanges");
		trigger.writeInt(json, "eventPartNumber", 1);
		json.writeStringProperty("eventSource", "aws:codecommit");
		trigger.write(json, "eventSourceARN", SyntheticValues.arn("codecommit", "repository"));
		json.writeStringProperty("eventTime",
				DateTimeFormatter.ofPattern(CodeCommit.TIME).format(trigger.timestampOrNow().atOffset(ZoneOffset.UTC)));
		trigger.writeInt(json, "eventTotalParts", 1);
		trigger.write(json, "eventTriggerConfigId", SyntheticValues.id());
		trigger.write(json, "eventTriggerName", "trigger");
		json.writeStringProperty("eventVersion", "1.0");
		trigger.write(json, "userIdentityARN", "arn:aws:iam::" + SyntheticValues.ACCOUNT + ":user/user");
		json.writeEndObject();
	}

}
