package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;

/**
 * Amazon SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda
 * with Amazon SQS</a>
 */
final class Sqs implements SourceFormat {

	private static final List<String> PAYLOAD = List.of("body");

	private static final Set<String> OF_RECORD = Set.of("eventSourceARN", "awsRegion");

	private static final Set<String> OF_AWS = Set.of("ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp",
			"SentTimestamp", "SenderId", "SequenceNumber", "MessageGroupId", "MessageDeduplicationId", "AWSTraceHeader",
			"DeadLetterQueueSourceArn", "eventSourceARN", "awsRegion");

	@Override
	public boolean recognises(EventShape shape) {
		return records().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		return records().read(event, envelope);
	}

	private static RecordsArray records() {
		return new RecordsArray(EventSource.SQS, "eventSource", "aws:sqs", "messageId", PAYLOAD);
	}

	@Override
	public Payload payload(JsonScanner json) {
		return ExtendedMessage.orText(TextPayload.read(json));
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("messageId"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochMillis("attributes", "SentTimestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putSenderAttributes(attributes, OF_AWS, Set.of("stringValue", "binaryValue"), "messageAttributes");
		record.forEachText(attributes::put, "attributes");
		record.putScalars(attributes, OF_RECORD);
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Takes takes() {
		return Takes.nothing(EventSource.SQS)
			.andId()
			.andTimeTo(ChronoUnit.MILLIS)
			.andAttributes(OF_AWS)
			.andAnyOfTheSender(Takes.Senders.TEXT_OR_BINARY);
	}

	@Override
	public byte[] encap(List<Message> messages) {
		String queue = queue(messages);
		Iterator<String> sequenceNumbers = Made.sequenceNumbersOfQueue();
		return RecordsArray.write(messages, (json, message) -> write(json, message, queue, sequenceNumbers));
	}

	// an event is from one queue, so what one message says of it holds for those that do
	// not
	private static String queue(List<Message> messages) {
		boolean grouped = messages.stream().anyMatch((message) -> message.attribute("MessageGroupId") != null);
		return messages.stream()
			.flatMap((message) -> Stream.ofNullable(message.attribute("eventSourceARN")))
			.findFirst()
			.orElseGet(() -> Made.arn("sqs", grouped ? "queue.fifo" : "queue"));
	}

	private static void write(JsonGenerator json, Message message, String queue, Iterator<String> sequenceNumbers) {
		String body = message.text();
		String arn = message.attribute("eventSourceARN", queue);
		json.writeStartObject();
		json.writeStringProperty("messageId", message.id(Made.id()));
		json.writeStringProperty("receiptHandle", "AQEB" + Made.id());
		json.writeStringProperty("body", body);
		json.writeObjectPropertyStart("attributes");
		writeAttributes(json, message, arn.endsWith(".fifo") ? sequenceNumbers : null);
		json.writeEndObject();
		json.writeObjectPropertyStart("messageAttributes");
		message.attributesExcept(OF_AWS).forEach((name, value) -> writeAttribute(json, name, value));
		json.writeEndObject();
		json.writeStringProperty("md5OfBody", Made.md5(body.getBytes(StandardCharsets.UTF_8)));
		json.writeStringProperty("eventSource", "aws:sqs");
		json.writeStringProperty("eventSourceARN", arn);
		message.write(json, "awsRegion", Made.REGION);
		json.writeEndObject();
	}

	// numbers are text here
	private static void writeAttributes(JsonGenerator json, Message message,
			@Nullable Iterator<String> sequenceNumbers) {
		long sent = message.epochMillis("SentTimestamp");
		json.writeStringProperty("ApproximateReceiveCount",
				String.valueOf(message.number("ApproximateReceiveCount", 1)));
		json.writeStringProperty("SentTimestamp", String.valueOf(sent));
		message.write(json, "SenderId", "AIDAIENQZJOLO23YVJ4VO");
		json.writeStringProperty("ApproximateFirstReceiveTimestamp",
				String.valueOf(message.number("ApproximateFirstReceiveTimestamp", sent)));
		if (sequenceNumbers != null) {
			message.write(json, "SequenceNumber", sequenceNumbers.next());
			message.write(json, "MessageGroupId", Made.id());
			message.write(json, "MessageDeduplicationId", Made.id());
			message.writeGiven(json, "AWSTraceHeader", "DeadLetterQueueSourceArn");
		}
		else {
			message.writeGiven(json, "SequenceNumber", "MessageGroupId", "MessageDeduplicationId", "AWSTraceHeader",
					"DeadLetterQueueSourceArn");
		}
	}

	private static void writeAttribute(JsonGenerator json, String name, NewRecord.Value value) {
		json.writeObjectPropertyStart(name);
		json.writeStringProperty(value.isBinary() ? "binaryValue" : "stringValue", value.text());
		json.writeArrayPropertyStart("stringListValues");
		json.writeEndArray();
		json.writeArrayPropertyStart("binaryListValues");
		json.writeEndArray();
		json.writeStringProperty("dataType", value.dataType());
		json.writeEndObject();
	}

}
