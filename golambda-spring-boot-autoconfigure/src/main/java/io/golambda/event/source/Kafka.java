package io.golambda.event.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Apache Kafka: Amazon MSK and self-managed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using Lambda
 * with Amazon MSK</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using
 * Lambda with self-managed Apache Kafka</a>
 */
public final class Kafka implements SourceFormat {

	// "aws:SelfManagedKafka" is in older documentation
	private static final NamedLayout LAYOUT = NamedLayout.of("records", "value")
		.withSourceNames("aws:kafka", "SelfManagedKafka", "aws:SelfManagedKafka")
		.withGroups()
		.withIds("topic", "partition", "offset")
		.withShared(Set.of("eventSourceArn", "bootstrapServers"));

	static final Set<String> AWS_ATTRIBUTES = Set.of("topic", "partition", "offset", "timestampType", "eventSourceArn",
			"bootstrapServers", NamedLayout.GROUP);

	static final String KEY_SCHEMA = "keySchemaMetadata";

	static final String VALUE_SCHEMA = "valueSchemaMetadata";

	static final List<String> SCHEMAS = List.of(KEY_SCHEMA, VALUE_SCHEMA);

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json, VALUE_SCHEMA);
	}

	@Override
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		return name.equals("key") ? Optional.of(record.payload(Kafka::key, "key")).filter(Payload::exists)
				: Optional.empty();
	}

	private static Payload key(JsonScanner json) {
		return Base64Payload.read(json, KEY_SCHEMA);
	}

	// a tombstone has no payload
	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return id(record).isPresent();
	}

	/**
	 * Returns topic, partition and offset in the notation of Kafka's own tools, since
	 * Kafka has no ids.
	 */
	@Override
	public Optional<String> id(RecordJson record) {
		String topic = record.text("topic");
		String partition = record.scalar("partition");
		String offset = record.scalar("offset");
		return (topic != null && partition != null && offset != null)
				? Optional.of(topic + "-" + partition + "-" + offset) : Optional.empty();
	}

	// Kafka writes -1 for an unknown time
	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochMillis("timestamp").filter((timestamp) -> timestamp.getEpochSecond() >= 0);
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		forEachHeader(record,
				(name, value) -> value.filter((bytes) -> !isReserved(name))
					.map((bytes) -> new Header(name, bytes))
					.ifPresent((header) -> attributes.put(name, header.attribute())));
		for (String schema : SCHEMAS) {
			record.forEachText((name, value) -> attributes.put(schema + "." + name, value), schema);
		}
		attributes.putAll(record.shared());
		record.putScalars(attributes, AWS_ATTRIBUTES);
		return Collections.unmodifiableMap(attributes);
	}

	private static boolean isReserved(String name) {
		return AWS_ATTRIBUTES.contains(name) || SCHEMAS.stream().anyMatch((schema) -> name.startsWith(schema + "."));
	}

	@Override
	public List<Header> headers(RecordJson record) {
		List<Header> headers = new ArrayList<>();
		forEachHeader(record, (name, value) -> headers.add(new Header(name,
				value.orElseThrow(() -> new RecordException("has a header that is not an array of bytes")))));
		return headers;
	}

	// an array of objects, because a name may occur more than once
	private static void forEachHeader(RecordJson record, BiConsumer<String, Optional<byte[]>> consumer) {
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

	// null is a valid value of a header
	private static Optional<byte[]> bytes(JsonScanner json) {
		if (json.type() == JsonType.NULL) {
			json.skip();
			return Optional.of(new byte[0]);
		}
		return Header.bytes(json);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_PARTITION;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("KafkaEvent");
	}

	@Override
	public EventWriter writer() {
		return new KafkaWriter();
	}

}
