package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.FirehoseWriter;

/**
 * Amazon Data Firehose.
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
	public EventWriter writer() {
		return new FirehoseWriter();
	}

}
