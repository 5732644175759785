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
 * Amazon EventBridge: events of a bus, and schedules. A subscriber of a Custom Event Bus
 * that delivers the data alone sends an array of them.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Events
 * in Amazon EventBridge</a>
 */
public final class EventBridge implements SourceFormat {

	// what PutEvents writes into each envelope
	private static final SingleLayout LAYOUT = new SingleLayout("detail").withArrays("version", "id", "detail-type",
			"source", "account", "time", "region", "resources", "detail");

	static final Set<String> AWS_ATTRIBUTES = Set.of("detail-type", "source", "account", "region", "replay-name",
			"trace-header");

	// what senders that trace by W3C's Trace Context add to the detail
	private static final Set<String> TRACE_CONTEXT = Set.of("traceparent", "tracestate");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withTexts("detail-type").withDecisive("source", "id");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		EventSignature element = signature.element();
		return (element != null) ? LAYOUT.recognizes(signature) && isEnvelope(element) : isEnvelope(signature);
	}

	private static boolean isEnvelope(EventSignature signature) {
		return signature.hasText("detail-type") && signature.has("source", JsonType.STRING)
				&& signature.has("id", JsonType.STRING)
				&& (signature.has("detail", JsonType.OBJECT) || signature.has("detail", JsonType.STRING));
	}

	// EventBridge Scheduler writes the detail as a string
	@Override
	public Payload payload(JsonScanner json) {
		return (json.type() == JsonType.STRING) ? TextPayload.read(json) : JsonPayload.read(json);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("id"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time("time");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : AWS_ATTRIBUTES) {
			record.putScalar(attributes, member, member);
		}
		record.putScalars(attributes, TRACE_CONTEXT, "detail");
		List<String> resources = record.texts("resources");
		if (!resources.isEmpty()) {
			attributes.put("resources", String.join(",", resources));
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Optional<StoredObject> object(RecordJson record) {
		String bucket = record.text("detail", "bucket", "name");
		String key = record.text("detail", "object", "key");
		// which no sender can put on a bus, only into a queue or a stream
		if (!"aws.s3".equals(record.text("source")) || bucket == null || key == null) {
			return Optional.empty();
		}
		if ("Object Deleted".equals(record.text("detail-type"))) {
			throw new RecordException("has no content: its object was removed (Object Deleted)");
		}
		return Optional.of(new StoredObject(bucket, key, record.text("detail", "object", "version-id")));
	}

	@Override
	public List<String> awsClasses() {
		return List.of("ScheduledEvent");
	}

	@Override
	public EventWriter writer() {
		return new EventBridgeWriter();
	}

}
