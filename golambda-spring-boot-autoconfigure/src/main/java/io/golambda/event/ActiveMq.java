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
import io.golambda.event.source.ActiveMqWriter;
import io.golambda.event.source.EventWriter;

/**
 * Amazon MQ with ActiveMQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda
 * with Amazon MQ</a>
 */
final class ActiveMq implements SourceFormat {

	private static final String DESTINATION = "destination";

	private static final Set<String> OF_MESSAGE = Set.of("messageType", "deliveryMode", "replyTo", "type", "expiration",
			"priority", "correlationId", "correlationID", "redelivered", "brokerInTime", "brokerOutTime",
			"eventSourceArn");

	@Override
	public boolean recognises(EventShape shape) {
		return messages().isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		if (!recognises(event.shape())) {
			throw EventException.notFrom(EventSource.ACTIVEMQ, event);
		}
		return messages().read(event, envelope);
	}

	// the documentation has the one name, AWS's library the other
	private static NamedRecords messages() {
		return new NamedRecords(EventSource.ACTIVEMQ, Set.of("aws:mq", "aws:amq"), "messages", List.of("messageID"),
				Set.of("data"), Set.of("eventSourceArn"));
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(EventRecord record) {
		return Optional.ofNullable(record.text("messageID"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochMillis("timestamp");
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, (name) -> !OF_MESSAGE.contains(name) && !name.equals(DESTINATION), "properties");
		attributes.putAll(record.known());
		record.putScalars(attributes, OF_MESSAGE);
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalName");
		record.putScalar(attributes, DESTINATION, DESTINATION, "physicalname");
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new ActiveMqWriter();
	}

}
