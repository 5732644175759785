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
 * Amazon MQ with ActiveMQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda
 * with Amazon MQ</a>
 */
public final class ActiveMq implements SourceFormat {

	// the first name is in AWS's documentation, the second in its library
	private static final NamedLayout LAYOUT = NamedLayout.of("messages", "data")
		.withSourceNames("aws:mq", "aws:amq")
		.withIds("messageID")
		.withShared(Set.of("eventSourceArn"));

	static final String DESTINATION = "destination";

	static final Set<String> AWS_ATTRIBUTES = Set.of("messageType", "deliveryMode", "replyTo", "type", "expiration",
			"priority", "correlationId", "correlationID", "redelivered", "brokerInTime", "brokerOutTime",
			"eventSourceArn");

	@Override
	public RecordLayout layout() {
		return LAYOUT;
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(RecordJson record) {
		return Optional.ofNullable(record.text("messageID"));
	}

	@Override
	public Optional<Instant> timestamp(RecordJson record) {
		return record.epochMillis("timestamp");
	}

	@Override
	public Map<String, String> attributes(RecordJson record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> !AWS_ATTRIBUTES.contains(name) && !name.equals(DESTINATION),
				"properties");
		attributes.putAll(record.shared());
		record.putScalars(attributes, AWS_ATTRIBUTES);
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalName");
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalname");
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public List<String> awsClasses() {
		return List.of("ActiveMQEvent");
	}

	@Override
	public EventWriter writer() {
		return new ActiveMqWriter();
	}

}
