package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;

/**
 * Amazon MQ with ActiveMQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda
 * with Amazon MQ</a>
 */
final class ActiveMq implements SourceFormat {

	private static final String DESTINATION = "destination";

	private static final Set<String> OF_MESSAGE = Set.of("messageType", "deliveryMode", "replyTo", "type", "expiration",
			"priority", "correlationId", "correlationID", "redelivered", "brokerInTime", "brokerOutTime",
			"eventSourceArn");

	@Override
	public boolean recognises(EventShape shape) {
		return messages().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.ACTIVEMQ, event);
		}
		return messages().read(event, envelope);
	}

	// the documentation has the one name, AWS's library the other
	private static NamedRecords messages() {
		return new NamedRecords(EventSource.ACTIVEMQ, Set.of("aws:mq", "aws:amq"), "messages", List.of("messageID"),
				Set.of("data"), Set.of("eventSourceArn"));
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("messageID"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochMillis("timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> !OF_MESSAGE.contains(name) && !name.equals(DESTINATION), "properties");
		attributes.putAll(record.known());
		record.putScalars(attributes, OF_MESSAGE);
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalName");
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalname");
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Takes takes() {
		return Takes.nothing(EventSource.ACTIVEMQ)
			.andId()
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes(OF_MESSAGE)
			.andAttributes(DESTINATION)
			.andAnyOfTheSender(Takes.Senders.TEXT);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("eventSource", "aws:mq");
			json.writeStringProperty("eventSourceArn",
					Message.agreed(messages, "eventSourceArn", Made.arn("mq", "broker:broker:b-" + Made.id())));
			json.writeArrayPropertyStart("messages");
			messages.forEach((message) -> write(json, message));
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

	private void write(JsonGenerator json, Message message) {
		long now = message.timestamp().toEpochMilli();
		json.writeStartObject();
		json.writeStringProperty("messageID",
				message.id("ID:b-" + Made.id() + ".mq." + Made.REGION + ".amazonaws.com-1:1:1:1:1"));
		message.write(json, "messageType",
				(message.content() instanceof byte[]) ? "jms/bytes-message" : "jms/text-message");
		message.writeSmallNumber(json, "deliveryMode", 1);
		message.write(json, "replyTo", null);
		message.write(json, "type", null);
		message.writeNumber(json, "expiration", 0);
		message.writeSmallNumber(json, "priority", 4);
		// the documentation has the one name, AWS's library the other
		message.writeGiven(json, "correlationID");
		if (message.attribute("correlationID") == null || message.attribute("correlationId") != null) {
			message.write(json, "correlationId", "");
		}
		message.writeBoolean(json, "redelivered", false);
		json.writeObjectPropertyStart(DESTINATION);
		json.writeStringProperty("physicalName", message.attribute(DESTINATION, "queue"));
		json.writeEndObject();
		json.writeBinaryProperty("data", message.bytes());
		json.writeNumberProperty("timestamp", now);
		message.writeNumber(json, "brokerInTime", now);
		message.writeNumber(json, "brokerOutTime", now);
		json.writeObjectPropertyStart("properties");
		message.writeAttributesExcept(takes().attributes(), json);
		json.writeEndObject();
		json.writeEndObject();
	}

}
