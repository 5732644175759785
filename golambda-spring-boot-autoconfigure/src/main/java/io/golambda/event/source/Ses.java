package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.golambda.event.json.JsonScanner;

/**
 * Amazon SES: received mail.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Examples
 * of events from Amazon SES to Lambda</a>
 */
public final class Ses implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:ses", "ses");

	private static final List<String> VERDICTS = List.of("spamVerdict", "virusVerdict", "spfVerdict", "dkimVerdict",
			"dmarcVerdict");

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
		return Optional.ofNullable(record.text("ses", "mail", "messageId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time("ses", "mail", "timestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "source", "ses", "mail", "source");
		record.putScalar(attributes, "subject", "ses", "mail", "commonHeaders", "subject");
		List<String> destination = record.texts("ses", "mail", "destination");
		if (!destination.isEmpty()) {
			attributes.put("destination", String.join(",", destination));
		}
		for (String verdict : VERDICTS) {
			record.putScalar(attributes, verdict, "ses", "receipt", verdict, "status");
		}
		return Collections.unmodifiableMap(attributes);
	}

	// the action of the receipt rule that stored the mail
	@Override
	public Optional<StoredObject> object(RecordJson record) {
		String bucket = record.text("ses", "receipt", "action", "bucketName");
		String key = record.text("ses", "receipt", "action", "objectKey");
		return (bucket != null && key != null) ? Optional.of(new StoredObject(bucket, key, null)) : Optional.empty();
	}

	@Override
	public EventWriter writer() {
		return new SesWriter();
	}

}
