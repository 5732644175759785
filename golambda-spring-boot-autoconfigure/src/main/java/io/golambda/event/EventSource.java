package io.golambda.event;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.ActiveMq;
import io.golambda.event.source.CloudWatchLogs;
import io.golambda.event.source.CodeCommit;
import io.golambda.event.source.DocumentDb;
import io.golambda.event.source.DynamoDb;
import io.golambda.event.source.EventBridge;
import io.golambda.event.source.EventBridgeCustomBus;
import io.golambda.event.source.EventSignature;
import io.golambda.event.source.Firehose;
import io.golambda.event.source.Kafka;
import io.golambda.event.source.Kinesis;
import io.golambda.event.source.LambdaDestination;
import io.golambda.event.source.RabbitMq;
import io.golambda.event.source.S3;
import io.golambda.event.source.S3Batch;
import io.golambda.event.source.Ses;
import io.golambda.event.source.SignatureReader;
import io.golambda.event.source.Sns;
import io.golambda.event.source.SourceFormat;
import io.golambda.event.source.Sqs;

/**
 * The source of an event or of a record.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html">Lambda
 * and other AWS services</a>
 */
public enum EventSource {

	/**
	 * Amazon Simple Queue Service: messages, with their message attributes and the
	 * attributes that AWS sets. Only a queue whose ARN ends with {@code .fifo} is a FIFO
	 * queue; {@code MessageGroupId} in any other makes it a fair queue.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using
	 * Lambda with Amazon SQS</a>
	 */
	SQS(new Sqs(), "decapSqs"),

	/**
	 * Amazon Simple Notification Service: notifications, with their message attributes,
	 * {@code TopicArn} and {@code Subject}.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking
	 * Lambda functions with Amazon SNS notifications</a>
	 */
	SNS(new Sns(), "decapSns"),

	/**
	 * Amazon Simple Storage Service: notifications, each its own payload, without ids.
	 * The attributes have the decoded {@code key} of the object, {@code bucket} and
	 * {@code eventName}, and where S3 provides them {@code size}, {@code eTag},
	 * {@code versionId} and {@code sequencer}, and the tags that AWS gave the bucket,
	 * such as {@code awsGeneratedTags.aws:cloudformation:stack-name}. The test event of
	 * S3 has no records.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html">Process
	 * Amazon S3 event notifications with Lambda</a>
	 */
	S3(new S3(), "decapS3"),

	/**
	 * Amazon S3 Batch Operations: tasks of a job, each for one object. The payload is the
	 * decoded key, which may be JSON of the manifest. The attributes have {@code key},
	 * {@code bucket}, {@code versionId}, {@code job.id}, {@code invocationId},
	 * {@code invocationSchemaVersion}, and the user arguments of the job. The function
	 * returns an {@code S3TaskResponse}.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
	 * AWS Lambda function</a>
	 */
	S3_BATCH(new S3Batch(), "decapS3Batch"),

	/**
	 * Amazon DynamoDB: changes of items, from a stream of the table or from a Kinesis
	 * stream into which DynamoDB writes them. The payload is the item as plain JSON with
	 * every digit of its numbers: the new image, or without it the old image, or without
	 * both the keys. Sets are arrays, binary values base64. The parts {@code NewImage},
	 * {@code OldImage} and {@code Keys} return each of them. The attributes have
	 * {@code eventName} ({@code INSERT}, {@code MODIFY} or {@code REMOVE}) and
	 * {@code userIdentity.principalId} if an item expired. A change from a Kinesis stream
	 * has the Kinesis record as its envelope, the {@code eventID} as its id,
	 * {@code tableName} and {@code recordFormat}, and a time in the precision that
	 * DynamoDB wrote.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using
	 * Lambda with Amazon DynamoDB</a>
	 * @see <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
	 * Kinesis Data Streams to capture changes to DynamoDB</a>
	 */
	DYNAMODB(new DynamoDb(), "decapDynamoDb"),

	/**
	 * Amazon Kinesis Data Streams: records, identified by their sequence numbers. Records
	 * that the Kinesis Producer Library aggregated are split into user records, which
	 * have {@code partitionKey}, {@code explicitHashKey} and {@code subSequenceNumber} of
	 * their own, and the Kinesis record as their envelope. An aggregated record with a
	 * wrong checksum fails when it is read.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using
	 * Lambda to process records from Amazon Kinesis Data Streams</a>
	 */
	KINESIS(new Kinesis(), "decapKinesis"),

	/**
	 * Amazon EventBridge: one event, whose payload is the {@code detail}, or an array of
	 * such events from a Custom Event Bus that delivers the data alone. The attributes
	 * have {@code detail-type}, {@code source}, {@code account}, {@code region} and
	 * {@code resources}, separated by commas, {@code trace-header}, and
	 * {@code traceparent} and {@code tracestate} if the detail has them.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Events
	 * in Amazon EventBridge</a>
	 */
	EVENTBRIDGE(new EventBridge(), "decapEventBridge"),

	/**
	 * Custom Event Bus of Amazon EventBridge: events with their metadata, from a
	 * subscriber whose transformer is {@code WITH_METADATA}. The payload is the
	 * {@code Data}: JSON, also for Avro and Protobuf, which EventBridge decodes by the
	 * schema registry, or the bytes of {@code application/octet-stream}. An event that
	 * was published with {@code PutEvents} has an event of {@link #EVENTBRIDGE} as its
	 * payload. The attributes have all system metadata, such as {@code aws:DeliveryType}
	 * ({@code LIVE} or {@code REPLAY}), {@code aws:SequenceNumber}, {@code EventGroupId},
	 * {@code DeduplicationId}, {@code ContentType}, {@code aws:Source} and
	 * {@code aws:DetailType}, and the metadata of the sender, over which they take
	 * precedence. The id is {@code aws:EventId}. Without metadata an event is only its
	 * data: see {@link #EVENTBRIDGE}, and bind any other.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-addressing.html">Event
	 * structure: data, metadata, and system metadata</a>
	 */
	EVENTBRIDGE_CUSTOM_BUS(new EventBridgeCustomBus(), "decapEventBridgeCustomBus"),

	/**
	 * Change streams of Amazon DocumentDB. The payload is the full document, or without
	 * it the change event, in MongoDB's extended JSON. The members of the change event,
	 * such as {@code documentKey} and {@code updateDescription}, are parts. The
	 * attributes have {@code operationType}, {@code db} and {@code coll}.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using Lambda
	 * with Amazon DocumentDB</a>
	 */
	DOCUMENTDB(new DocumentDb(), "decapDocumentDb"),

	/**
	 * Amazon Simple Email Service: received mail. The payload is the {@code ses} object
	 * with {@code mail} and {@code receipt}; SES delivers the text of a mail to S3 and
	 * SNS only. The attributes have {@code source}, {@code destination} (separated by
	 * commas), {@code subject}, and the verdicts such as {@code spamVerdict}. The
	 * notification that SES publishes to a topic is such a record, too, with
	 * {@code bucketName} and {@code objectKey} if a rule saved the mail in S3, and the
	 * part {@code content} if the topic receives the mail itself.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Examples
	 * of events from Amazon SES to Lambda</a>
	 */
	SES(new Ses(), "decapSes"),

	/**
	 * AWS CodeCommit: triggers of a repository. The payload is the {@code codecommit}
	 * object with its {@code references}. The attributes have {@code eventName},
	 * {@code eventTriggerName}, {@code eventSourceARN} and {@code userIdentityARN}.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">Using
	 * Lambda with CodeCommit</a>
	 */
	CODECOMMIT(new CodeCommit(), "decapCodeCommit"),

	/**
	 * The result of another function, sent to its destination by Lambda. The payload is
	 * the {@code requestPayload}, the event of that function, and the part
	 * {@code responsePayload} its response or error. The attributes have
	 * {@code condition}, {@code functionArn}, {@code requestId},
	 * {@code approximateInvokeCount} and {@code functionError}. A failed batch of a
	 * stream has no payload but attributes with its position in the stream, such as
	 * {@code KinesisBatchInfo.shardId}.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
	 * records of Lambda asynchronous invocations</a>
	 */
	LAMBDA_DESTINATION(new LambdaDestination(), "decapLambdaDestination"),

	/**
	 * Amazon CloudWatch Logs: log events of a subscription. The attributes have
	 * {@code owner}, {@code logGroup}, {@code logStream}, {@code subscriptionFilters}
	 * (separated by commas), {@code policyLevel} if the subscription is for the whole
	 * account, and the fields that the filter extracted, which the part
	 * {@code extractedFields} has as one JSON object. A control message, by which
	 * CloudWatch Logs checks that the function is reachable, has no records.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html">Using
	 * Lambda with CloudWatch Logs</a>
	 */
	CLOUDWATCH_LOGS(new CloudWatchLogs(), "decapCloudWatchLogs"),

	/**
	 * Amazon Data Firehose, for data transformation. The attributes have the delivery
	 * stream and, for records from Kinesis or Kafka, their attributes there.
	 * @see <a href=
	 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Transform
	 * source data in Amazon Data Firehose</a>
	 */
	FIREHOSE(new Firehose(), "decapFirehose"),

	/**
	 * Apache Kafka, Amazon MSK and self-managed: records, partition by partition. The id
	 * is topic, partition and offset, separated by hyphens; the part {@code key} is the
	 * key. A tombstone has no payload. The attributes have {@code topic},
	 * {@code partition}, {@code offset} and {@code timestampType}, which take precedence
	 * over headers of the same names.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using
	 * Lambda with Amazon MSK</a>
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using
	 * Lambda with self-managed Apache Kafka</a>
	 */
	KAFKA(new Kafka(), "decapKafka"),

	/**
	 * Amazon MQ with ActiveMQ: messages. The attributes have the JMS headers and the name
	 * of the {@code destination}, which take precedence over properties of the same
	 * names.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using
	 * Lambda with Amazon MQ</a>
	 */
	ACTIVEMQ(new ActiveMq(), "decapActiveMq"),

	/**
	 * Amazon MQ with RabbitMQ: messages, queue by queue, with an id if the sender set
	 * one. The attributes have {@code queue}, {@code virtualHost} and the basic
	 * properties, which take precedence over headers of the same names.
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using
	 * Lambda with Amazon MQ</a>
	 */
	RABBITMQ(new RabbitMq(), "decapRabbitMq"),

	/**
	 * Anything else: an event that can be bound but has no records.
	 */
	UNKNOWN(null, "bind");

	private static final List<EventSource> KNOWN = known();

	private static final SignatureReader SIGNATURES = new SignatureReader(
			KNOWN.stream().map(EventSource::format).toList());

	private final @Nullable SourceFormat format;

	private final String decapMethod;

	EventSource(@Nullable SourceFormat format, String decapMethod) {
		this.format = format;
		this.decapMethod = decapMethod;
	}

	private static List<EventSource> known() {
		List<EventSource> known = new ArrayList<>(List.of(values()));
		known.remove(UNKNOWN);
		return List.copyOf(known);
	}

	/**
	 * Returns how a function acknowledges the records of a batch.
	 * @return the kind of acknowledgement, {@link Acknowledgement#NONE} if the source
	 * accepts no partial batch response
	 */
	public Acknowledgement acknowledgement() {
		return (this.format != null) ? Acknowledgement.valueOf(this.format.acknowledgement().name())
				: Acknowledgement.NONE;
	}

	/**
	 * Returns the method of {@link Event} that reads events of this source.
	 */
	String decapMethod() {
		return this.decapMethod;
	}

	SourceFormat format() {
		if (this.format == null) {
			throw new IllegalStateException("An event of an unknown source has no records.");
		}
		return this.format;
	}

	static EventSource of(EventSignature signature) {
		for (EventSource source : KNOWN) {
			if (source.format().recognizes(signature)) {
				return source;
			}
		}
		return UNKNOWN;
	}

	/**
	 * Returns the source whose events are read as a class of
	 * {@code aws-lambda-java-events}.
	 * @param name the name of the class within the package of the library, without nested
	 * classes
	 * @return the source, or {@link #UNKNOWN} if the class is not for a source with
	 * records
	 */
	static EventSource ofAwsClass(String name) {
		for (EventSource source : KNOWN) {
			if (source.format().awsClasses().contains(name)) {
				return source;
			}
		}
		return UNKNOWN;
	}

	static EventSignature signature(JsonScanner json) {
		return SIGNATURES.read(json);
	}

	static boolean mayBeEvent(JsonScanner json) {
		return SIGNATURES.mayBeEvent(json);
	}

}
