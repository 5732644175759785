package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.SesWriter;

/**
 * Amazon SES: received mail.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Examples
 * of events from Amazon SES to Lambda</a>
 */
final class Ses implements SourceFormat {

	private static final List<String> PAYLOAD = List.of("ses");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.SES, "eventSource", "aws:ses", "", PAYLOAD);
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
		return Optional.ofNullable(record.text("ses", "mail", "messageId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.time("ses", "mail", "timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalar(attributes, "source", "ses", "mail", "source");
		record.putScalar(attributes, "subject", "ses", "mail", "commonHeaders", "subject");
		List<String> destination = record.texts("ses", "mail", "destination");
		if (!destination.isEmpty()) {
			attributes.put("destination", String.join(",", destination));
		}
		for (String verdict : List.of("spamVerdict", "virusVerdict", "spfVerdict", "dkimVerdict", "dmarcVerdict")) {
			record.putScalar(attributes, verdict, "ses", "receipt", verdict, "status");
		}
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new SesWriter();
	}

}
