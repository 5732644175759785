package io.golambda.event.source;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

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
	public Map<String, String> attributes(RecordJson record, List<String> names) {
		Map<String, String> attributes = new HashMap<>();
		record.putSome(attributes, names, (json) -> {
			if (json.type() != JsonType.OBJECT) {
				return false;
			}
			if (json.isNamed("attributes")) {
				json.enterObject();
				while (json.nextMember()) {
					RecordJson.putIfNamed(json, attributes, names);
				}
			}
			else if (json.isNamed("messageAttributes")) {
				putMessageAttributes(json, attributes, names);
			}
			else {
				return false;
			}
			return true;
		});
		return attributes;
	}

	private static void putMessageAttributes(JsonScanner json, Map<String, String> attributes, List<String> names) {
		json.enterObject();
		while (json.nextMember()) {
			String name = RecordJson.nameOf(json, names);
			if (name == null || AWS_ATTRIBUTES.contains(name) || json.type() != JsonType.OBJECT) {
				json.skip();
				continue;
			}
			json.enterObject();
			while (json.nextMember()) {
				String value = json.isNamed("stringValue") ? RecordJson.scalar(json) : skip(json);
				if (value != null) {
					attributes.putIfAbsent(name, value);
				}
			}
		}
	}

	private static @Nullable String skip(JsonScanner json) {
		json.skip();
		return null;
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
