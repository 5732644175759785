package io.golambda.event;

import org.jspecify.annotations.Nullable;

import io.golambda.event.source.EventWriter;

/**
 * The methods of {@link Event} that create an event of a source for tests.
 */
abstract sealed class EncapMethods permits SourceMethods {

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
