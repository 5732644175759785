package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.SqsWriter;

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
	public EventWriter writer() {
		return new SqsWriter();
	}

}
