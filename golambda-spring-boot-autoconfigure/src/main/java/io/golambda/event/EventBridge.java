package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Amazon EventBridge: events of a bus, and schedules.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Events
 * in Amazon EventBridge</a>
 */
final class EventBridge implements SourceFormat {

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
		for (String member : List.of("detail-type", "source", "account", "region", "replay-name")) {
			record.putScalar(attributes, member, member);
		}
		List<String> resources = record.texts("resources");
		if (!resources.isEmpty()) {
			attributes.put("resources", String.join(",", resources));
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		return event("com.example.app", "Example", messages.get(0));
	}

	/**
	 * An event of a bus.
	 */
	static byte[] event(String source, String detailType, Message detail) {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(event)) {
			json.writeStartObject();
			json.writeStringProperty("version", "0");
			json.writeStringProperty("id", Made.id());
			json.writeStringProperty("detail-type", detailType);
			json.writeStringProperty("source", source);
			json.writeStringProperty("account", Made.ACCOUNT);
			// EventBridge tells the time to the second
			json.writeStringProperty("time", Made.now().truncatedTo(ChronoUnit.SECONDS).toString());
			json.writeStringProperty("region", Made.REGION);
			json.writeArrayPropertyStart("resources");
			json.writeEndArray();
			json.writeName("detail");
			json.writeRawValue(detail.json(JsonType.OBJECT));
			json.writeEndObject();
		}
		return event.toByteArray();
	}

}
