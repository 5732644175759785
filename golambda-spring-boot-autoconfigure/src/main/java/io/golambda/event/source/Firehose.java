package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon Data Firehose.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Transform
 * source data in Amazon Data Firehose</a>
 */
public final class Firehose implements SourceFormat {

	/**
	 * The member with the data of a record from any source but Kafka.
	 */
	public static final String DATA = "data";

	/**
	 * The member with the data of a record from Kafka.
	 */
	public static final String KAFKA_DATA = "kafkaRecordValue";

	static final String KINESIS_STREAM = "sourceKinesisStreamArn";

	static final String KAFKA_CLUSTER = "sourceMSKArn";

	static final Set<String> COMMON_ATTRIBUTES = Set.of("invocationId", "deliveryStreamArn", "region", KINESIS_STREAM,
			KAFKA_CLUSTER);

	static final Set<String> KINESIS_ATTRIBUTES = Set.of("shardId", "partitionKey", "sequenceNumber",
			"subsequenceNumber");

	static final Set<String> KAFKA_ATTRIBUTES = Set.of("topic", "partitionId", "offset");

	private static final NamedLayout LAYOUT = NamedLayout.of("records", DATA, KAFKA_DATA)
		.withIds("recordId")
		.withShared(COMMON_ATTRIBUTES);

	private static final String DELIVERY_STREAM = "deliveryStreamArn";

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature()
			.withTexts(DELIVERY_STREAM)
			.withDecisive("invocationId")
			.withSufficient(DELIVERY_STREAM, "records");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return signature.has("records", JsonType.ARRAY)
				&& (signature.has(DELIVERY_STREAM, JsonType.STRING) || isSample(signature));
	}

	// samples of AWS lack the delivery stream or misspell it; otherwise they look like
	// events of Kinesis Data Analytics
	private static boolean isSample(EventSignature signature) {
		return signature.has("invocationId", JsonType.STRING) && !signature.has("applicationArn");
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		if (event.signature().has(DELIVERY_STREAM, JsonType.STRING)) {
			LAYOUT.read(event, this, sink);
			return;
		}
		LAYOUT.read(event, this, new RecordSink() {

			@Override
			public void add(int start, Payload payload, Map<String, String> shared) {
				if (id(event.record(start)).isEmpty()) {
					throw SourceException.notFromSource();
				}
				sink.add(start, payload, shared);
			}

			@Override
			public void addWhole(Payload payload) {
				sink.addWhole(payload);
			}

		});
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("recordId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochMillis("approximateArrivalTimestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, KINESIS_ATTRIBUTES, "kinesisRecordMetadata");
		record.putScalars(attributes, KAFKA_ATTRIBUTES, "mskRecordMetadata");
		attributes.putAll(record.shared());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_RESULT;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("KinesisFirehoseEvent", "MSKFirehoseEvent");
	}

	@Override
	public EventWriter writer() {
		return new FirehoseWriter();
	}

}
