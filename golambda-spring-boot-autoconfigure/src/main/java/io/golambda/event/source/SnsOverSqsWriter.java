package io.golambda.event.source;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon SQS events whose messages are notifications of an Amazon SNS topic.
 */
final class SnsOverSqsWriter implements EventWriter {

	private final SqsWriter sqs = new SqsWriter();

	@Override
	public RecordCapabilities capabilities() {
		return SnsWriter.notificationCapabilities();
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		this.sqs.write(json, new OutgoingBatch(batch.records().stream().map(SnsOverSqsWriter::message).toList()));
	}

	private static OutgoingRecord message(OutgoingRecord notification) {
		byte[] body = EventJson.write((json) -> SnsWriter.writeNotification(json, notification, "URL"));
		return OutgoingRecord.of(OutgoingContent.ofText(new String(body, StandardCharsets.UTF_8)));
	}

}
