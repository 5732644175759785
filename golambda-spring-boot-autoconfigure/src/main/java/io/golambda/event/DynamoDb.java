package io.golambda.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon DynamoDB Streams.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda
 * with Amazon DynamoDB</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
final class DynamoDb implements SourceFormat {

	private static final List<String> PAYLOAD = List.of("dynamodb");

	private static final String ID = "SequenceNumber";

	private static final String NEW_IMAGE = "NewImage";

	private static final String OLD_IMAGE = "OldImage";

	private static final String KEYS = "Keys";

	private static final String REMOVE = "REMOVE";

	private static final List<String> EVENT_NAMES = List.of("INSERT", "MODIFY", REMOVE);

	private static final Set<String> OF_IDENTITY = Set.of("userIdentity.type", "userIdentity.principalId");

	private static final Set<String> OF_RECORD = Set.of("eventName", "eventID", "eventSourceARN", "awsRegion");

	private static final String TABLE = "tableName";

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.DYNAMODB, "eventSource", "aws:dynamodb", "", PAYLOAD);
	}

	/**
	 * The new image, else the old one, else the keys, whatever their order.
	 */
	@Override
	public Payload payload(JsonScanner json) {
		if (json.type() != JsonType.OBJECT) {
			return image(json);
		}
		Payload newImage = Payload.NONE;
		Payload oldImage = Payload.NONE;
		Payload keys = Payload.NONE;
		int ids = 0;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(NEW_IMAGE)) {
				newImage = newImage.then(image(json));
			}
			else if (json.isNamed(OLD_IMAGE)) {
				oldImage = oldImage.then(image(json));
			}
			else if (json.isNamed(KEYS)) {
				keys = keys.then(image(json));
			}
			else {
				ids += json.isNamed(ID) ? 1 : 0;
				json.skip();
			}
		}
		if (ids > 1) {
			return BrokenPayload.withTwo(ID);
		}
		if (newImage.exists()) {
			return newImage;
		}
		return oldImage.exists() ? oldImage : keys;
	}

	private static Payload image(JsonScanner json) {
		return (JsonPayload.read(json) instanceof JsonPayload image) ? new ImagePayload(image.json()) : Payload.NONE;
	}

	@Override
	public Optional<Payload> part(EventRecord record, String name) {
		if (record.payload() instanceof BrokenPayload broken) {
			return Optional.of(broken);
		}
		return switch (name) {
			case NEW_IMAGE, OLD_IMAGE, KEYS ->
				Optional.of(record.payload(DynamoDb::image, "dynamodb", name)).filter(Payload::exists);
			default -> Optional.empty();
		};
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(EventRecord record) {
		String number = record.text("dynamodb", ID);
		return Optional.ofNullable((number == null && isFromKinesis(record)) ? record.text("eventID") : number);
	}

	// what DynamoDB writes into a Kinesis stream has no number of a stream of its own
	private static boolean isFromKinesis(EventRecord record) {
		return record.text("recordFormat") != null && record.text(TABLE) != null;
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochSeconds("dynamodb", "ApproximateCreationDateTime");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : OF_RECORD) {
			record.putScalar(attributes, member, member);
		}
		record.putScalar(attributes, TABLE, TABLE);
		for (String member : List.of("SequenceNumber", "SizeBytes", "StreamViewType")) {
			record.putScalar(attributes, member, "dynamodb", member);
		}
		for (String member : List.of("type", "principalId")) {
			record.putScalar(attributes, "userIdentity." + member, "userIdentity", member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Takes takes() {
		return Takes.nothing(EventSource.DYNAMODB)
			.andId()
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes(OF_RECORD)
			.andAttributes("SequenceNumber", "SizeBytes", "StreamViewType")
			.andAttributes(OF_IDENTITY)
			.andParts(NEW_IMAGE, OLD_IMAGE, KEYS);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		AtomicLong sequence = new AtomicLong(Made.now().toEpochMilli() * 1_000_000);
		return RecordsArray.write(messages,
				(json, message) -> write(json, message, "100000000" + sequence.incrementAndGet()));
	}

	private static void write(JsonGenerator json, Message message, String nextNumber) {
		String eventName = eventName(message);
		boolean removed = eventName.equals(REMOVE);
		Message newImage = removed ? message.part(NEW_IMAGE) : payloadOr(NEW_IMAGE, message);
		Message oldImage = removed ? payloadOr(OLD_IMAGE, message) : message.part(OLD_IMAGE);
		if (removed && newImage != null) {
			throw new IllegalArgumentException("An item that was removed from DYNAMODB has no NewImage.");
		}
		Message item = (newImage != null) ? newImage : oldImage;
		Message keys = message.part(KEYS);
		if (item == null && keys == null) {
			throw new IllegalArgumentException(
					"A new record of DYNAMODB has an item: give it as the payload, or as one of the parts.");
		}
		json.writeStartObject();
		message.write(json, "eventID", Made.hex(32));
		json.writeStringProperty("eventName", eventName);
		json.writeStringProperty("eventVersion", "1.1");
		json.writeStringProperty("eventSource", "aws:dynamodb");
		message.write(json, "awsRegion", Made.REGION);
		json.writeObjectPropertyStart("dynamodb");
		writeTime(json, message);
		if (keys != null) {
			writeImage(json, KEYS, keys, false);
		}
		else if (!message.saysPart(KEYS)) {
			writeImage(json, KEYS, item, true);
		}
		writeImage(json, NEW_IMAGE, newImage, false);
		writeImage(json, OLD_IMAGE, oldImage, false);
		json.writeStringProperty("SequenceNumber", message.id("SequenceNumber", nextNumber));
		message.writeNumber(json, "SizeBytes", ((item != null) ? item : keys).text().length());
		message.write(json, "StreamViewType", viewType(newImage, oldImage, removed));
		json.writeEndObject();
		message.write(json, "eventSourceARN", Made.arn("dynamodb", "table/table/stream/2024-01-01T00:00:00.000"));
		writeIdentity(json, message);
		json.writeEndObject();
	}

	private static String eventName(Message message) {
		String eventName = message.attribute("eventName", (message.part(OLD_IMAGE) != null) ? "MODIFY" : "INSERT");
		if (!EVENT_NAMES.contains(eventName)) {
			throw new IllegalArgumentException(
					"The attribute \"eventName\" of DYNAMODB is to be one of " + String.join(", ", EVENT_NAMES) + ".");
		}
		return eventName;
	}

	// the image that the payload is, which may have been given by its name instead
	private static @Nullable Message payloadOr(String image, Message message) {
		Message named = message.part(image);
		if (named != null && message.content() != null) {
			throw new IllegalArgumentException("The payload of this new record of DYNAMODB is its " + image
					+ ", so a record with both says it twice: give one of them only.");
		}
		return (named != null || message.content() == null) ? named : message;
	}

	// in seconds, as AWS has it
	private static void writeTime(JsonGenerator json, Message message) {
		Instant time = message.timestamp();
		if (message.record().timestamp() == null || time.getNano() == 0) {
			json.writeNumberProperty("ApproximateCreationDateTime", time.getEpochSecond());
		}
		else {
			json.writeNumberProperty("ApproximateCreationDateTime", BigDecimal.valueOf(time.toEpochMilli(), 3));
		}
	}

	private static String viewType(@Nullable Message newImage, @Nullable Message oldImage, boolean removed) {
		if (newImage == null && oldImage == null) {
			return "KEYS_ONLY";
		}
		return (newImage == null && !removed) ? "OLD_IMAGE" : "NEW_AND_OLD_IMAGES";
	}

	// only of a removal by time to live AWS tells whose it was
	private static void writeIdentity(JsonGenerator json, Message message) {
		if (message.saysAny(OF_IDENTITY)) {
			json.writeObjectPropertyStart("userIdentity");
			json.writeStringProperty("type", message.attribute("userIdentity.type", "Service"));
			json.writeStringProperty("principalId",
					message.attribute("userIdentity.principalId", "dynamodb.amazonaws.com"));
			json.writeEndObject();
		}
	}

	private static void writeImage(JsonGenerator json, String name, @Nullable Message image, boolean keyOnly) {
		if (image != null) {
			json.writeName(name);
			writeImage(json, image.json(JsonType.OBJECT), keyOnly);
		}
	}

	/**
	 * An item with the types of its attributes.
	 * @param keyOnly write the first attribute only that can be a key
	 */
	private static void writeImage(JsonGenerator json, String item, boolean keyOnly) {
		json.writeStartObject();
		try (JsonParser plain = DefaultMapper.INSTANCE.createParser(item)) {
			plain.nextToken();
			boolean written = false;
			while (plain.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = plain.currentName();
				JsonToken token = plain.nextToken();
				if (!keyOnly || (!written && (token == JsonToken.VALUE_STRING || token.isNumeric()))) {
					json.writeName(name);
					writeValue(json, plain);
					written = true;
				}
				else {
					plain.skipChildren();
				}
			}
		}
		json.writeEndObject();
	}

	private static void writeValue(JsonGenerator json, JsonParser plain) {
		json.writeStartObject();
		switch (plain.currentToken()) {
			case START_OBJECT -> {
				json.writeObjectPropertyStart("M");
				while (plain.nextToken() == JsonToken.PROPERTY_NAME) {
					json.writeName(plain.currentName());
					plain.nextToken();
					writeValue(json, plain);
				}
				json.writeEndObject();
			}
			case START_ARRAY -> {
				json.writeArrayPropertyStart("L");
				while (plain.nextToken() != JsonToken.END_ARRAY) {
					writeValue(json, plain);
				}
				json.writeEndArray();
			}
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeStringProperty("N", plain.getString());
			case VALUE_TRUE, VALUE_FALSE -> json.writeBooleanProperty("BOOL", plain.getBooleanValue());
			case VALUE_NULL -> json.writeBooleanProperty("NULL", true);
			default -> json.writeStringProperty("S", plain.getString());
		}
		json.writeEndObject();
	}

}
