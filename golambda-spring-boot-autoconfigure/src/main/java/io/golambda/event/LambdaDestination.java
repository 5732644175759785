package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.LambdaDestinationWriter;

/**
 * What Lambda sends to the destination of a function: the event of an asynchronous
 * invocation with its result, or which batch of a stream failed.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
 * records of Lambda asynchronous invocations</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">Retain
 * discarded batch records for a Kinesis data stream event source</a>
 */
final class LambdaDestination implements SourceFormat {

	private static final List<String> BATCHES = List.of("KinesisBatchInfo", "DDBStreamBatchInfo", "KafkaBatchInfo");

	// of a batch of Kafka the whole event comes with it, under a name of its own
	private static final String PAYLOAD_OF_BATCH = "payload";

	private static final Set<String> OF_REQUEST = Set.of("requestId", "functionArn", "condition",
			"approximateInvokeCount");

	private static final Set<String> OF_RESPONSE = Set.of("statusCode", "executedVersion", "functionError");

	private static final Set<String> OF_BATCH = Set.of("shardId", "startSequenceNumber", "endSequenceNumber",
			"approximateArrivalOfFirstRecord", "approximateArrivalOfLastRecord", "batchSize", "streamArn",
			"eventSourceArn", "bootstrapServers", "payloadSize");

	@Override
	public boolean recognises(EventShape shape) {
		return shape.has("requestContext", JsonType.OBJECT) && shape.has("timestamp", JsonType.STRING)
				&& (shape.members().containsKey("requestPayload")
						|| BATCHES.stream().anyMatch((batch) -> shape.has(batch, JsonType.OBJECT)));
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.LAMBDA_DESTINATION, event);
		}
		String payload = event.shape().members().containsKey("requestPayload") ? "requestPayload" : PAYLOAD_OF_BATCH;
		return new SingleRecord(EventSource.LAMBDA_DESTINATION, payload).read(event, envelope);
	}

	// a destination in S3 has the event as a string
	@Override
	public Payload payload(JsonScanner json) {
		if (json.type() != JsonType.STRING) {
			return JsonPayload.read(json);
		}
		int start = json.position();
		ByteSlice text = json.utf8();
		return isObjectOrArray(text) ? TextPayload.of(text) : new JsonPayload(json.since(start));
	}

	private static boolean isObjectOrArray(ByteSlice text) {
		try {
			JsonScanner json = new JsonScanner(text);
			JsonType type = json.type();
			if (type != JsonType.OBJECT && type != JsonType.ARRAY) {
				return false;
			}
			json.skip();
			json.end();
			return true;
		}
		catch (JsonException ex) {
			return false;
		}
	}

	@Override
	public Optional<Payload> part(EventRecord record, String name) {
		return switch (name) {
			case "requestPayload", "responsePayload", PAYLOAD_OF_BATCH, "KinesisBatchInfo", "DDBStreamBatchInfo",
					"KafkaBatchInfo" ->
				Optional.of(record.payload(this::payload, name)).filter(Payload::exists);
			default -> Optional.empty();
		};
	}

	// of a failed batch of a stream there is none
	@Override
	public boolean isComplete(EventRecord record) {
		return id(record).isPresent();
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("requestContext", "requestId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.time("timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : OF_REQUEST) {
			record.putScalar(attributes, member, "requestContext", member);
		}
		for (String member : OF_RESPONSE) {
			record.putScalar(attributes, member, "responseContext", member);
		}
		for (String batch : BATCHES) {
			for (String member : OF_BATCH) {
				record.putScalar(attributes, batch + "." + member, batch, member);
			}
			for (String member : List.of("offset", "timestamp")) {
				record.putScalar(attributes, batch + ".recordInfo." + member, batch, "recordInfo", member);
			}
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new LambdaDestinationWriter();
	}

}
