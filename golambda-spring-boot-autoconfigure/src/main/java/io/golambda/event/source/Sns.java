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
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Amazon SNS: notifications in {@code Records}, as Lambda delivers them, and the bare
 * notification that a topic writes into a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking
 * Lambda functions with Amazon SNS notifications</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout Amazon
 * SNS notifications to Amazon SQS queues</a>
 */
public final class Sns implements SourceFormat {

	private static final ArrayLayout RECORDS = ArrayLayout.of("EventSource", "aws:sns", "Sns", "Message")
		.withId("MessageId");

	private static final SingleLayout NOTIFICATION = new SingleLayout("Message");

	private static final String SUBSCRIPTION = "SubscriptionConfirmation";

	private static final Set<String> CONFIRMATIONS = Set.of(SUBSCRIPTION, "UnsubscribeConfirmation");

	static final Set<String> AWS_ATTRIBUTES = Set.of("TopicArn", "Subject", "SequenceNumber", "EventSubscriptionArn");

	@Override
	public RecordLayout layout() {
		return RECORDS;
	}

	@Override
	public SignatureMembers signature() {
		return RECORDS.signature().withTexts("Type").withDecisive("TopicArn", "Message", "MessageId");
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return RECORDS.recognizes(signature) || isNotification(signature);
	}

	private static boolean isNotification(EventSignature signature) {
		String type = signature.text("Type");
		return (type.equals("Notification") || CONFIRMATIONS.contains(type))
				&& signature.has("TopicArn", JsonType.STRING) && signature.has("Message", JsonType.STRING);
	}

	@Override
	public void read(IncomingEvent event, RecordSink sink) {
		RecordLayout layout = isNotification(event.signature()) ? NOTIFICATION : RECORDS;
		layout.read(event, this, new RecordSink() {

			@Override
			public void add(int start, Payload payload, Map<String, String> shared) {
				sink.add(start, payloadOf(event.record(start), payload), shared);
			}

			@Override
			public void addWhole(Payload payload) {
				sink.addWhole(payloadOf(event.whole(), payload));
			}

		});
	}

	private static Payload payloadOf(RecordJson record, Payload payload) {
		String type = text(record, "Type");
		return (type != null && CONFIRMATIONS.contains(type)) ? confirmation(record, type) : payload;
	}

	// the whole JSON, since a function needs its URLs and its token
	private static Payload confirmation(RecordJson record, String type) {
		ByteSlice json = record.at("Sns").map(JsonScanner::value).orElseGet(record::value);
		return new UnboundPayload(json,
				"is the " + type + " of the SNS topic " + Excerpt.of(String.valueOf(text(record, "TopicArn")))
						+ ", not a notification; "
						+ (type.equals(SUBSCRIPTION) ? "confirm the subscription by visiting its SubscribeURL"
								: "visit its SubscribeURL only if the topic is to go on sending")
						+ ", which text() and bind(JsonNode.class) give");
	}

	// in an event of Lambda the members of a notification are nested in its record
	private static @Nullable String text(RecordJson record, String member) {
		String text = record.text("Sns", member);
		return (text != null) ? text : record.text(member);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return ExtendedMessage.orText(TextPayload.read(json));
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(text(record, "MessageId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		Optional<Instant> published = record.time("Sns", "Timestamp");
		return published.isPresent() ? published : record.time("Timestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putSenderAttributes(attributes, AWS_ATTRIBUTES, Set.of("Value"), "Sns", "MessageAttributes");
		record.putSenderAttributes(attributes, AWS_ATTRIBUTES, Set.of("Value"), "MessageAttributes");
		record.putScalars(attributes, AWS_ATTRIBUTES, "Sns");
		record.putScalars(attributes, AWS_ATTRIBUTES);
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public List<String> awsClasses() {
		return List.of("SNSEvent");
	}

	@Override
	public EventWriter writer() {
		return new SnsWriter();
	}

}
