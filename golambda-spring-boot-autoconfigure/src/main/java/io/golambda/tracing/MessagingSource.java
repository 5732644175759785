package io.golambda.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

/**
 * The messaging systems among the sources of events, by their names in OpenTelemetry's
 * conventions. Those that the conventions do not name have a name of the same form.
 *
 * @see <a href=
 * "https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Messaging
 * spans</a>
 */
enum MessagingSource {

	SQS("aws_sqs", "eventSourceARN", true),

	SNS("aws.sns", "TopicArn", true),

	KINESIS("aws.kinesis", "eventSourceARN", false),

	EVENTBRIDGE("aws.eventbridge", null, true),

	EVENTBRIDGE_CUSTOM_BUS("aws.eventbridge", null, true),

	KAFKA("kafka", "topic", true),

	ACTIVEMQ("activemq", "destination", true),

	RABBITMQ("rabbitmq", "queue", true);

	private final String system;

	private final @Nullable String destination;

	private final List<String> names;

	MessagingSource(String system, @Nullable String destination, boolean namesSenders) {
		this.system = system;
		this.destination = destination;
		List<String> all = new ArrayList<>();
		if (destination != null) {
			all.add(destination);
		}
		if (namesSenders) {
			all.addAll(RecordSenders.NAMES);
		}
		this.names = List.copyOf(all);
	}

	static @Nullable MessagingSource of(EventSource source) {
		return switch (source) {
			case SQS -> SQS;
			case SNS -> SNS;
			case KINESIS -> KINESIS;
			case EVENTBRIDGE -> EVENTBRIDGE;
			case EVENTBRIDGE_CUSTOM_BUS -> EVENTBRIDGE_CUSTOM_BUS;
			case KAFKA -> KAFKA;
			case ACTIVEMQ -> ACTIVEMQ;
			case RABBITMQ -> RABBITMQ;
			case S3, S3_BATCH, DYNAMODB, DOCUMENTDB, SES, CODECOMMIT, LAMBDA_DESTINATION, CLOUDWATCH_LOGS, FIREHOSE,
					UNKNOWN ->
				null;
		};
	}

	String system() {
		return this.system;
	}

	/**
	 * Returns the attributes of a record by which it names its senders and its queue,
	 * topic or stream.
	 */
	Map<String, String> attributes(EventRecord record) {
		return record.attributes(this.names);
	}

	/**
	 * Returns the name of the queue, topic or stream.
	 */
	@Nullable String destination(Map<String, String> attributes) {
		String value = (this.destination != null) ? attributes.get(this.destination) : null;
		return (value != null) ? name(value) : null;
	}

	// arn:aws:kinesis:us-east-1:123456789012:stream/orders
	private static String name(String destination) {
		return destination.startsWith("arn:")
				? destination.substring(Math.max(destination.lastIndexOf(':'), destination.lastIndexOf('/')) + 1)
				: destination;
	}

}
