package io.golambda.event;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

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
	public Takes takes() {
		return takesInQueue().andAttributes("EventSubscriptionArn");
	}

	/**
	 * What a notification in a queue may say of itself.
	 */
	static Takes takesInQueue() {
		return Takes.nothing(EventSource.SNS)
			.andId()
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes("TopicArn", "Subject", "SequenceNumber")
			.andAnyOfTheSender(Takes.Senders.TEXT_OR_BINARY);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		return RecordsArray.write(messages, Sns::writeRecord);
	}

	private static void writeRecord(JsonGenerator json, Message message) {
		json.writeStartObject();
		json.writeStringProperty("EventSource", "aws:sns");
		json.writeStringProperty("EventVersion", "1.0");
		message.write(json, "EventSubscriptionArn", topic(message) + ":" + Made.id());
		json.writeName("Sns");
		writeNotification(json, message, "Url");
		json.writeEndObject();
	}

	/**
	 * The body of an SQS message by which a topic passes this message on.
	 */
	static String notification(Message message) {
		StringWriter body = new StringWriter();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(body)) {
			writeNotification(json, message, "URL");
		}
		return body.toString();
	}

	private static String topic(Message message) {
		return message.attribute("TopicArn", Made.arn("sns", "topic"));
	}

	// SNS spells the links otherwise for Lambda than for a queue
	private static void writeNotification(JsonGenerator json, Message message, String url) {
		json.writeStartObject();
		json.writeStringProperty("Type", "Notification");
		json.writeStringProperty("MessageId", message.id(Made.id()));
		json.writeStringProperty("TopicArn", topic(message));
		message.writeGiven(json, "Subject", "SequenceNumber");
		json.writeStringProperty("Message", message.text());
		json.writeStringProperty("Timestamp", message.timestamp().toString());
		json.writeStringProperty("SignatureVersion", "1");
		json.writeStringProperty("Signature", "EXAMPLE");
		json.writeStringProperty("SigningCert" + url,
				"https://sns." + Made.REGION + ".amazonaws.com/SimpleNotificationService-example.pem");
		json.writeStringProperty("Unsubscribe" + url,
				"https://sns." + Made.REGION + ".amazonaws.com/?Action=Unsubscribe");
		json.writeObjectPropertyStart("MessageAttributes");
		message.attributesExcept(OWN_ATTRIBUTES).forEach((name, value) -> {
			json.writeObjectPropertyStart(name);
			json.writeStringProperty("Type", value.dataType());
			json.writeStringProperty("Value", value.text());
			json.writeEndObject();
		});
		json.writeEndObject();
		json.writeEndObject();
	}

}
