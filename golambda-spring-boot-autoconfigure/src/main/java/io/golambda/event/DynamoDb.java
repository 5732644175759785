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
import io.golambda.event.source.DynamoDbWriter;
import io.golambda.event.source.EventWriter;

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
	public EventWriter writer() {
		return new DynamoDbWriter();
	}

}
