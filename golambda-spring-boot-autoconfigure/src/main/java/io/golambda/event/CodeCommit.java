package io.golambda.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.CodeCommitWriter;
import io.golambda.event.source.EventWriter;

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
	public EventWriter writer() {
		return new CodeCommitWriter();
	}

}
