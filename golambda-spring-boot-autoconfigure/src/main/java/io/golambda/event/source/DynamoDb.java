package io.golambda.event.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon DynamoDB: records of its own streams, and those that it writes into a stream of
 * Amazon Kinesis.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda
 * with Amazon DynamoDB</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 * Kinesis Data Streams to capture changes to DynamoDB</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class DynamoDb implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:dynamodb", "dynamodb")
		.withId("eventID")
		.ofStream();

	private static final String ID = "SequenceNumber";

	static final String REMOVE = "REMOVE";

	static final List<String> EVENT_NAMES = List.of("INSERT", "MODIFY", REMOVE);

	static final String NEW_IMAGE = "NewImage";

	static final String OLD_IMAGE = "OldImage";

	static final String KEYS = "Keys";

	static final String TABLE = "tableName";

	static final String RECORD_FORMAT = "recordFormat";

	static final String TIME = "ApproximateCreationDateTime";

	static final String TIME_PRECISION = "ApproximateCreationDateTimePrecision";

	static final String MICROSECOND = "MICROSECOND";

	static final String MILLISECOND = "MILLISECOND";

	static final Set<String> RECORD_ATTRIBUTES = Set.of("eventName", "eventID", "eventSourceARN", "awsRegion");

	private static final Set<String> KINESIS_ATTRIBUTES = Set.of(TABLE, RECORD_FORMAT);

	static final Set<String> STREAM_ATTRIBUTES = Set.of(ID, "SizeBytes", "StreamViewType");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	/**
	 * Reads the new image, or without it the old image, or without both the keys,
	 * whatever their order.
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
			return BrokenPayload.withDuplicate(ID);
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
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		if (payload instanceof BrokenPayload) {
			return Optional.of(payload);
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
	public Optional<String> id(RecordJson record) {
		String number = record.text("dynamodb", ID);
		return Optional.ofNullable((number == null && isFromKinesis(record)) ? record.text("eventID") : number);
	}

	// without these it is a sender's own message
	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return payload.exists() && EVENT_NAMES.contains(String.valueOf(record.text("eventName")))
				&& id(record).isPresent() && record.has(JsonType.OBJECT, "dynamodb", KEYS);
	}

	// records that DynamoDB writes into a Kinesis stream have no sequence number
	private static boolean isFromKinesis(RecordJson record) {
		return record.text(RECORD_FORMAT) != null && record.text(TABLE) != null;
	}

	/**
	 * Reads the time, which is in seconds in DynamoDB's own streams, and in a Kinesis
	 * stream in the unit that the record names.
	 */
	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return switch (String.valueOf(record.text("dynamodb", TIME_PRECISION))) {
			case MICROSECOND -> record.epochTime(ChronoUnit.MICROS, "dynamodb", TIME);
			case MILLISECOND -> record.epochTime(ChronoUnit.MILLIS, "dynamodb", TIME);
			default -> record.epochSeconds("dynamodb", TIME);
		};
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, RECORD_ATTRIBUTES);
		record.putScalars(attributes, KINESIS_ATTRIBUTES);
		record.putScalars(attributes, STREAM_ATTRIBUTES, "dynamodb");
		record.putScalar(attributes, TIME_PRECISION, "dynamodb", TIME_PRECISION);
		for (String member : List.of("type", "principalId")) {
			record.putScalar(attributes, "userIdentity." + member, "userIdentity", member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_SHARD;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("DynamodbEvent", "DynamodbTimeWindowEvent", "models.dynamodb.Record",
				"models.dynamodb.StreamRecord");
	}

	@Override
	public EventWriter writer() {
		return new DynamoDbWriter();
	}

}
