package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

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

	private static final String KINESIS_STREAM = "sourceKinesisStreamArn";

	private static final String KAFKA_CLUSTER = "sourceMSKArn";

	private static final Set<String> COMMON = Set.of("invocationId", "deliveryStreamArn", "region", KINESIS_STREAM,
			KAFKA_CLUSTER);

	private static final Set<String> OF_KINESIS = Set.of("shardId", "partitionKey", "sequenceNumber",
			"subsequenceNumber");

	private static final Set<String> OF_KAFKA = Set.of("topic", "partitionId", "offset");

	@Override
	public boolean recognises(EventShape shape) {
		return shape.has("records", JsonType.ARRAY)
				&& (shape.has("deliveryStreamArn", JsonType.STRING) || isSample(shape));
	}

	// AWS's samples leave out the stream, or misspell it; the events of Kinesis Data
	// Analytics look the same otherwise
	private static boolean isSample(EventShape shape) {
		return shape.has("invocationId", JsonType.STRING) && !shape.members().containsKey("applicationArn");
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.FIREHOSE, event);
		}
		List<EventRecord> records = new NamedRecords(EventSource.FIREHOSE, Set.of(), "records", List.of("recordId"),
				Set.of(DATA, KAFKA_DATA), COMMON)
			.read(event, envelope);
		if (!event.shape().has("deliveryStreamArn", JsonType.STRING)
				&& !records.stream().allMatch((record) -> id(record).isPresent())) {
			throw EventException.notFrom(EventSource.FIREHOSE, event);
		}
		return records;
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
	public Takes takes() {
		return Takes.nothing(EventSource.FIREHOSE)
			.andId()
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes(COMMON)
			.andAttributes(OF_KINESIS)
			.andAttributes(OF_KAFKA);
	}

	// a stream has one source, so what one message says of it holds for the others
	@Override
	public byte[] encap(List<Message> messages) {
		boolean kinesis = messages.stream()
			.anyMatch((message) -> message.saysAny(OF_KINESIS) || message.attribute(KINESIS_STREAM) != null);
		boolean kafka = messages.stream()
			.anyMatch((message) -> message.saysAny(OF_KAFKA) || message.attribute(KAFKA_CLUSTER) != null);
		if (kinesis && kafka) {
			throw new IllegalArgumentException("The records of a FIREHOSE event are from Kinesis or from Kafka, "
					+ "and these have attributes of both.");
		}
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("invocationId", Message.agreed(messages, "invocationId", Made.id()));
			json.writeStringProperty("deliveryStreamArn",
					Message.agreed(messages, "deliveryStreamArn", Made.arn("firehose", "deliverystream/stream")));
			json.writeStringProperty("region", Message.agreed(messages, "region", Made.REGION));
			if (kinesis) {
				json.writeStringProperty(KINESIS_STREAM,
						Message.agreed(messages, KINESIS_STREAM, Made.arn("kinesis", "stream/stream")));
			}
			if (kafka) {
				json.writeStringProperty(KAFKA_CLUSTER,
						Message.agreed(messages, KAFKA_CLUSTER, Made.arn("kafka", "cluster/cluster/" + Made.id())));
			}
			json.writeArrayPropertyStart("records");
			Iterator<String> ids = Made.sequenceNumbers();
			for (int i = 0; i < messages.size(); i++) {
				Message message = messages.get(i);
				json.writeStartObject();
				String id = message.id(ids.next());
				json.writeStringProperty("recordId", id);
				json.writeNumberProperty("approximateArrivalTimestamp", message.timestamp().toEpochMilli());
				json.writeBinaryProperty(kafka ? KAFKA_DATA : DATA, message.bytes());
				if (kinesis) {
					writeOfKinesis(json, message, id);
				}
				if (kafka) {
					writeOfKafka(json, message, i);
				}
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		return event.toByteArray();
	}

	private static void writeOfKinesis(JsonGenerator json, Message message, String sequenceNumber) {
		json.writeObjectPropertyStart("kinesisRecordMetadata");
		message.write(json, "shardId", "shardId-000000000000");
		message.write(json, "partitionKey", Made.id());
		json.writeNumberProperty("approximateArrivalTimestamp", message.timestamp().toEpochMilli());
		message.write(json, "sequenceNumber", sequenceNumber);
		message.write(json, "subsequenceNumber", "");
		json.writeEndObject();
	}

	// numbers are text here
	private static void writeOfKafka(JsonGenerator json, Message message, long offset) {
		json.writeObjectPropertyStart("mskRecordMetadata");
		message.writeGiven(json, "topic");
		json.writeStringProperty("offset", String.valueOf(message.number("offset", offset)));
		json.writeStringProperty("partitionId", String.valueOf(message.smallNumber("partitionId", 0)));
		json.writeNumberProperty("approximateArrivalTimestamp", message.timestamp().toEpochMilli());
		json.writeEndObject();
	}

}
