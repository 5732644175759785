package io.golambda.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.RabbitMqWriter;

/**
 * Amazon MQ with RabbitMQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda
 * with Amazon MQ</a>
 */
final class RabbitMq implements SourceFormat {

	private static final String BETWEEN_QUEUE_AND_VIRTUAL_HOST = "::";

	private static final String TIME = "MMM d, yyyy, h:mm:ss a";

	private static final String QUEUE = "queue";

	private static final String VIRTUAL_HOST = "virtualHost";

	private static final Set<String> OF_PROPERTIES = Set.of("contentType", "contentEncoding", "deliveryMode",
			"priority", "correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId",
			"clusterId", "bodySize");

	private static final Set<String> OF_MESSAGE = Set.of("redelivered", "eventSourceArn", NamedRecords.GROUP, QUEUE,
			VIRTUAL_HOST);

	@Override
	public boolean recognises(EventShape shape) {
		return messages().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.RABBITMQ, event);
		}
		return messages().read(event, envelope);
	}

	private static NamedRecords messages() {
		return new NamedRecords(EventSource.RABBITMQ, Set.of("aws:rmq"), "rmqMessagesByQueue", List.of(),
				Set.of("data"), Set.of("eventSourceArn"));
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public boolean isComplete(EventRecord record) {
		return record.hasPayload() && record.at("basicProperties").isPresent();
	}

	/**
	 * If the sender gave it one.
	 */
	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("basicProperties", "messageId"));
	}

	// written for an American reader, in UTC
	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return Optional.ofNullable(record.text("basicProperties", "timestamp")).flatMap(RabbitMq::time);
	}

	private static Optional<Instant> time(String timestamp) {
		try {
			// newer JDKs write a narrow space before AM and PM
			LocalDateTime time = LocalDateTime.parse(timestamp.replace('\u202F', ' '),
					DateTimeFormatter.ofPattern(TIME, Locale.US));
			return Optional.of(time.toInstant(ZoneOffset.UTC));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (RecordHeader header : headers(record)) {
			if (!OF_PROPERTIES.contains(header.name()) && !OF_MESSAGE.contains(header.name())) {
				attributes.put(header.name(), header.attribute());
			}
		}
		attributes.putAll(record.known());
		record.putScalars(attributes, OF_PROPERTIES, "basicProperties");
		record.putScalars(attributes, OF_MESSAGE);
		putQueue(attributes);
		return Collections.unmodifiableMap(attributes);
	}

	private static void putQueue(Map<String, String> attributes) {
		String group = attributes.getOrDefault(NamedRecords.GROUP, "");
		int between = group.lastIndexOf(BETWEEN_QUEUE_AND_VIRTUAL_HOST);
		if (between >= 0) {
			attributes.put(QUEUE, group.substring(0, between));
			attributes.put(VIRTUAL_HOST, group.substring(between + BETWEEN_QUEUE_AND_VIRTUAL_HOST.length()));
		}
	}

	@Override
	public List<RecordHeader> headers(EventRecord record) {
		Optional<JsonScanner> headers = record.at("basicProperties", "headers");
		if (headers.isEmpty() || headers.get().type() != JsonType.OBJECT) {
			return List.of();
		}
		List<RecordHeader> read = new ArrayList<>();
		JsonScanner json = headers.get();
		json.enterObject();
		while (json.nextMember()) {
			read.add(new RecordHeader(json.name(), value(json)));
		}
		return List.copyOf(read);
	}

	// text comes as an object of its bytes, a number or a boolean as it is; else the JSON
	private static byte[] value(JsonScanner json) {
		if (json.type() == JsonType.STRING) {
			return json.string().utf8().copy();
		}
		ByteSlice value = json.value();
		JsonScanner within = new JsonScanner(value.copy());
		if (within.type() == JsonType.OBJECT) {
			within.enterObject();
			while (within.nextMember()) {
				Optional<byte[]> bytes = within.isNamed("bytes") ? RecordHeader.bytes(within) : skip(within);
				if (bytes.isPresent()) {
					return bytes.get();
				}
			}
		}
		return value.copy();
	}

	private static Optional<byte[]> skip(JsonScanner json) {
		json.skip();
		return Optional.empty();
	}

	@Override
	public EventWriter writer() {
		return new RabbitMqWriter();
	}

}
