package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon SES: received mail, in {@code Records}, as Lambda delivers it, and the bare
 * notification that SES publishes to a topic.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Examples
 * of events from Amazon SES to Lambda</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html">Contents
 * of notifications for Amazon SES email receiving</a>
 */
public final class Ses implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:ses", "ses");

	private static final String NOTIFICATION = "notificationType";

	// the place of a mail that a rule saved in S3
	private static final Set<String> ACTION_ATTRIBUTES = Set.of("bucketName", "objectKey", "topicArn");

	private static final List<String> VERDICTS = List.of("spamVerdict", "virusVerdict", "spfVerdict", "dkimVerdict",
			"dmarcVerdict");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public SignatureMembers signature() {
		return LAYOUT.signature().withTexts(NOTIFICATION).withDecisive("mail", "receipt");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return LAYOUT.recognizes(signature) || isNotification(signature);
	}

	// other notifications are on mail that was sent
	private static boolean isNotification(EventSignature signature) {
		return signature.text(NOTIFICATION).equals("Received") && signature.has("mail", JsonType.OBJECT)
				&& signature.has("receipt", JsonType.OBJECT);
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		if (!isNotification(event.signature())) {
			LAYOUT.read(event, this, sink);
			return;
		}
		String duplicate = event.signature().duplicate();
		if (duplicate != null) {
			throw SourceException.duplicateMember(duplicate);
		}
		JsonScanner json = event.scanner();
		Payload notification = JsonPayload.read(json);
		json.end();
		sink.addWhole(notification);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return JsonPayload.read(json);
	}

	/**
	 * Finds the mail itself, which only the notification of an SNS action has.
	 */
	@Override
	public Optional<Payload> part(RecordJson record, Payload payload, String name) {
		if (!name.equals("content")) {
			return Optional.empty();
		}
		boolean base64 = "BASE64".equalsIgnoreCase(record.text("receipt", "action", "encoding"));
		return Optional.of(record.payload(base64 ? Base64Payload::read : TextPayload::read, "content"))
			.filter(Payload::exists);
	}

	@Override
	public boolean carriesEvents() {
		return false;
	}

	// without these it is a sender's own message
	@Override
	public boolean isComplete(RecordJson record, Payload payload) {
		return payload.exists() && id(record).isPresent()
				&& (record.has("ses") || record.text("receipt", "action", "type") != null);
	}

	// in an event of Lambda mail and receipt are nested in its record
	private static @Nullable String text(RecordJson record, String... path) {
		String text = record.text(Stream.concat(Stream.of("ses"), Stream.of(path)).toArray(String[]::new));
		return (text != null) ? text : record.text(path);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(text(record, "mail", "messageId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.time("ses", "mail", "timestamp").or(() -> record.time("mail", "timestamp"));
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		putText(attributes, "source", record, "mail", "source");
		putText(attributes, "subject", record, "mail", "commonHeaders", "subject");
		List<String> destination = record.texts("ses", "mail", "destination");
		destination = destination.isEmpty() ? record.texts("mail", "destination") : destination;
		if (!destination.isEmpty()) {
			attributes.put("destination", String.join(",", destination));
		}
		for (String verdict : VERDICTS) {
			putText(attributes, verdict, record, "receipt", verdict, "status");
		}
		for (String member : ACTION_ATTRIBUTES) {
			putText(attributes, member, record, "receipt", "action", member);
		}
		return Collections.unmodifiableMap(attributes);
	}

	// the action of the receipt rule that stored the mail
	@Override
	public Optional<StoredObject> object(RecordJson record) {
		String bucket = text(record, "receipt", "action", "bucketName");
		String key = text(record, "receipt", "action", "objectKey");
		return (bucket != null && key != null) ? Optional.of(new StoredObject(bucket, key, null)) : Optional.empty();
	}

	private static void putText(Map<String, String> attributes, String name, RecordJson record, String... path) {
		String text = text(record, path);
		if (text != null) {
			attributes.put(name, text);
		}
	}

	@Override
	public EventWriter writer() {
		return new SesWriter();
	}

}
