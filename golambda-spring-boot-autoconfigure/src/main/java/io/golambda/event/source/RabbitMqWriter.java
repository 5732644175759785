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
public final class RabbitMqWriter implements EventWriter {

	private static final String QUEUE_SEPARATOR = "::";

	private static final String TIME_PATTERN = "MMM d, yyyy, h:mm:ss a";

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("RABBITMQ")
			.withId()
			.withTimestamp(ChronoUnit.SECONDS)
			.withAttributes("contentType", "contentEncoding", "deliveryMode", "priority", "correlationId", "replyTo",
					"expiration", "messageId", "timestamp", "type", "userId", "appId", "clusterId", "bodySize")
			.withAttributes("redelivered", "eventSourceArn", "eventSourceKey", "queue", "virtualHost")
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
		String host = message.attribute("virtualHost", "/");
		String queue = message.attribute("queue", "queue") + QUEUE_SEPARATOR + host;
		if (queue.lastIndexOf(QUEUE_SEPARATOR) != queue.length() - host.length() - QUEUE_SEPARATOR.length()) {
			throw new IllegalArgumentException("The attribute \"virtualHost\" cannot be told from the queue "
					+ "if it begins with \":\" or holds \"::\".");
		}
		return message.consistent("eventSourceKey", queue);
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

	private static void writeHeaders(JsonGenerator json, List<OutgoingRecord.Header> headers) {
		Set<String> names = new HashSet<>();
		json.writeObjectPropertyStart("headers");
		for (OutgoingRecord.Header header : headers) {
			if (!names.add(header.name())) {
				throw new IllegalArgumentException(
						"A message of RABBITMQ has one header of a name, and this one has several.");
			}
			json.writeObjectPropertyStart(header.name());
			header.write(json, "bytes");
			json.writeEndObject();
		}
		json.writeEndObject();
	}

	private static String time(OutgoingRecord message) {
		DateTimeFormatter format = DateTimeFormatter.ofPattern(TIME_PATTERN, Locale.US);
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
			throw new IllegalArgumentException("The attribute \"timestamp\" is to be written as AWS does, \""
					+ TIME_PATTERN + "\": better give timestamp(...).", ex);
		}
	}

}
