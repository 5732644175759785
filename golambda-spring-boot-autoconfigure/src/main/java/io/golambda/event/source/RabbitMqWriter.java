package io.golambda.event.source;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import tools.jackson.core.JsonGenerator;

/**
 * Writes events of Amazon MQ with RabbitMQ.
 */
final class RabbitMqWriter implements EventWriter {

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("RABBITMQ")
			.withId()
			.withTimestamp(ChronoUnit.SECONDS)
			.withAttributes(RabbitMq.PROPERTY_ATTRIBUTES)
			.withAttributes(RabbitMq.MESSAGE_ATTRIBUTES)
			.withHeaders();
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		json.writeStartObject();
		json.writeStringProperty("eventSource", "aws:rmq");
		json.writeStringProperty("eventSourceArn",
				batch.common("eventSourceArn", SyntheticValues.arn("mq", "broker:broker:b-" + SyntheticValues.id())));
		json.writeObjectPropertyStart("rmqMessagesByQueue");
		batch.groupedBy(RabbitMqWriter::queue).forEach((queue, messages) -> {
			json.writeArrayPropertyStart(queue);
			messages.forEach((message) -> write(json, message));
			json.writeEndArray();
		});
		json.writeEndObject();
		json.writeEndObject();
	}

	private static String queue(OutgoingRecord message) {
		String host = message.attribute(RabbitMq.VIRTUAL_HOST, "/");
		String queue = message.attribute(RabbitMq.QUEUE, "queue") + RabbitMq.VIRTUAL_HOST_SEPARATOR + host;
		if (queue.lastIndexOf(RabbitMq.VIRTUAL_HOST_SEPARATOR) != queue.length() - host.length()
				- RabbitMq.VIRTUAL_HOST_SEPARATOR.length()) {
			throw new IllegalArgumentException("The attribute \"virtualHost\" must not begin with \":\" "
					+ "or contain \"::\", which separates it from the queue.");
		}
		return message.consistent(NamedLayout.GROUP, queue);
	}

	private static void write(JsonGenerator json, OutgoingRecord message) {
		byte[] data = message.content().bytes();
		json.writeStartObject();
		json.writeObjectPropertyStart("basicProperties");
		message.write(json, "contentType", contentType(message.content()));
		message.write(json, "contentEncoding", null);
		writeHeaders(json, message.headers());
		message.writeInt(json, "deliveryMode", 1);
		message.writeInt(json, "priority", 0);
		message.write(json, "correlationId", null);
		message.write(json, "replyTo", null);
		// Lambda writes this number as a string
		json.writeStringProperty("expiration", String.valueOf(message.intNumber("expiration", 60000)));
		json.writeStringProperty("messageId", message.idOr("messageId", SyntheticValues.id()));
		json.writeStringProperty("timestamp", time(message));
		message.write(json, "type", null);
		message.write(json, "userId", "AIDACKCEVSQ6C2EXAMPLE");
		message.write(json, "appId", null);
		message.write(json, "clusterId", null);
		message.writeInt(json, "bodySize", data.length);
		json.writeEndObject();
		message.writeBoolean(json, "redelivered", false);
		json.writeBinaryProperty("data", data);
		json.writeEndObject();
	}

	private static String contentType(OutgoingContent content) {
		return switch (content.kind()) {
			case BYTES -> "application/octet-stream";
			case TEXT -> "text/plain";
			default -> "application/json";
		};
	}

	private static void writeHeaders(JsonGenerator json, List<Header> headers) {
		Set<String> names = new HashSet<>();
		json.writeObjectPropertyStart("headers");
		for (Header header : headers) {
			if (!names.add(header.name())) {
				throw new IllegalArgumentException("A RABBITMQ message cannot have several headers of one name.");
			}
			json.writeObjectPropertyStart(header.name());
			header.write(json, "bytes");
			json.writeEndObject();
		}
		json.writeEndObject();
	}

	private static String time(OutgoingRecord message) {
		DateTimeFormatter format = DateTimeFormatter.ofPattern(RabbitMq.TIME, Locale.US);
		String attribute = message.attribute("timestamp");
		if (attribute == null || message.timestamp() != null) {
			return message.consistent("timestamp", format.format(message.timestampOrNow().atOffset(ZoneOffset.UTC)));
		}
		try {
			// newer JDKs write a narrow space before AM and PM
			format.parse(attribute.replace('\u202F', ' '));
			return attribute;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("The attribute \"timestamp\" must have AWS's format, \"" + RabbitMq.TIME
					+ "\"; prefer timestamp(...).", ex);
		}
	}

}
