package io.golambda.event.source;

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

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon MQ with RabbitMQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda
 * with Amazon MQ</a>
 */
public final class RabbitMq implements SourceFormat {

	private static final NamedLayout LAYOUT = NamedLayout.of("rmqMessagesByQueue", "data")
		.withSourceNames("aws:rmq")
		.withGroups()
		.withShared(Set.of("eventSourceArn"));

	private static final String PROPERTIES = "basicProperties";

	static final String VIRTUAL_HOST_SEPARATOR = "::";

	// in American English and in UTC
	static final String TIME = "MMM d, yyyy, h:mm:ss a";

	static final String QUEUE = "queue";

	static final String VIRTUAL_HOST = "virtualHost";

	static final Set<String> PROPERTY_ATTRIBUTES = Set.of("contentType", "contentEncoding", "deliveryMode", "priority",
			"correlationId", "replyTo", "expiration", "messageId", "timestamp", "type", "userId", "appId", "clusterId",
			"bodySize");

	static final Set<String> MESSAGE_ATTRIBUTES = Set.of("redelivered", "eventSourceArn", NamedLayout.GROUP, QUEUE,
			VIRTUAL_HOST);

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	// the sender decides whether a message has an id
	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return payload.exists() && record.has(JsonType.OBJECT, PROPERTIES);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text(PROPERTIES, "messageId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return Optional.ofNullable(record.text(PROPERTIES, "timestamp")).flatMap(RabbitMq::time);
	}

	static Optional<Instant> time(String timestamp) {
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
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		for (Header header : headers(record)) {
			if (!PROPERTY_ATTRIBUTES.contains(header.name()) && !MESSAGE_ATTRIBUTES.contains(header.name())) {
				attributes.put(header.name(), header.attribute());
			}
		}
		attributes.putAll(record.shared());
		record.putScalars(attributes, PROPERTY_ATTRIBUTES, PROPERTIES);
		record.putScalars(attributes, MESSAGE_ATTRIBUTES);
		putQueue(attributes);
		return Collections.unmodifiableMap(attributes);
	}

	private static void putQueue(Map<String, String> attributes) {
		String group = attributes.getOrDefault(NamedLayout.GROUP, "");
		int separator = group.lastIndexOf(VIRTUAL_HOST_SEPARATOR);
		if (separator >= 0) {
			attributes.put(QUEUE, group.substring(0, separator));
			attributes.put(VIRTUAL_HOST, group.substring(separator + VIRTUAL_HOST_SEPARATOR.length()));
		}
	}

	@Override
	public List<Header> headers(RecordJson record) {
		Optional<JsonScanner> headers = record.at(PROPERTIES, "headers");
		if (headers.isEmpty() || headers.get().type() != JsonType.OBJECT) {
			return List.of();
		}
		List<Header> read = new ArrayList<>();
		JsonScanner json = headers.get();
		json.enterObject();
		while (json.nextMember()) {
			read.add(new Header(json.name(), value(json)));
		}
		return read;
	}

	// AWS writes text as an object with its bytes, numbers and booleans as they are
	private static byte[] value(JsonScanner json) {
		if (json.type() == JsonType.STRING) {
			return json.string().utf8().copy();
		}
		ByteSlice value = json.value();
		JsonScanner within = new JsonScanner(value.copy());
		if (within.type() == JsonType.OBJECT) {
			within.enterObject();
			while (within.nextMember()) {
				Optional<byte[]> bytes = within.isNamed("bytes") ? Header.bytes(within) : skip(within);
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
	public List<String> awsClasses() {
		return List.of("RabbitMQEvent");
	}

	@Override
	public EventWriter writer() {
		return new RabbitMqWriter();
	}

}
