package io.golambda.event;

import java.util.List;

/**
 * The methods of {@link Event} that return the records of an event from a source.
 */
abstract sealed class SourceMethods extends EncapMethods permits Event {

	/**
	 * Returns the records of this event, which must be from the given source:
	 * {@code event.records(EventSource.SQS)} is the same as {@code event.decapSqs()}.
	 * Their payloads are not unwrapped.
	 * @param source the source
	 * @return the records in the order of the event; none only for events that AWS sends
	 * without records, such as the test event of S3
	 * @throws EventException if the event is not JSON, or not from that source
	 * @throws IllegalArgumentException if the source is {@link EventSource#UNKNOWN}
	 */
	public abstract List<EventRecord> records(EventSource source);

	/**
	 * Returns the messages of an {@linkplain EventSource#SQS SQS} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SQS
	 */
	public List<EventRecord> decapSqs() {
		return records(EventSource.SQS);
	}

	/**
	 * Returns the notifications of an {@linkplain EventSource#SNS SNS} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SNS
	 */
	public List<EventRecord> decapSns() {
		return records(EventSource.SNS);
	}

	/**
	 * Returns the SNS notifications in the messages of an SQS event, from a queue that
	 * subscribes to a topic without raw message delivery. With it a message is the
	 * payload of the notification: use {@link #decapSqs()}.
	 * @return the SNS records in the order of the event, each with its SQS record as
	 * envelope
	 * @throws EventException if the event is not from SQS, or a message is not a
	 * notification
	 */
	public abstract List<EventRecord> decapSnsOverSqs();

	/**
	 * Returns the notifications of an {@linkplain EventSource#S3 S3} event.
	 * @return the records in the order of the event, none for the test event of S3
	 * @throws EventException if the event is not from S3
	 */
	public List<EventRecord> decapS3() {
		return records(EventSource.S3);
	}

	/**
	 * Returns the tasks of an event of {@linkplain EventSource#S3_BATCH S3 Batch
	 * Operations}.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from S3 Batch Operations
	 */
	public List<EventRecord> decapS3Batch() {
		return records(EventSource.S3_BATCH);
	}

	/**
	 * Returns the changes in an event of a {@linkplain EventSource#DYNAMODB DynamoDB}
	 * stream.
	 * @return the records in the order of the event, none only at the end of a tumbling
	 * window
	 * @throws EventException if the event is not from DynamoDB
	 */
	public List<EventRecord> decapDynamoDb() {
		return records(EventSource.DYNAMODB);
	}

	/**
	 * Returns the changes that DynamoDB wrote into a Kinesis stream, without a stream of
	 * its own.
	 * @return the DynamoDB records in the order of the event, each with its Kinesis
	 * record as envelope
	 * @throws EventException if the event is not from Kinesis, or a record is not a
	 * change of DynamoDB
	 * @see <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
	 * Kinesis Data Streams to capture changes to DynamoDB</a>
	 */
	public abstract List<EventRecord> decapDynamoDbOverKinesis();

	/**
	 * Returns the records of a {@linkplain EventSource#KINESIS Kinesis} event, aggregated
	 * ones split into their user records.
	 * @return the records in the order of the event, none only at the end of a tumbling
	 * window
	 * @throws EventException if the event is not from Kinesis
	 */
	public List<EventRecord> decapKinesis() {
		return records(EventSource.KINESIS);
	}

	/**
	 * Returns the event of {@linkplain EventSource#EVENTBRIDGE EventBridge} as a record.
	 * @return the records in the order of the event, exactly one unless a Custom Event
	 * Bus delivered an array
	 * @throws EventException if the event is not from EventBridge
	 */
	public List<EventRecord> decapEventBridge() {
		return records(EventSource.EVENTBRIDGE);
	}

	/**
	 * Returns the events of a {@linkplain EventSource#EVENTBRIDGE_CUSTOM_BUS Custom Event
	 * Bus} of EventBridge, whose subscriber delivers them with their metadata.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from a Custom Event Bus, or without
	 * metadata
	 */
	public List<EventRecord> decapEventBridgeCustomBus() {
		return records(EventSource.EVENTBRIDGE_CUSTOM_BUS);
	}

	/**
	 * Returns the changes in an event of a {@linkplain EventSource#DOCUMENTDB DocumentDB}
	 * change stream.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from DocumentDB
	 */
	public List<EventRecord> decapDocumentDb() {
		return records(EventSource.DOCUMENTDB);
	}

	/**
	 * Returns the notifications of an {@linkplain EventSource#SES SES} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SES
	 */
	public List<EventRecord> decapSes() {
		return records(EventSource.SES);
	}

	/**
	 * Returns the triggers of a {@linkplain EventSource#CODECOMMIT CodeCommit} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from CodeCommit
	 */
	public List<EventRecord> decapCodeCommit() {
		return records(EventSource.CODECOMMIT);
	}

	/**
	 * Returns the record that Lambda sent to a {@linkplain EventSource#LAMBDA_DESTINATION
	 * destination}.
	 * @return the records in the order of the event, exactly one
	 * @throws EventException if the event is not from Lambda, or not for a destination
	 */
	public List<EventRecord> decapLambdaDestination() {
		return records(EventSource.LAMBDA_DESTINATION);
	}

	/**
	 * Returns the log events of a {@linkplain EventSource#CLOUDWATCH_LOGS CloudWatch
	 * Logs} subscription.
	 * @return the records in the order of the event, none for a control message
	 * @throws EventException if the event is not from CloudWatch Logs, or its data is
	 * damaged or exceeds the limit of {@link Event#withInflatedLimit(int)}
	 */
	public List<EventRecord> decapCloudWatchLogs() {
		return records(EventSource.CLOUDWATCH_LOGS);
	}

	/**
	 * Returns the records of a {@linkplain EventSource#FIREHOSE Firehose} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from Firehose
	 */
	public List<EventRecord> decapFirehose() {
		return records(EventSource.FIREHOSE);
	}

	/**
	 * Returns the records of a {@linkplain EventSource#KAFKA Kafka} event, partition by
	 * partition.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from Kafka
	 */
	public List<EventRecord> decapKafka() {
		return records(EventSource.KAFKA);
	}

	/**
	 * Returns the messages of an {@linkplain EventSource#ACTIVEMQ ActiveMQ} event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from ActiveMQ
	 */
	public List<EventRecord> decapActiveMq() {
		return records(EventSource.ACTIVEMQ);
	}

	/**
	 * Returns the messages of a {@linkplain EventSource#RABBITMQ RabbitMQ} event, queue
	 * by queue.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from RabbitMQ
	 */
	public List<EventRecord> decapRabbitMq() {
		return records(EventSource.RABBITMQ);
	}

}
