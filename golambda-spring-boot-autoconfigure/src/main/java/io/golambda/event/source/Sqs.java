package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.JsonScanner;

/**
 * Amazon SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda
 * with Amazon SQS</a>
 */
public final class Sqs implements SourceFormat {

	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:sqs", "body").withId("messageId");

	private static final Set<String> RECORD_ATTRIBUTES = Set.of("eventSourceARN", "awsRegion");

	static final Set<String> AWS_ATTRIBUTES = Set.of("ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp",
			"SentTimestamp", "SenderId", "SequenceNumber", "MessageGroupId", "MessageDeduplicationId", "AWSTraceHeader",
			"DeadLetterQueueSourceArn", "eventSourceARN", "awsRegion");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public Payload payload(JsonScanner json) {
		return ExtendedMessage.orText(TextPayload.read(json));
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("messageId"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochMillis("attributes", "SentTimestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putSenderAttributes(attributes, AWS_ATTRIBUTES, Set.of("stringValue", "binaryValue"),
				"messageAttributes");
		record.forEachText(attributes::put, "attributes");
		record.putScalars(attributes, RECORD_ATTRIBUTES);
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public Acknowledgement acknowledgement() {
		return Acknowledgement.BY_RECORD;
	}

	@Override
	public List<String> awsClasses() {
		return List.of("SQSEvent");
	}

	@Override
	public EventWriter writer() {
		return new SqsWriter();
	}

}
