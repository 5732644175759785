package io.golambda.event.source;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon SES events. Id, time and attributes are in the payload of a record.
 */
final class SesWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("SES");
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		batch.writeRecords(json, SesWriter::write);
	}

	private static void write(JsonGenerator json, OutgoingRecord notification) {
		json.writeStartObject();
		json.writeStringProperty("eventSource", "aws:ses");
		json.writeStringProperty("eventVersion", "1.0");
		json.writeName("ses");
		json.writeRawValue(notification.content().jsonObject());
		json.writeEndObject();
	}

}
