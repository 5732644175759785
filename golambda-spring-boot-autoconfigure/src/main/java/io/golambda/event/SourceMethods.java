package io.golambda.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.source.EventWriter;

/**
 * The methods of {@link Event} that are named after a source: {@code decapXxx} returns
 * the records of an event, {@code encapXxx} creates an event for tests.
 */
abstract sealed class SourceMethods permits Event {

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

	/**
	 * Creates an SQS event. If a message has a {@code MessageGroupId}, the queue is a
	 * FIFO queue, unless another one is given by {@code eventSourceARN}.
	 * @param messages the messages, at least one, each for one record:
	 * {@code CharSequence} and {@code byte[]} (UTF-8) are the payload itself, a
	 * {@link NewRecord} specifies more than the payload, any other object is written as
	 * JSON. Pass {@code toArray()} of a collection to create a record for each element.
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException if there is no message, or SQS cannot carry one of
	 * them
	 */
	public static Event encapSqs(@Nullable Object... messages) {
		return Event.of(EventSource.SQS, messages);
	}

	/**
	 * Creates an SNS event.
	 * @param messages the messages, as for {@link #encapSqs}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapSns(@Nullable Object... messages) {
		return Event.of(EventSource.SNS, messages);
	}

	/**
	 * Creates an event of an SQS queue that subscribes to an SNS topic.
	 * @param messages the messages, as for {@link #encapSqs}; a {@link NewRecord}
	 * specifies the SNS notification
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapSnsOverSqs(@Nullable Object... messages) {
		return Event.written(EventWriter.snsOverSqs(), messages);
	}

	/**
	 * Creates an event of a DynamoDB stream with inserted items. A {@link NewRecord} with
	 * the part {@code OldImage} is a modified item; with the {@code eventName} {@code
	 * REMOVE} its payload is the old image.
	 * @param items the items, at least one: {@code CharSequence} and {@code byte[]}
	 * (UTF-8) are JSON, a {@link NewRecord} specifies more than the item, any other
	 * object is written as JSON; each an object. The key is the part {@code Keys}, by
	 * default the first string or number.
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapDynamoDb(@Nullable Object... items) {
		return Event.of(EventSource.DYNAMODB, items);
	}

	/**
	 * Creates an S3 event for created objects.
	 * @param keys the keys of the objects, not encoded, at least one: text, or a
	 * {@link NewRecord} whose payload is the key
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapS3(@Nullable Object... keys) {
		return Event.of(EventSource.S3, keys);
	}

	/**
	 * Creates an event of S3 Batch Operations, of schema version 2.0 if a
	 * {@link NewRecord} has user arguments.
	 * @param keys the keys of the objects, not encoded, or the JSON of a manifest, as for
	 * {@link #encapSqs}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapS3Batch(@Nullable Object... keys) {
		return Event.of(EventSource.S3_BATCH, keys);
	}

	/**
	 * Creates a Kinesis event.
	 * @param messages the messages, as for {@link #encapSqs}, but {@code byte[]} of any
	 * content
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapKinesis(@Nullable Object... messages) {
		return Event.of(EventSource.KINESIS, messages);
	}

	/**
	 * Creates an event of a Kinesis stream into which DynamoDB writes the changes of a
	 * table.
	 * @param items the items, as for {@link #encapDynamoDb}; a {@link NewRecord}
	 * specifies the DynamoDB record, whose timestamp may have microseconds
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapDynamoDb}
	 */
	public static Event encapDynamoDbOverKinesis(@Nullable Object... items) {
		return Event.written(EventWriter.dynamoDbOverKinesis(), items);
	}

	/**
	 * Creates a Kinesis event with one record into which the Kinesis Producer Library
	 * aggregated the messages.
	 * @param messages the messages, as for {@link #encapKinesis}; a {@link NewRecord}
	 * specifies a {@code partitionKey} and {@code explicitHashKey} of its own, anything
	 * else for all messages
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapKinesisAggregated(@Nullable Object... messages) {
		return Event.written(EventWriter.kinesisAggregated(), messages);
	}

	/**
	 * Creates an EventBridge event with the source {@code com.example.app} and the detail
	 * type {@code Example}.
	 * @param detail the detail, as an item for {@link #encapDynamoDb}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapEventBridge(Object detail) {
		return Event.of(EventSource.EVENTBRIDGE, detail);
	}

	/**
	 * Creates an EventBridge event.
	 * @param source the {@code source}, such as {@code aws.ec2}
	 * @param detailType the {@code detail-type}
	 * @param detail the detail, as for {@link #encapEventBridge(Object)}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}, and if a
	 * {@link NewRecord} has another source or type
	 */
	public static Event encapEventBridge(String source, String detailType, Object detail) {
		return encapEventBridge(
				NewRecord.from(detail).withConsistent("source", source).withConsistent("detail-type", detailType));
	}

	/**
	 * Creates an array of events of a Custom Event Bus with their metadata, published
	 * with {@code PutRawEvents}, or with {@code PutEvents} if a message is an event of
	 * {@link #encapEventBridge(Object)}.
	 * @param messages the messages, as for {@link #encapSqs}, but text must be JSON and
	 * bytes are opaque
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapEventBridgeCustomBus(@Nullable Object... messages) {
		return Event.of(EventSource.EVENTBRIDGE_CUSTOM_BUS, messages);
	}

	/**
	 * Creates an event of a DocumentDB change stream with inserted documents. A
	 * {@link NewRecord} with the part {@code updateDescription} is an update; for other
	 * values of {@code operationType}, such as {@code delete}, the payload may be
	 * {@code null}.
	 * @param documents the documents, as items for {@link #encapDynamoDb}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapDocumentDb(@Nullable Object... documents) {
		return Event.of(EventSource.DOCUMENTDB, documents);
	}

	/**
	 * Creates an SES event.
	 * @param notifications the {@code ses} objects, as items for {@link #encapDynamoDb};
	 * they specify everything, so a {@link NewRecord} can have only a payload
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapSes(@Nullable Object... notifications) {
		return Event.of(EventSource.SES, notifications);
	}

	/**
	 * Creates a CodeCommit event.
	 * @param triggers the {@code codecommit} objects, as items for {@link #encapDynamoDb}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapCodeCommit(@Nullable Object... triggers) {
		return Event.of(EventSource.CODECOMMIT, triggers);
	}

	/**
	 * Creates an event for the on-failure destination of a function, or for its
	 * on-success destination if a {@link NewRecord} has the {@code condition}
	 * {@code Success}.
	 * @param requestPayload the event that the function was invoked with: {@code
	 * CharSequence} and {@code byte[]} (UTF-8) are JSON, a {@link NewRecord} specifies
	 * more, any other object is written as JSON
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapLambdaDestination(@Nullable Object requestPayload) {
		return Event.of(EventSource.LAMBDA_DESTINATION, requestPayload);
	}

	/**
	 * Creates a CloudWatch Logs event of one log stream.
	 * @param messages the messages, as for {@link #encapSqs}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapCloudWatchLogs(@Nullable Object... messages) {
		return Event.of(EventSource.CLOUDWATCH_LOGS, messages);
	}

	/**
	 * Creates a Firehose event for data transformation. The records are from Kinesis or
	 * Amazon MSK if a {@link NewRecord} has attributes of one.
	 * @param messages the messages, as for {@link #encapKinesis}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapFirehose(@Nullable Object... messages) {
		return Event.of(EventSource.FIREHOSE, messages);
	}

	/**
	 * Creates an Amazon MSK event with records of one partition, or of those that each
	 * {@link NewRecord} specifies. Offsets continue from the record before, unless
	 * specified.
	 * @param messages the messages, as for {@link #encapKinesis}; {@code null} for a
	 * tombstone
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapKafka(@Nullable Object... messages) {
		return Event.of(EventSource.KAFKA, messages);
	}

	/**
	 * Creates an ActiveMQ event.
	 * @param messages the messages, as for {@link #encapKinesis}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapActiveMq(@Nullable Object... messages) {
		return Event.of(EventSource.ACTIVEMQ, messages);
	}

	/**
	 * Creates a RabbitMQ event with messages of one queue, or of those that each
	 * {@link NewRecord} specifies.
	 * @param messages the messages, as for {@link #encapKinesis}
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException as for {@link #encapSqs}
	 */
	public static Event encapRabbitMq(@Nullable Object... messages) {
		return Event.of(EventSource.RABBITMQ, messages);
	}

}
