package io.golambda.tracing;

import java.util.Optional;

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

	SQS("aws_sqs", "eventSourceARN"),

	SNS("aws.sns", "TopicArn"),

	KINESIS("aws.kinesis", "eventSourceARN"),

	EVENTBRIDGE("aws.eventbridge", null),

	KAFKA("kafka", "topic"),

	ACTIVEMQ("activemq", "destination"),

	RABBITMQ("rabbitmq", "queue");

	private final String system;

	private final @Nullable String destination;

	MessagingSource(String system, @Nullable String destination) {
		this.system = system;
		this.destination = destination;
	}

	static @Nullable MessagingSource of(EventSource source) {
		return switch (source) {
			case SQS -> SQS;
			case SNS -> SNS;
			case KINESIS -> KINESIS;
			case EVENTBRIDGE -> EVENTBRIDGE;
			case KAFKA -> KAFKA;
			case ACTIVEMQ -> ACTIVEMQ;
			case RABBITMQ -> RABBITMQ;
			case S3, DYNAMODB, DOCUMENTDB, SES, CODECOMMIT, LAMBDA_DESTINATION, CLOUDWATCH_LOGS, FIREHOSE, UNKNOWN ->
				null;
		};
	}

	String system() {
		return this.system;
	}

	/**
	 * Returns the name of the queue, topic or stream of a record.
	 */
	Optional<String> destination(EventRecord record) {
		return Optional.ofNullable(this.destination).map(record.attributes()::get).map(MessagingSource::name);
	}

	// arn:aws:kinesis:us-east-1:123456789012:stream/orders
	private static String name(String destination) {
		return destination.startsWith("arn:")
				? destination.substring(Math.max(destination.lastIndexOf(':'), destination.lastIndexOf('/')) + 1)
				: destination;
	}

}
