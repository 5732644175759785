package io.golambda.local.queue;

import java.io.ByteArrayOutputStream;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the event that Lambda delivers for messages of SQS.
 *
 * @param arn the ARN of the queue
 */
record QueueEvent(String arn) {

	byte[] write(List<JsonNode> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = JsonMapper.shared().createGenerator(event)) {
			json.writeStartObject();
			json.writeArrayPropertyStart("Records");
			messages.forEach((message) -> write(json, message));
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

	private void write(JsonGenerator json, JsonNode message) {
		json.writeStartObject();
		json.writeStringProperty("messageId", message.path("MessageId").asString(""));
		json.writeStringProperty("receiptHandle", message.path("ReceiptHandle").asString(""));
		json.writeStringProperty("body", message.path("Body").asString(""));
		json.writeObjectPropertyStart("attributes");
		message.path("Attributes")
			.properties()
			.forEach((attribute) -> json.writeStringProperty(attribute.getKey(), attribute.getValue().asString("")));
		json.writeEndObject();
		json.writeObjectPropertyStart("messageAttributes");
		message.path("MessageAttributes")
			.properties()
			.forEach((attribute) -> writeAttribute(json, attribute.getKey(), attribute.getValue()));
		json.writeEndObject();
		if (message.path("MD5OfMessageAttributes").isString()) {
			json.writeStringProperty("md5OfMessageAttributes", message.path("MD5OfMessageAttributes").asString());
		}
		json.writeStringProperty("md5OfBody", message.path("MD5OfBody").asString(""));
		json.writeStringProperty("eventSource", "aws:sqs");
		json.writeStringProperty("eventSourceARN", this.arn);
		json.writeStringProperty("awsRegion", region());
		json.writeEndObject();
	}

	private static void writeAttribute(JsonGenerator json, String name, JsonNode attribute) {
		json.writeObjectPropertyStart(name);
		if (attribute.path("StringValue").isString()) {
			json.writeStringProperty("stringValue", attribute.path("StringValue").asString());
		}
		// base64 in both protocols
		if (attribute.path("BinaryValue").isString()) {
			json.writeStringProperty("binaryValue", attribute.path("BinaryValue").asString());
		}
		json.writeArrayPropertyStart("stringListValues");
		json.writeEndArray();
		json.writeArrayPropertyStart("binaryListValues");
		json.writeEndArray();
		json.writeStringProperty("dataType", attribute.path("DataType").asString(""));
		json.writeEndObject();
	}

	private String region() {
		String[] parts = this.arn.split(":");
		return (parts.length > 3) ? parts[3] : "";
	}

}
