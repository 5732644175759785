package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

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

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.DYNAMODB, "eventSource", "aws:dynamodb", PAYLOAD);
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
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("NewImage")) {
				newImage = newImage.then(image(json));
			}
			else if (json.isNamed("OldImage")) {
				oldImage = oldImage.then(image(json));
			}
			else if (json.isNamed("Keys")) {
				keys = keys.then(image(json));
			}
			else {
				json.skip();
			}
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
			case "NewImage", "OldImage", "Keys" ->
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
		return Optional.ofNullable(record.text("dynamodb", "SequenceNumber"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochSeconds("dynamodb", "ApproximateCreationDateTime");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : List.of("eventName", "eventID", "eventSourceARN", "awsRegion")) {
			record.putScalar(attributes, member, member);
		}
		for (String member : List.of("SequenceNumber", "SizeBytes", "StreamViewType")) {
			record.putScalar(attributes, member, "dynamodb", member);
		}
		for (String member : List.of("type", "principalId")) {
			record.putScalar(attributes, "userIdentity." + member, "userIdentity", member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		AtomicLong sequence = new AtomicLong(Made.now().toEpochMilli() * 1_000_000);
		return RecordsArray.write(messages,
				(json, message) -> write(json, message, "100000000" + sequence.incrementAndGet()));
	}

	private static void write(JsonGenerator json, Message message, String sequenceNumber) {
		String item = message.json(JsonType.OBJECT);
		json.writeStartObject();
		json.writeStringProperty("eventID", Made.hex(32));
		json.writeStringProperty("eventName", "INSERT");
		json.writeStringProperty("eventVersion", "1.1");
		json.writeStringProperty("eventSource", "aws:dynamodb");
		json.writeStringProperty("awsRegion", Made.REGION);
		json.writeObjectPropertyStart("dynamodb");
		json.writeNumberProperty("ApproximateCreationDateTime", Made.now().getEpochSecond());
		json.writeName("Keys");
		writeImage(json, item, true);
		json.writeName("NewImage");
		writeImage(json, item, false);
		json.writeStringProperty("SequenceNumber", sequenceNumber);
		json.writeNumberProperty("SizeBytes", item.length());
		json.writeStringProperty("StreamViewType", "NEW_AND_OLD_IMAGES");
		json.writeEndObject();
		json.writeStringProperty("eventSourceARN", Made.arn("dynamodb", "table/table/stream/2024-01-01T00:00:00.000"));
		json.writeEndObject();
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
