package io.golambda.event.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon EventBridge events.
 */
final class EventBridgeWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("EVENTBRIDGE")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(EventBridge.AWS_ATTRIBUTES)
			.withAttributes("resources");
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		OutgoingRecord record = batch.single(capabilities().source());
		json.writeStartObject();
		json.writeStringProperty("version", "0");
		json.writeStringProperty("id", record.idOr(SyntheticValues.id()));
		record.write(json, "detail-type", "Example");
		record.write(json, "source", "com.example.app");
		record.write(json, "account", SyntheticValues.ACCOUNT);
		json.writeStringProperty("time", time(record).toString());
		record.write(json, "region", SyntheticValues.REGION);
		EventJson.writeArray(json, "resources", record.attribute("resources"));
		json.writeName("detail");
		json.writeRawValue(record.content().jsonObject());
		record.writePresent(json, "replay-name");
		record.writePresent(json, "trace-header");
		json.writeEndObject();
	}

	// EventBridge sends seconds, but a test may need milliseconds
	private static Instant time(OutgoingRecord record) {
		Instant time = record.timestampOrNow();
		return (record.timestamp() != null) ? time : time.truncatedTo(ChronoUnit.SECONDS);
	}

}
