package io.golambda.event.source;

import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes events of Amazon MQ with ActiveMQ.
 */
final class ActiveMqWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("ACTIVEMQ")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(ActiveMq.AWS_ATTRIBUTES)
			.withAttributes(ActiveMq.DESTINATION)
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeStringProperty("eventSource", "aws:mq");
		json.writeStringProperty("eventSourceArn",
				batch.common("eventSourceArn", SyntheticValues.arn("mq", "broker:broker:b-" + SyntheticValues.id())));
		json.writeArrayPropertyStart("messages");
		batch.records().forEach((message) -> write(json, message));
		json.writeEndArray();
		json.writeEndObject();
	}

	private void write(JsonGenerator json, OutgoingRecord message) {
		boolean bytes = message.content().kind() == OutgoingContent.Kind.BYTES;
		long timestamp = message.timestampOrNow().toEpochMilli();
		json.writeStartObject();
		json.writeStringProperty("messageID", message
			.idOr("ID:b-" + SyntheticValues.id() + ".mq." + SyntheticValues.REGION + ".amazonaws.com-1:1:1:1:1"));
		message.write(json, "messageType", bytes ? "jms/bytes-message" : "jms/text-message");
		message.writeInt(json, "deliveryMode", 1);
		message.write(json, "replyTo", null);
		message.write(json, "type", null);
		message.writeNumber(json, "expiration", 0);
		message.writeInt(json, "priority", 4);
		// AWS's documentation has correlationId, its library correlationID
		message.writePresent(json, "correlationID");
		if (message.attribute("correlationID") == null || message.attribute("correlationId") != null) {
			message.write(json, "correlationId", "");
		}
		message.writeBoolean(json, "redelivered", false);
		json.writeObjectPropertyStart(ActiveMq.DESTINATION);
		json.writeStringProperty("physicalName", message.attribute(ActiveMq.DESTINATION, "queue"));
		json.writeEndObject();
		json.writeBinaryProperty("data", message.content().bytes());
		json.writeNumberProperty("timestamp", timestamp);
		message.writeNumber(json, "brokerInTime", timestamp);
		message.writeNumber(json, "brokerOutTime", timestamp);
		message.writeSenderAttributes(json, "properties", capabilities().attributes());
		json.writeEndObject();
	}

}
