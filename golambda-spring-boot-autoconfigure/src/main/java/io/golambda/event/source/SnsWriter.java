package io.golambda.event.source;

import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon SNS events.
 */
final class SnsWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return notificationCapabilities().withAttributes("EventSubscriptionArn");
	}

	/**
	 * Returns what a notification can have when it is not in an event of Lambda's.
	 */
	static RecordCapabilities notificationCapabilities() {
		return RecordCapabilities.of("SNS")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes("TopicArn", "Subject", "SequenceNumber")
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT_OR_BINARY);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		batch.writeRecords(json, SnsWriter::write);
	}

	private static void write(JsonGenerator json, OutgoingRecord message) {
		json.writeStartObject();
		json.writeStringProperty("EventSource", "aws:sns");
		json.writeStringProperty("EventVersion", "1.0");
		message.write(json, "EventSubscriptionArn", topic(message) + ":" + SyntheticValues.id());
		json.writeName("Sns");
		writeNotification(json, message, "Url");
		json.writeEndObject();
	}

	private static String topic(OutgoingRecord message) {
		return message.attribute("TopicArn", SyntheticValues.arn("sns", "topic"));
	}

	/**
	 * Writes a notification.
	 * @param url the suffix of the names of links, which is {@code Url} for Lambda and
	 * {@code URL} for all other subscribers
	 */
	static void writeNotification(JsonGenerator json, OutgoingRecord message, String url) {
		json.writeStartObject();
		json.writeStringProperty("Type", "Notification");
		json.writeStringProperty("MessageId", message.idOr(SyntheticValues.id()));
		json.writeStringProperty("TopicArn", topic(message));
		message.writePresent(json, "Subject", "SequenceNumber");
		json.writeStringProperty("Message", message.content().text());
		json.writeStringProperty("Timestamp", message.timestampOrNow().toString());
		json.writeStringProperty("SignatureVersion", "1");
		json.writeStringProperty("Signature", "EXAMPLE");
		json.writeStringProperty("SigningCert" + url,
				"https://sns." + SyntheticValues.REGION + ".amazonaws.com/SimpleNotificationService-example.pem");
		json.writeStringProperty("Unsubscribe" + url,
				"https://sns." + SyntheticValues.REGION + ".amazonaws.com/?Action=Unsubscribe");
		json.writeObjectPropertyStart("MessageAttributes");
		message.senderAttributes(Sns.AWS_ATTRIBUTES).forEach((name, attribute) -> {
			json.writeObjectPropertyStart(name);
			json.writeStringProperty("Type", attribute.dataType());
			json.writeStringProperty("Value", attribute.text());
			json.writeEndObject();
		});
		json.writeEndObject();
		json.writeEndObject();
	}

}
