package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Records that Lambda sends to the destination of a function: the event of an
 * asynchronous invocation with its result, or the position of a failed batch of a stream.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
 * records of Lambda asynchronous invocations</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">Retain
 * discarded batch records for a Kinesis data stream event source</a>
 */
public final class LambdaDestination implements SourceFormat {

	private static final SingleLayout LAYOUT = new SingleLayout("requestPayload");

	// the member for the event of a failed batch of Kafka
	private static final SingleLayout BATCH_LAYOUT = new SingleLayout("payload");

	private static final List<String> BATCHES = List.of("KinesisBatchInfo", "DDBStreamBatchInfo", "KafkaBatchInfo");

	static final Set<String> REQUEST_ATTRIBUTES = Set.of("requestId", "functionArn", "condition",
			"approximateInvokeCount");

	static final Set<String> RESPONSE_ATTRIBUTES = Set.of("statusCode", "executedVersion", "functionError");

	private static final Set<String> BATCH_ATTRIBUTES = Set.of("shardId", "startSequenceNumber", "endSequenceNumber",
			"approximateArrivalOfFirstRecord", "approximateArrivalOfLastRecord", "batchSize", "streamArn",
			"eventSourceArn", "bootstrapServers", "payloadSize");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withMarks("requestContext");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return signature.has("requestContext", JsonType.OBJECT) && signature.has("timestamp", JsonType.STRING)
				&& (signature.has("requestPayload")
						|| BATCHES.stream().anyMatch((batch) -> signature.has(batch, JsonType.OBJECT)));
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		(event.signature().has("requestPayload") ? LAYOUT : BATCH_LAYOUT).read(event, this, sink);
	}

	// a destination in S3 has the event as a string
	@Override
	public Payload payload(JsonScanner json) {
		if (json.type() != JsonType.STRING) {
			return JsonPayload.read(json);
		}
		int start = json.position();
		ByteSlice text = json.utf8();
		return JsonPayload.isObjectOrArray(text) ? TextPayload.of(text) : new JsonPayload(json.since(start));
	}

	@Override
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		return switch (name) {
			case "requestPayload", "responsePayload", "payload", "KinesisBatchInfo", "DDBStreamBatchInfo",
					"KafkaBatchInfo" ->
				Optional.of(record.payload(this::payload, name)).filter(Payload::exists);
			default -> Optional.empty();
		};
	}

	// a failed batch of a stream has no payload
	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return id(record).isPresent();
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("requestContext", "requestId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time("timestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : REQUEST_ATTRIBUTES) {
			record.putScalar(attributes, member, "requestContext", member);
		}
		for (String member : RESPONSE_ATTRIBUTES) {
			record.putScalar(attributes, member, "responseContext", member);
		}
		for (String batch : BATCHES) {
			for (String member : BATCH_ATTRIBUTES) {
				record.putScalar(attributes, batch + "." + member, batch, member);
			}
			for (String member : List.of("offset", "timestamp")) {
				record.putScalar(attributes, batch + ".recordInfo." + member, batch, "recordInfo", member);
			}
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public List<String> awsClasses() {
		return List.of("LambdaDestinationEvent");
	}

	@Override
	public EventWriter writer() {
		return new LambdaDestinationWriter();
	}

}
