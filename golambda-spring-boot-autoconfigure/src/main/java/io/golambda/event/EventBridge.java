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
import io.golambda.event.source.EventBridgeWriter;
import io.golambda.event.source.EventWriter;

/**
 * Amazon EventBridge: events of a bus, and schedules.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Events
 * in Amazon EventBridge</a>
 */
final class EventBridge implements SourceFormat {

	private static final Set<String> OF_AWS = Set.of("detail-type", "source", "account", "region", "replay-name");

	@Override
	public boolean recognises(EventShape shape) {
		return shape.texts().containsKey("detail-type") && shape.has("source", JsonType.STRING)
				&& shape.has("id", JsonType.STRING)
				&& (shape.has("detail", JsonType.OBJECT) || shape.has("detail", JsonType.STRING));
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.EVENTBRIDGE, event);
		}
		return new SingleRecord(EventSource.EVENTBRIDGE, "detail").read(event, envelope);
	}

	// EventBridge Scheduler writes its detail as a string
	@Override
	public Payload payload(JsonScanner json) {
		return (json.type() == JsonType.STRING) ? TextPayload.read(json) : JsonPayload.read(json);
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("id"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.time("time");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : OF_AWS) {
			record.putScalar(attributes, member, member);
		}
		List<String> resources = record.texts("resources");
		if (!resources.isEmpty()) {
			attributes.put("resources", String.join(",", resources));
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new EventBridgeWriter();
	}

}
