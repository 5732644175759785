package io.golambda.event;

/**
 * Where an event or a record comes from.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html">Lambda
 * and other AWS services</a>
 */
public enum EventSource {

	// To add a source: one file that implements SourceFormat, two lines here, and its
	// decap and encap in Event.

	/**
	 * Amazon Simple Queue Service.
	 */
	SQS("decapSqs"),

	/**
	 * Amazon Simple Notification Service.
	 */
	SNS("decapSns"),

	/**
	 * Amazon Simple Storage Service.
	 */
	S3("decapS3"),

	/**
	 * Amazon DynamoDB Streams.
	 */
	DYNAMODB("decapDynamoDb"),

	/**
	 * Amazon Kinesis Data Streams.
	 */
	KINESIS("decapKinesis"),

	/**
	 * Amazon EventBridge.
	 */
	EVENTBRIDGE("decapEventBridge"),

	/**
	 * Change streams of Amazon DocumentDB.
	 */
	DOCUMENTDB("decapDocumentDb"),

	/**
	 * Amazon Simple Email Service: received mail.
	 */
	SES("decapSes"),

	/**
	 * AWS CodeCommit.
	 */
	CODECOMMIT("decapCodeCommit"),

	/**
	 * The result of another function, which Lambda sent to that function's destination.
	 */
	LAMBDA_DESTINATION("decapLambdaDestination"),

	/**
	 * Amazon CloudWatch Logs.
	 */
	CLOUDWATCH_LOGS("decapCloudWatchLogs"),

	/**
	 * Amazon Data Firehose, which has its records transformed.
	 */
	FIREHOSE("decapFirehose"),

	/**
	 * Apache Kafka: Amazon MSK and self-managed.
	 */
	KAFKA("decapKafka"),

	/**
	 * Amazon MQ with ActiveMQ.
	 */
	ACTIVEMQ("decapActiveMq"),

	/**
	 * Amazon MQ with RabbitMQ.
	 */
	RABBITMQ("decapRabbitMq"),

	/**
	 * Anything else: an event that can be bound, but not taken apart into records.
	 */
	UNKNOWN("bind");

	private final String decapMethod;

	EventSource(String decapMethod) {
		this.decapMethod = decapMethod;
	}

	String decapMethod() {
		return this.decapMethod;
	}

	// made when asked for, so that a function loads the classes of its own sources only
	SourceFormat format() {
		return switch (this) {
			case SQS -> new Sqs();
			case SNS -> new Sns();
			case S3 -> new S3();
			case DYNAMODB -> new DynamoDb();
			case KINESIS -> new Kinesis();
			case EVENTBRIDGE -> new EventBridge();
			case DOCUMENTDB -> new DocumentDb();
			case SES -> new Ses();
			case CODECOMMIT -> new CodeCommit();
			case LAMBDA_DESTINATION -> new LambdaDestination();
			case CLOUDWATCH_LOGS -> new CloudWatchLogs();
			case FIREHOSE -> new Firehose();
			case KAFKA -> new Kafka();
			case ACTIVEMQ -> new ActiveMq();
			case RABBITMQ -> new RabbitMq();
			case UNKNOWN -> throw new IllegalStateException("An event of an unknown source has no records.");
		};
	}

	static EventSource of(EventShape shape) {
		if (shape.isPlain()) {
			return UNKNOWN;
		}
		for (EventSource source : values()) {
			if (source != UNKNOWN && source.format().recognises(shape)) {
				return source;
			}
		}
		return UNKNOWN;
	}

}
