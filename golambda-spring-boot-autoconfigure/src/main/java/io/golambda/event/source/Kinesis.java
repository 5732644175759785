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
 * Amazon Kinesis Data Streams, with records that the Kinesis Producer Library aggregated.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using
 * Lambda to process records from Amazon Kinesis Data Streams</a>
 */
public final class Kinesis implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:kinesis", "kinesis", "data")
		.withId("sequenceNumber")
		.ofStream();

	// EventBridge Pipes writes the members of "kinesis" directly into the record
	private static final ArrayLayout FLAT_LAYOUT = ArrayLayout.of("eventSource", "aws:kinesis", "data")
		.withId("sequenceNumber")
		.ofStream();

	static final Set<String> RECORD_ATTRIBUTES = Set.of("eventID", "eventSourceARN", "awsRegion");

	static final Set<String> STREAM_ATTRIBUTES = Set.of("partitionKey", "sequenceNumber", "encryptionType");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		(isFlat(event.scanner()) ? FLAT_LAYOUT : LAYOUT).read(event, this, sink);
	}

	private static boolean isFlat(JsonScanner json) {
		if (json.type() == JsonType.ARRAY) {
			json.enterArray();
			return json.nextElement() && isFlat(json);
		}
		if (json.type() == JsonType.OBJECT) {
			json.enterObject();
			while (json.nextMember()) {
				if (json.isNamed(EventSignature.RECORDS) || json.isNamed("kinesis")) {
					return false;
				}
				json.skip();
			}
			return true;
		}
		return false;
	}

	@Override
	public Payload payload(JsonScanner json) {
		Payload payload = Base64Payload.read(json);
		return (payload instanceof Base64Payload data) ? AggregatedPayload.orData(data) : payload;
	}

	@Override
	public Optional<String> id(RecordJson record) {
		String number = record.text("kinesis", "sequenceNumber");
		return Optional.ofNullable((number != null) ? number : record.text("sequenceNumber"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochSeconds("kinesis", "approximateArrivalTimestamp")
			.or(() -> record.epochSeconds("approximateArrivalTimestamp"));
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, RECORD_ATTRIBUTES);
		record.putScalars(attributes, STREAM_ATTRIBUTES);
		record.putScalars(attributes, STREAM_ATTRIBUTES, "kinesis");
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Map<String, String> attributes(RecordJson record, List<String> names) {
		if (!RECORD_ATTRIBUTES.containsAll(names)) {
			return attributes(record);
		}
		Map<String, String> attributes = new HashMap<>();
		record.putSome(attributes, names, (json) -> false);
		return attributes;
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_SHARD;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("KinesisEvent", "KinesisTimeWindowEvent", "models.kinesis.Record");
	}

	@Override
	public EventWriter writer() {
		return new KinesisWriter();
	}

}
