package io.golambda.event.source;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon SQS events.
 */
final class SqsWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("SQS")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(Sqs.AWS_ATTRIBUTES)
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT_OR_BINARY);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		String queue = queue(batch);
		Iterator<String> sequenceNumbers = SyntheticValues.queueSequenceNumbers();
		batch.writeRecords(json, (target, message) -> write(target, message, queue, sequenceNumbers));
	}

	// an event is from one queue, so the first ARN applies to messages without one
	private static String queue(OutgoingBatch batch) {
		boolean grouped = batch.anyMatch((message) -> message.attribute("MessageGroupId") != null);
		return batch.records()
			.stream()
			.map((message) -> message.attribute("eventSourceARN"))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> SyntheticValues.arn("sqs", grouped ? "queue.fifo" : "queue"));
	}

	private static void write(JsonGenerator json, OutgoingRecord message, String queue,
			Iterator<String> sequenceNumbers) {
		String body = message.content().text();
		String arn = message.attribute("eventSourceARN", queue);
		json.writeStartObject();
		json.writeStringProperty("messageId", message.idOr(SyntheticValues.id()));
		json.writeStringProperty("receiptHandle", "AQEB" + SyntheticValues.id());
		json.writeStringProperty("body", body);
		json.writeObjectPropertyStart("attributes");
		writeAttributes(json, message, arn.endsWith(".fifo") ? sequenceNumbers : null);
		json.writeEndObject();
		json.writeObjectPropertyStart("messageAttributes");
		message.senderAttributes(Sqs.AWS_ATTRIBUTES)
			.forEach((name, attribute) -> writeAttribute(json, name, attribute));
		json.writeEndObject();
		json.writeStringProperty("md5OfBody", Md5.hex(body.getBytes(StandardCharsets.UTF_8)));
		json.writeStringProperty("eventSource", "aws:sqs");
		json.writeStringProperty("eventSourceARN", arn);
		message.write(json, "awsRegion", SyntheticValues.REGION);
		json.writeEndObject();
	}

	// SQS writes numbers as strings
	private static void writeAttributes(JsonGenerator json, OutgoingRecord message,
			@Nullable Iterator<String> sequenceNumbers) {
		long sent = message.epochMillis("SentTimestamp");
		json.writeStringProperty("ApproximateReceiveCount",
				String.valueOf(message.number("ApproximateReceiveCount", 1)));
		json.writeStringProperty("SentTimestamp", String.valueOf(sent));
		message.write(json, "SenderId", "AIDAIENQZJOLO23YVJ4VO");
		json.writeStringProperty("ApproximateFirstReceiveTimestamp",
				String.valueOf(message.number("ApproximateFirstReceiveTimestamp", sent)));
		if (sequenceNumbers != null) {
			message.write(json, "SequenceNumber", sequenceNumbers.next());
			message.write(json, "MessageGroupId", SyntheticValues.id());
			message.write(json, "MessageDeduplicationId", SyntheticValues.id());
		}
		else {
			message.writePresent(json, "SequenceNumber", "MessageGroupId", "MessageDeduplicationId");
		}
		message.writePresent(json, "AWSTraceHeader", "DeadLetterQueueSourceArn");
	}

	private static void writeAttribute(JsonGenerator json, String name, OutgoingRecord.Attribute attribute) {
		json.writeObjectPropertyStart(name);
		json.writeStringProperty(attribute.isBinary() ? "binaryValue" : "stringValue", attribute.text());
		json.writeArrayPropertyStart("stringListValues");
		json.writeEndArray();
		json.writeArrayPropertyStart("binaryListValues");
		json.writeEndArray();
		json.writeStringProperty("dataType", attribute.dataType());
		json.writeEndObject();
	}

}
