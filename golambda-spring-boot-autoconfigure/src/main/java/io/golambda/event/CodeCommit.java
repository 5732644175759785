package io.golambda.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * AWS CodeCommit: triggers of a repository.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">Using Lambda
 * with CodeCommit</a>
 */
final class CodeCommit implements SourceFormat {

	// ISO 8601, but for the colon in the offset
	private static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSxx";

	private static final Set<String> OF_AWS = Set.of("eventName", "eventTriggerName", "eventTriggerConfigId",
			"eventPartNumber", "eventTotalParts", "eventSourceARN", "userIdentityARN", "awsRegion", "customData");

	private static final List<String> PAYLOAD = List.of("codecommit");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.CODECOMMIT, "eventSource", "aws:codecommit", "", PAYLOAD);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return JsonPayload.read(json);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("eventId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		String time = record.text("eventTime");
		try {
			return (time != null) ? Optional.of(DateTimeFormatter.ofPattern(TIME).parse(time, Instant::from))
					: Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : OF_AWS) {
			record.putScalar(attributes, member, member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Takes takes() {
		return Takes.nothing(EventSource.CODECOMMIT).andId().andTimeTo(ChronoUnit.MILLIS).andAttributes(OF_AWS);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		return RecordsArray.write(messages, CodeCommit::write);
	}

	private static void write(JsonGenerator json, Message message) {
		json.writeStartObject();
		message.write(json, "awsRegion", Made.REGION);
		json.writeName("codecommit");
		json.writeRawValue(message.json(JsonType.OBJECT));
		message.writeGiven(json, "customData");
		json.writeStringProperty("eventId", message.id(Made.id()));
		message.write(json, "eventName", "ReferenceChanges");
		message.writeSmallNumber(json, "eventPartNumber", 1);
		json.writeStringProperty("eventSource", "aws:codecommit");
		message.write(json, "eventSourceARN", Made.arn("codecommit", "repository"));
		json.writeStringProperty("eventTime",
				DateTimeFormatter.ofPattern(TIME).format(message.timestamp().atOffset(ZoneOffset.UTC)));
		message.writeSmallNumber(json, "eventTotalParts", 1);
		message.write(json, "eventTriggerConfigId", Made.id());
		message.write(json, "eventTriggerName", "trigger");
		json.writeStringProperty("eventVersion", "1.0");
		message.write(json, "userIdentityARN", "arn:aws:iam::" + Made.ACCOUNT + ":user/user");
		json.writeEndObject();
	}

}
