package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;

/**
 * Amazon EventBridge, Custom Event Bus: events with their metadata, as a subscriber with
 * the transformer {@code WITH_METADATA} delivers them: an array of events, or one event
 * if its batch size is 1.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-addressing.html">Event
 * structure: data, metadata, and system metadata</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-target-lambda.html">Lambda
 * function target</a>
 */
public final class EventBridgeCustomBus implements SourceFormat {

	static final String DATA = "Data";

	static final String METADATA = "Metadata";

	static final String SYSTEM_METADATA = "SystemMetadata";

	// the only one of the system metadata that AWS always writes
	static final String DELIVERY_TYPE = "aws:DeliveryType";

	static final String EVENT_ID = "aws:EventId";

	static final String INGESTION_TIME = "aws:IngestionTime";

	static final String CONTENT_TYPE = "ContentType";

	static final String PUT_EVENTS = "application/eventbridge+json";

	static final String OCTET_STREAM = "application/octet-stream";

	private static final SingleLayout LAYOUT = new SingleLayout(DATA).withArrays(DATA, SYSTEM_METADATA);

	private static final String RECOGNIZED_BY = SYSTEM_METADATA + "." + DELIVERY_TYPE;

	static final Set<String> AWS_ATTRIBUTES = Set.of(DELIVERY_TYPE, EVENT_ID, INGESTION_TIME, CONTENT_TYPE,
			"aws:SequenceNumber", "EventGroupId", "DeduplicationId", "aws:Source", "aws:DetailType", "aws:SchemaId",
			"aws:RegistryType");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withNestedTexts(RECOGNIZED_BY).withDecisive(SYSTEM_METADATA);
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		EventSignature element = signature.element();
		return (element != null) ? LAYOUT.recognizes(signature) && isDelivered(element) : isDelivered(signature);
	}

	private static boolean isDelivered(EventSignature signature) {
		return signature.has(DATA) && signature.hasText(RECOGNIZED_BY);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return CustomBusPayload.read(json);
	}

	// PutRawEvents does not accept the content type of PutEvents, so that no sender can
	// write the envelope, with a source such as aws.s3
	@Override
	public boolean carries(RecordJson record, SourceFormat nested) {
		String contentType = record.text(SYSTEM_METADATA, CONTENT_TYPE);
		return !(nested instanceof EventBridge) || contentType == null || contentType.equals(PUT_EVENTS);
	}

	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return record.has(DATA) && record.text(SYSTEM_METADATA, DELIVERY_TYPE) != null;
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text(SYSTEM_METADATA, EVENT_ID));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time(SYSTEM_METADATA, INGESTION_TIME)
			.or(() -> record.epochSeconds(SYSTEM_METADATA, INGESTION_TIME));
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> !isReserved(name), METADATA);
		record.forEachText(attributes::put, SYSTEM_METADATA);
		return Collections.unmodifiableMap(attributes);
	}

	/**
	 * Whether only AWS may use the name of an attribute, even in records where AWS does
	 * not.
	 */
	static boolean isReserved(String name) {
		return name.startsWith("aws:") || AWS_ATTRIBUTES.contains(name);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.NONE_BY_GROUP;
	}

	@Override
	public EventWriter writer() {
		return new EventBridgeCustomBusWriter();
	}

}
