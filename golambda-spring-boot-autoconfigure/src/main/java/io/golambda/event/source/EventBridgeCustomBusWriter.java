package io.golambda.event.source;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Writes events of a Custom Event Bus as an array with their metadata. Data that is an
 * event of EventBridge is written as published with {@code PutEvents}, any other as
 * published with {@code PutRawEvents}.
 */
final class EventBridgeCustomBusWriter implements EventWriter {

	private static final String JSON = "application/json";

	private static final int MAX_NAME = 128;

	private static final Set<String> CONTENT_TYPES = Set.of(JSON, "application/avro", "application/protobuf",
			EventBridgeCustomBus.OCTET_STREAM, EventBridgeCustomBus.PUT_EVENTS);

	private static final Set<String> DELIVERY_TYPES = Set.of("LIVE", "REPLAY");

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("EVENTBRIDGE_CUSTOM_BUS")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(EventBridgeCustomBus.AWS_ATTRIBUTES)
			.withSenderAttributes(RecordCapabilities.SenderAttributes.TEXT);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		Iterator<String> sequenceNumbers = SyntheticValues.queueSequenceNumbers();
		json.writeStartArray();
		batch.records().forEach((event) -> write(json, event, sequenceNumbers.next()));
		json.writeEndArray();
	}

	private static void write(JsonGenerator json, OutgoingRecord event, String sequenceNumber) {
		RecordJson envelope = envelope(event);
		String contentType = contentType(event, envelope);
		json.writeStartObject();
		json.writeName(EventBridgeCustomBus.DATA);
		if (contentType.equals(EventBridgeCustomBus.OCTET_STREAM)) {
			json.writeBinary(event.content().bytes());
		}
		else {
			json.writeRawValue(event.content().json());
		}
		writeMetadata(json, event);
		json.writeObjectPropertyStart(EventBridgeCustomBus.SYSTEM_METADATA);
		json.writeStringProperty(EventBridgeCustomBus.CONTENT_TYPE, contentType);
		event.writePresent(json, "EventGroupId", "DeduplicationId");
		json.writeStringProperty(EventBridgeCustomBus.DELIVERY_TYPE, oneOf(DELIVERY_TYPES,
				EventBridgeCustomBus.DELIVERY_TYPE, event.attribute(EventBridgeCustomBus.DELIVERY_TYPE, "LIVE")));
		json.writeStringProperty(EventBridgeCustomBus.EVENT_ID,
				event.idOr(EventBridgeCustomBus.EVENT_ID, SyntheticValues.id()));
		json.writeStringProperty(EventBridgeCustomBus.INGESTION_TIME, ingestionTime(event));
		event.write(json, "aws:SequenceNumber", sequenceNumber);
		writeOrigin(json, event, "aws:Source", (envelope != null) ? envelope.text("source") : null);
		writeOrigin(json, event, "aws:DetailType", (envelope != null) ? envelope.text("detail-type") : null);
		event.writePresent(json, "aws:SchemaId", "aws:RegistryType");
		json.writeEndObject();
		json.writeEndObject();
	}

	// the event of EventBridge that PutEvents puts around the detail
	private static @Nullable RecordJson envelope(OutgoingRecord event) {
		OutgoingContent.Kind kind = event.content().kind();
		if (kind == OutgoingContent.Kind.BYTES || kind == OutgoingContent.Kind.NONE
				|| EventBridgeCustomBus.OCTET_STREAM.equals(event.attribute(EventBridgeCustomBus.CONTENT_TYPE))) {
			return null;
		}
		byte[] data = event.content().json().getBytes(StandardCharsets.UTF_8);
		EventSignature signature = new SignatureReader(Set.of(new EventBridge())).read(new JsonScanner(data));
		return (signature.root() == JsonType.OBJECT && new EventBridge().recognizes(signature))
				? new RecordJson(data, 0, Map.of()) : null;
	}

	private static String contentType(OutgoingRecord event, @Nullable RecordJson envelope) {
		String defaultType = (envelope != null) ? EventBridgeCustomBus.PUT_EVENTS : JSON;
		if (event.content().kind() == OutgoingContent.Kind.BYTES) {
			defaultType = EventBridgeCustomBus.OCTET_STREAM;
		}
		return oneOf(CONTENT_TYPES, EventBridgeCustomBus.CONTENT_TYPE,
				event.attribute(EventBridgeCustomBus.CONTENT_TYPE, defaultType));
	}

	private static String oneOf(Set<String> values, String attribute, String value) {
		if (!values.contains(value)) {
			throw new IllegalArgumentException("The attribute \"" + attribute + "\" must be one of "
					+ String.join(", ", new TreeSet<>(values)) + ".");
		}
		return value;
	}

	private static void writeMetadata(JsonGenerator json, OutgoingRecord event) {
		for (String name : event.senderAttributes(EventBridgeCustomBus.AWS_ATTRIBUTES).keySet()) {
			if (EventBridgeCustomBus.isReserved(name)) {
				throw new IllegalArgumentException("The attribute \"" + name
						+ "\" is unknown, and a sender cannot set one whose name begins with \"aws:\".");
			}
			if (name.isEmpty() || name.length() > MAX_NAME || name.indexOf('/') >= 0) {
				throw new IllegalArgumentException("The attribute \"" + name + "\" cannot be metadata: a name has 1 to "
						+ MAX_NAME + " characters and no slash.");
			}
		}
		event.writeSenderAttributes(json, EventBridgeCustomBus.METADATA, EventBridgeCustomBus.AWS_ATTRIBUTES);
	}

	private static String ingestionTime(OutgoingRecord event) {
		String given = event.attribute(EventBridgeCustomBus.INGESTION_TIME);
		if (event.timestamp() == null) {
			return (given != null) ? given : SyntheticValues.now().toString();
		}
		return event.consistent(EventBridgeCustomBus.INGESTION_TIME, event.timestamp().toString());
	}

	private static void writeOrigin(JsonGenerator json, OutgoingRecord event, String attribute,
			@Nullable String published) {
		if (published != null) {
			json.writeStringProperty(attribute, event.consistent(attribute, published));
		}
		else {
			event.writePresent(json, attribute);
		}
	}

}
