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
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.SnsWriter;

/**
 * Amazon SNS: as Lambda delivers it, with {@code Records}, and as a topic writes it into
 * a queue, the bare notification.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking
 * Lambda functions with Amazon SNS notifications</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout Amazon
 * SNS notifications to Amazon SQS queues</a>
 */
final class Sns implements SourceFormat {

	private static final List<String> PAYLOAD = List.of("Sns", "Message");

	private static final Set<String> CONFIRMATIONS = Set.of("SubscriptionConfirmation", "UnsubscribeConfirmation");

	private static final Set<String> OWN_ATTRIBUTES = Set.of("TopicArn", "Subject", "SequenceNumber",
			"EventSubscriptionArn");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape) || isNotification(shape);
	}

	private static boolean isNotification(EventShape shape) {
		String type = shape.texts().getOrDefault("Type", "");
		return (type.equals("Notification") || CONFIRMATIONS.contains(type)) && shape.has("TopicArn", JsonType.STRING)
				&& shape.has("Message", JsonType.STRING);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = isNotification(event.shape())
				? new SingleRecord(EventSource.SNS, "Message").read(event, envelope) : records().read(event, envelope);
		return records.stream().anyMatch(Sns::isConfirmation)
				? records.stream().map((record) -> isConfirmation(record) ? confirmation(record) : record).toList()
				: records;
	}

	private static boolean isConfirmation(EventRecord record) {
		String type = text(record, "Type");
		return type != null && CONFIRMATIONS.contains(type);
	}

	// with all that SNS says, since its URLs and token are what a function needs
	private static EventRecord confirmation(EventRecord record) {
		String type = text(record, "Type");
		boolean subscribes = "SubscriptionConfirmation".equals(type);
		ByteSlice whole = record.at("Sns").orElseGet(() -> record.at().orElseThrow()).value();
		return record.withPayload(new UnboundPayload(whole,
				"is the " + type + " of the SNS topic " + Excerpt.of(String.valueOf(text(record, "TopicArn")))
						+ ", not a notification; "
						+ (subscribes ? "confirm the subscription by visiting its SubscribeURL"
								: "visit its SubscribeURL only if the topic is to go on sending")
						+ ", which text() and bind(JsonNode.class) give"));
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.SNS, "EventSource", "aws:sns", "MessageId", PAYLOAD);
	}

	// the members of a notification are one level down in a record of Lambda's
	private static @Nullable String text(EventRecord record, String member) {
		String text = record.text("Sns", member);
		return (text != null) ? text : record.text(member);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return ExtendedMessage.orText(TextPayload.read(json));
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(text(record, "MessageId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		Optional<Instant> published = record.time("Sns", "Timestamp");
		return published.isPresent() ? published : record.time("Timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putSenderAttributes(attributes, OWN_ATTRIBUTES, Set.of("Value"), "Sns", "MessageAttributes");
		record.putSenderAttributes(attributes, OWN_ATTRIBUTES, Set.of("Value"), "MessageAttributes");
		record.putScalars(attributes, OWN_ATTRIBUTES, "Sns");
		record.putScalars(attributes, OWN_ATTRIBUTES);
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new SnsWriter();
	}

}
