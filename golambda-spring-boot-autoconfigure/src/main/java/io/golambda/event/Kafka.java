package io.golambda.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.KafkaWriter;

/**
 * Apache Kafka: Amazon MSK and self-managed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using Lambda
 * with Amazon MSK</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using
 * Lambda with self-managed Apache Kafka</a>
 */
final class Kafka implements SourceFormat {

	private static final Set<String> OF_RECORD = Set.of("topic", "partition", "offset", "timestampType",
			"eventSourceArn", "bootstrapServers", NamedRecords.GROUP);

	private static final List<String> SCHEMAS = List.of("keySchemaMetadata", "valueSchemaMetadata");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.KAFKA, event);
		}
		return records().read(event, envelope);
	}

	// a cluster of one's own has the one name now, the other in older documents
	private static NamedRecords records() {
		return new NamedRecords(EventSource.KAFKA, Set.of("aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka"),
				"records", List.of("topic", "partition", "offset"), Set.of("value"),
				Set.of("eventSourceArn", "bootstrapServers"));
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<Payload> part(EventRecord record, String name) {
		return name.equals("key") ? Optional.of(record.payload(Base64Payload::read, "key")).filter(Payload::exists)
				: Optional.empty();
	}

	// a tombstone has no payload
	@Override
	public boolean isComplete(EventRecord record) {
		return id(record).isPresent();
	}

	/**
	 * Kafka has none; this one is as its own tools write it.
	 */
	@Override
	public Optional<String> id(EventRecord record) {
		String topic = record.text("topic");
		String partition = record.scalar("partition");
		String offset = record.scalar("offset");
		return (topic != null && partition != null && offset != null)
				? Optional.of(topic + "-" + partition + "-" + offset) : Optional.empty();
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		// before 1970 was no Kafka: -1 stands for none
		return record.epochMillis("timestamp").filter((timestamp) -> timestamp.getEpochSecond() >= 0);
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		forEachHeader(record,
				(name, value) -> value.filter((bytes) -> !isOfAws(name))
					.map((bytes) -> new RecordHeader(name, bytes))
					.ifPresent((header) -> attributes.put(name, header.attribute())));
		for (String schema : SCHEMAS) {
			record.forEachText((name, value) -> attributes.put(schema + "." + name, value), schema);
		}
		attributes.putAll(record.known());
		record.putScalars(attributes, OF_RECORD);
		return Collections.unmodifiableMap(attributes);
	}

	private static boolean isOfAws(String name) {
		return OF_RECORD.contains(name) || SCHEMAS.stream().anyMatch((schema) -> name.startsWith(schema + "."));
	}

	@Override
	public List<RecordHeader> headers(EventRecord record) {
		List<RecordHeader> headers = new ArrayList<>();
		forEachHeader(record, (name, value) -> headers.add(new RecordHeader(name, value
			.orElseThrow(() -> EventException.badRecord(record, "has a header that is not an array of bytes")))));
		return List.copyOf(headers);
	}

	// an array of objects, because a name may come again
	private static void forEachHeader(EventRecord record, BiConsumer<String, Optional<byte[]>> consumer) {
		Optional<JsonScanner> headers = record.at("headers");
		if (headers.isEmpty() || headers.get().type() != JsonType.ARRAY) {
			return;
		}
		JsonScanner json = headers.get();
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				json.skip();
				continue;
			}
			json.enterObject();
			while (json.nextMember()) {
				consumer.accept(json.name(), bytes(json));
			}
		}
	}

	// to Kafka null is a value, too
	private static Optional<byte[]> bytes(JsonScanner json) {
		if (json.type() == JsonType.NULL) {
			json.skip();
			return Optional.of(new byte[0]);
		}
		return RecordHeader.bytes(json);
	}

	@Override
	public EventWriter writer() {
		return new KafkaWriter();
	}

}
