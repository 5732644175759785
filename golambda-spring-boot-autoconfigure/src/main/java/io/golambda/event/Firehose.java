package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Amazon Data Firehose, which has its records transformed. {@link FirehoseResponse} is
 * the answer.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Transform
 * source data in Amazon Data Firehose</a>
 */
final class Firehose implements SourceFormat {

	/**
	 * The data of a record that does not come from Kafka.
	 */
	static final String DATA = "data";

	/**
	 * The data of a record of Amazon MSK.
	 */
	static final String KAFKA_DATA = "kafkaRecordValue";

	private static final Set<String> COMMON = Set.of("invocationId", "deliveryStreamArn", "region",
			"sourceKinesisStreamArn", "sourceMSKArn");

	private static final Set<String> OF_KINESIS = Set.of("shardId", "partitionKey", "sequenceNumber",
			"subsequenceNumber");

	private static final Set<String> OF_KAFKA = Set.of("topic", "partitionId", "offset");

	@Override
	public boolean recognises(EventShape shape) {
		return shape.has("deliveryStreamArn", JsonType.STRING) && shape.has("records", JsonType.ARRAY);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.FIREHOSE, event);
		}
		return new NamedRecords(EventSource.FIREHOSE, Set.of(), "records", Set.of(DATA, KAFKA_DATA), COMMON).read(event,
				envelope);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("recordId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochMillis("approximateArrivalTimestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, OF_KINESIS, "kinesisRecordMetadata");
		record.putScalars(attributes, OF_KAFKA, "mskRecordMetadata");
		attributes.putAll(record.known());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("invocationId", Made.id());
			json.writeStringProperty("deliveryStreamArn", Made.arn("firehose", "deliverystream/stream"));
			json.writeStringProperty("region", Made.REGION);
			json.writeArrayPropertyStart("records");
			Iterator<String> ids = Made.sequenceNumbers();
			for (Message message : messages) {
				json.writeStartObject();
				json.writeStringProperty("recordId", ids.next());
				json.writeNumberProperty("approximateArrivalTimestamp", Made.now().toEpochMilli());
				json.writeBinaryProperty(DATA, message.bytes());
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

}
