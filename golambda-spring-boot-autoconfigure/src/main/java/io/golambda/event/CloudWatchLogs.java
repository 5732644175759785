package io.golambda.event;

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
import io.golambda.event.source.CloudWatchLogsWriter;
import io.golambda.event.source.EventWriter;

/**
 * Amazon CloudWatch Logs: the log events of a subscription, as Lambda delivers them,
 * compressed in {@code awslogs.data}, and as a stream or Firehose carries them, the bare
 * data.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html">Using
 * Lambda with CloudWatch Logs</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Log
 * group-level subscription filters</a>
 */
final class CloudWatchLogs implements SourceFormat {

	private static final String CONTROL = "CONTROL_MESSAGE";

	private static final Set<String> MESSAGE_TYPES = Set.of("DATA_MESSAGE", CONTROL);

	private static final int SHORT = 32;

	private static final Payload MESSAGE = (record) -> record.at("message").orElseThrow().string().utf8();

	private static final Set<String> COMMON = Set.of("owner", "logGroup", "logStream", "subscriptionFilters");

	// only a filter of the whole account has a level
	private static final Set<String> READ = Set.of("owner", "logGroup", "logStream", "subscriptionFilters",
			"policyLevel");

	@Override
	public boolean recognises(EventShape shape) {
		return shape.has("awslogs", JsonType.OBJECT) || isData(shape);
	}

	private static boolean isData(EventShape shape) {
		return MESSAGE_TYPES.contains(shape.texts().getOrDefault("messageType", ""))
				&& shape.has("logGroup", JsonType.STRING) && shape.has("logEvents", JsonType.ARRAY);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (isData(event.shape())) {
			return logEvents(event, envelope);
		}
		EventRecord whole = whole(event, envelope);
		Payload data = whole.payload(Base64Payload::read, "awslogs", "data");
		if (data == Payload.NONE) {
			throw EventException.notFrom(EventSource.CLOUDWATCH_LOGS, event);
		}
		return logEvents(event.carried(event.inflater().inflate(data.slice(whole), whole)), envelope);
	}

	/**
	 * Whether inflated data may be of CloudWatch Logs. Before the log events it says no
	 * more than where they are from, so they begin within the first kilobytes, whatever
	 * the order of what is there.
	 * @param beginning the first 16 kilobytes
	 */
	static boolean mayBeginWith(ByteSlice beginning) {
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
			// not JSON, or without log events as far as can be seen
			return false;
		}
	}

	/**
	 * The log events of inflated data.
	 * @throws EventException if the data is not of CloudWatch Logs
	 */
	static List<EventRecord> logEvents(Event data, @Nullable EventRecord envelope) {
		boolean control = CONTROL.equals(data.shape().texts().get("messageType"));
		if (!(control || isData(data.shape())) || (envelope != null && !hasAllThatIsCommon(data))) {
			throw EventException.notFrom(EventSource.CLOUDWATCH_LOGS, data);
		}
		if (data.shape().twice() != null) {
			throw EventException.memberTwice(data.shape().twice());
		}
		if (control) {
			// CloudWatch Logs looks whether the destination is there
			return List.of();
		}
		return new NamedRecords(EventSource.CLOUDWATCH_LOGS, Set.of(), "logEvents", List.of("id"), Set.of("message"),
				READ)
			.read(data, envelope, InflatedBudget.recordsIn(Runtime.getRuntime().maxMemory(), data.length()));
	}

	// else it is a sender's own message, which must not be taken for none
	private static boolean hasAllThatIsCommon(Event data) {
		EventRecord whole = whole(data, null);
		return COMMON.stream().allMatch((member) -> whole.at(member).isPresent());
	}

	private static EventRecord whole(Event event, @Nullable EventRecord envelope) {
		return new EventRecord(new RecordOrigin(EventSource.CLOUDWATCH_LOGS, event, envelope), 0, 0, Payload.NONE);
	}

	// a short message is read again when asked for, since an event may hold millions of
	// them
	@Override
	public Payload payload(JsonScanner json) {
		Payload message = TextPayload.read(json);
		return (message instanceof TextPayload text && text.length() < SHORT) ? MESSAGE : message;
	}

	// a function may log the events that it gets
	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("id"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochMillis("timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> true, "extractedFields");
		attributes.putAll(record.known());
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new CloudWatchLogsWriter();
	}

}
