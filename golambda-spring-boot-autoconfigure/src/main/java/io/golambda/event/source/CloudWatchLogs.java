package io.golambda.event.source;

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

/**
 * Amazon CloudWatch Logs: the log events of a subscription, compressed in
 * {@code awslogs.data} as Lambda delivers them, and as the bare data that streams and
 * Firehose carry.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html">Using
 * Lambda with CloudWatch Logs</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Log
 * group-level subscription filters</a>
 */
public final class CloudWatchLogs implements SourceFormat {

	// only account-level subscription filters have it
	static final String POLICY_LEVEL = "policyLevel";

	static final Set<String> AWS_ATTRIBUTES = Set.of("owner", "logGroup", "logStream", "subscriptionFilters",
			POLICY_LEVEL);

	static final String EXTRACTED_FIELDS = "extractedFields";

	private static final NamedLayout LAYOUT = NamedLayout.of("logEvents", "message")
		.withIds("id")
		.withShared(AWS_ATTRIBUTES);

	private static final String CONTROL = "CONTROL_MESSAGE";

	private static final Set<String> MESSAGE_TYPES = Set.of("DATA_MESSAGE", CONTROL);

	private static final int SHORT = 32;

	private static final Payload SHORT_MESSAGE = new ShortMessage();

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature()
			.withTexts("messageType")
			.withMarks("awslogs")
			.withDecisive("logGroup")
			.withSufficient("messageType", "logGroup", "logEvents");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return signature.has("awslogs", JsonType.OBJECT) || isData(signature);
	}

	private static boolean isData(EventSignature signature) {
		return MESSAGE_TYPES.contains(signature.text("messageType")) && signature.has("logGroup", JsonType.STRING)
				&& signature.has("logEvents", JsonType.ARRAY);
	}

	/**
	 * Whether inflated data may be from CloudWatch Logs. Only a few short members precede
	 * the log events, so these begin within the first kilobytes.
	 * @param beginning the first 16 kilobytes
	 */
	public static boolean mayBeginWith(ByteSlice beginning) {
		JsonScanner json = new JsonScanner(beginning);
		boolean control = false;
		try {
			if (json.type() != JsonType.OBJECT) {
				return false;
			}
			json.enterObject();
			while (json.nextMember()) {
				if (json.isNamed("logEvents")) {
					return json.type() == JsonType.ARRAY;
				}
				if (json.isNamed("messageType") && json.type() == JsonType.STRING) {
					String type = json.string().text().orElse("");
					if (!MESSAGE_TYPES.contains(type)) {
						return false;
					}
					control = type.equals(CONTROL);
				}
				else {
					json.skip();
				}
			}
			return control;
		}
		catch (JsonException ex) {
			// not JSON, or no log events within the beginning
			return false;
		}
	}

	@Override
	public @Nullable Payload compressedEvent(IncomingEvent event) {
		if (isData(event.signature())) {
			return null;
		}
		Payload data = event.whole().payload(Base64Payload::read, "awslogs", "data");
		if (data == Payload.NONE) {
			throw SourceException.notFromSource();
		}
		return data;
	}

	/**
	 * Reads the log events of inflated data. A control message, by which CloudWatch Logs
	 * checks that the destination is reachable, has none.
	 */
	@Override
	public void read(IncomingEvent data, RecordSink sink) {
		boolean control = data.signature().text("messageType").equals(CONTROL);
		if (!(control || isData(data.signature())) || (data.nested() && !hasCommonAttributes(data.whole()))) {
			throw SourceException.notFromSource();
		}
		String duplicate = data.signature().duplicate();
		if (duplicate != null) {
			throw SourceException.duplicateMember(duplicate);
		}
		if (!control) {
			LAYOUT.read(data, this, sink);
		}
	}

	// without these it is a sender's own message
	private static boolean hasCommonAttributes(RecordJson data) {
		return data.text("owner") != null && data.text("logGroup") != null && data.text("logStream") != null
				&& data.has(JsonType.ARRAY, "subscriptionFilters");
	}

	// a short message is located again when it is read, since an event may have millions
	@Override
	public Payload payload(JsonScanner json) {
		Payload message = TextPayload.read(json);
		return (message instanceof TextPayload text && text.length() < SHORT) ? SHORT_MESSAGE : message;
	}

	@Override
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		return name.equals(EXTRACTED_FIELDS)
				? Optional.of(record.payload(JsonPayload::read, EXTRACTED_FIELDS)).filter(Payload::exists)
				: Optional.empty();
	}

	// a function may log the events that it receives
	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("id"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochMillis("timestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> !AWS_ATTRIBUTES.contains(name), EXTRACTED_FIELDS);
		attributes.putAll(record.shared());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public List<String> awsClasses() {
		return List.of("CloudWatchLogsEvent");
	}

	@Override
	public EventWriter writer() {
		return new CloudWatchLogsWriter();
	}

	/**
	 * A message that is too short to be JSON. Not a lambda expression, because no class
	 * cache holds one of an interface with an initializer.
	 */
	private static final class ShortMessage implements Payload {

		@Override
		public ByteSlice read(byte[] event, int start) {
			return new RecordJson(event, start, Map.of()).at("message").orElseThrow().string().utf8();
		}

	}

}
