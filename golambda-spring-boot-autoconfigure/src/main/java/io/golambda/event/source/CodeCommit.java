package io.golambda.event.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;

/**
 * AWS CodeCommit: triggers of a repository.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">Using Lambda
 * with CodeCommit</a>
 */
public final class CodeCommit implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:codecommit", "codecommit");

	// ISO 8601 except for the offset, which has no colon
	static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSxx";

	static final Set<String> AWS_ATTRIBUTES = Set.of("eventName", "eventTriggerName", "eventTriggerConfigId",
			"eventPartNumber", "eventTotalParts", "eventSourceARN", "userIdentityARN", "awsRegion", "customData");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
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
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("eventId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
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
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		for (String member : AWS_ATTRIBUTES) {
			record.putScalar(attributes, member, member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public List<String> awsClasses() {
		return List.of("CodeCommitEvent");
	}

	@Override
	public EventWriter writer() {
		return new CodeCommitWriter();
	}

}
