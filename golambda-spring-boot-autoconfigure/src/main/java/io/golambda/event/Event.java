package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;
import io.golambda.event.source.EventWriter;

/**
 * What Lambda delivers to a function: the exact bytes, with the {@link Context} of the
 * invocation. <pre>
 * &#64;Bean
 * Function&lt;Event, String&gt; colors() {
 * 	return event -&gt; event.decapSqs().stream()
 * 		.map(record -&gt; record.bind(Color.class).message())
 * 		.collect(Collectors.joining(":"));
 * }
 * </pre>
 * <p>
 * {@code decapXxx} takes the records out of an event of one source, {@link #records()}
 * out of any; {@code encapXxx} makes events for tests and local runs. Nothing is read
 * until it is asked for. Immutable and safe for use by several threads.
 */
public final class Event {

	// how many events may lie within one another, so that a crafted one ends
	private static final int MAX_DEPTH = 8;

	private final byte[] bytes;

	private final Context context;

	private final EventMapper mapper;

	// decoded once for each source; a race decodes twice and loses nothing
	private volatile @Nullable Decoded decoded;

	private volatile @Nullable List<EventRecord> innermost;

	// likewise looked at once, however many ask for it
	private volatile @Nullable EventShape shape;

	Event(byte[] bytes, @Nullable Context context, EventMapper mapper) {
		this.bytes = bytes;
		this.context = (context != null) ? context : NoContext.INSTANCE;
		this.mapper = mapper;
	}

	/**
	 * An event outside Lambda.
	 * @param json the event
	 * @return the event, with a neutral context
	 */
	public static Event of(String json) {
		return of(json, NoContext.INSTANCE);
	}

	/**
	 * An event of an invocation.
	 * @param json the event
	 * @param context the invocation's context
	 * @return the event
	 */
	public static Event of(String json, Context context) {
		return new Event(json.getBytes(StandardCharsets.UTF_8), context, EventMapper.standalone());
	}

	/**
	 * An event outside Lambda.
	 * @param bytes the event; copied
	 * @return the event, with a neutral context
	 */
	public static Event of(byte[] bytes) {
		return of(bytes, NoContext.INSTANCE);
	}

	/**
	 * An event of an invocation.
	 * @param bytes the event; copied
	 * @param context the invocation's context
	 * @return the event
	 */
	public static Event of(byte[] bytes, Context context) {
		return new Event(bytes.clone(), context, EventMapper.standalone());
	}

	/**
	 * Reads the event of an invocation, as Lambda's runtime hands it to a handler.
	 * @param input the event; read to its end, not closed
	 * @param context the invocation's context, or {@code null} for a neutral one
	 * @return the event
	 * @throws IOException if the input cannot be read
	 */
	public static Event read(InputStream input, @Nullable Context context) throws IOException {
		return EventMapper.standalone().read(input, context);
	}

	/**
	 * The same event, bound by another mapper. In an application golambda sets the
	 * application's own; an event that a test makes has one that ignores unknown
	 * properties and otherwise is Jackson's default.
	 * @param mapper the mapper for {@code bind}, here and in the records
	 * @return the event
	 */
	public Event withMapper(JsonMapper mapper) {
		return with(this.mapper.withMapper(mapper));
	}

	/**
	 * Returns the mapper by which {@code bind} reads.
	 * @return the application's mapper, or the default one in a test
	 */
	public JsonMapper mapper() {
		return this.mapper.binder().mapper();
	}

	/**
	 * The same event, with another limit to what compressed data in it may inflate to, by
	 * default 64 MiB (in an application what {@code golambda.event.inflated-limit} says).
	 * It is there for data that was made to fill the memory.
	 * @param bytes how many bytes each compressed payload may become; all of one event
	 * together may become as many, or a quarter of the heap if that is more, but never
	 * more than half of the heap
	 * @return the event
	 */
	public Event withInflatedLimit(int bytes) {
		return with(this.mapper.withInflatedLimit(bytes));
	}

	Event with(EventMapper mapper) {
		return new Event(this.bytes, this.context, mapper);
	}

	/**
	 * The bytes that Lambda delivered.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The event as text.
	 * @return the text that Lambda delivered, unknown members, big numbers and all,
	 * without a byte order mark
	 * @throws EventException if it is not UTF-8
	 */
	@JsonValue
	@JsonRawValue
	public String json() {
		int start = new ByteSlice(this.bytes, 0, this.bytes.length).textStart();
		return Utf8.decode(this.bytes, start, this.bytes.length - start)
			.orElseThrow(() -> new EventException("The event is not UTF-8; Event.bytes() gives it as it is."));
	}

	/**
	 * The context of the invocation.
	 * @return Lambda's context; outside Lambda a neutral one with empty names and a
	 * logger that writes nothing
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * Where the event comes from.
	 * @return the source, {@link EventSource#UNKNOWN} for anything that has no records or
	 * is no JSON
	 */
	public EventSource source() {
		Decoded known = this.decoded;
		if (known != null) {
			return known.source;
		}
		try {
			return EventSource.of(shape());
		}
		catch (EventException ex) {
			return EventSource.UNKNOWN;
		}
	}

	/**
	 * Binds the whole event.
	 * @param <T> the type
	 * @param type {@code String} for the text, {@code byte[]} for the bytes, a class of
	 * {@code aws-lambda-java-events} to read the event as AWS's own runtime does (with
	 * {@code aws-lambda-java-serialization} on the class path), else anything that
	 * Jackson reads, in which such classes may occur, too
	 * @return the value
	 * @throws EventException if the event does not fit the type, or is from a known
	 * source and none of its members is one of the type
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(Class<T> type) {
		// no Class.cast, which takes no primitive
		return (T) this.mapper.binder().bind(this, type);
	}

	/**
	 * Binds the whole event to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the value
	 * @throws EventException if the event does not fit the type
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(TypeReference<T> type) {
		return (T) this.mapper.binder().bind(this, type.getType());
	}

	EventBinder binder() {
		return this.mapper.binder();
	}

	PayloadInflater inflater() {
		return this.mapper.inflater();
	}

	/**
	 * Whether EventBridge Pipes lies between the source and the function: it sends the
	 * bare array of the source's records.
	 * @return whether the event is an array
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Amazon
	 * EventBridge Pipes sources</a>
	 */
	public boolean isFromPipes() {
		return scanner().type() == JsonType.ARRAY;
	}

	/**
	 * The tumbling window that this event of a stream is part of.
	 * @return the window, or empty if the event source mapping has none
	 * @throws EventException if the event is no JSON, or its window has no start or end
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Configuring
	 * tumbling windows</a>
	 */
	public Optional<TumblingWindow> window() {
		return TumblingWindow.of(this);
	}

	/**
	 * For tests: the same event of a stream within a tumbling window, as in the
	 * invocations before its end.
	 * @param state the state that the invocation before returned: {@code CharSequence}
	 * and {@code byte[]} (UTF-8) as the JSON that they are, anything else as its JSON;
	 * {@code null} when the window begins
	 * @return the event
	 * @throws EventException if the event is not from Kinesis or DynamoDB
	 */
	public Event withWindow(@Nullable Object state) {
		return carried(WindowedEvent.write(this, state, false));
	}

	/**
	 * For tests: the invocation at the end of a tumbling window, when the result is due.
	 * Lambda sends no records with it.
	 * @param state the state, as for {@link #withWindow(Object)}
	 * @return the event
	 * @throws EventException if the event is not from Kinesis or DynamoDB
	 */
	public Event withFinalWindow(@Nullable Object state) {
		return carried(WindowedEvent.write(this, state, true));
	}

	/**
	 * The records of this event, whatever its source, unwrapped to the innermost: an SNS
	 * notification in an SQS message gives the SNS record, and the SQS record is its
	 * {@link EventRecord#envelope() envelope}. A body that merely looks like an event
	 * stays the body.
	 * @return the records in the order of the event; none only where AWS has events that
	 * bring none, such as S3's test event
	 * @throws EventException if the event is no JSON, or from no source that has records
	 */
	public List<EventRecord> records() {
		List<EventRecord> known = this.innermost;
		if (known == null) {
			EventSource source = EventSource.of(shape());
			if (source == EventSource.UNKNOWN) {
				throw EventException.withoutRecords(this);
			}
			known = unwrapped(source, inflater().budget());
			this.innermost = known;
		}
		return known;
	}

	List<EventRecord> unwrapped(EventSource source, InflatedBudget budget) {
		List<EventRecord> innermost = new ArrayList<>();
		for (EventRecord record : decap(source)) {
			unwrap(record, 1, budget, innermost);
		}
		return Collections.unmodifiableList(innermost);
	}

	private static void unwrap(EventRecord record, int depth, InflatedBudget budget, List<EventRecord> innermost) {
		Optional<List<EventRecord>> carried = (depth < MAX_DEPTH) ? record.carried(budget) : Optional.empty();
		if (carried.isEmpty()) {
			innermost.add(record);
			return;
		}
		for (EventRecord inner : carried.get()) {
			unwrap(inner, depth + 1, budget, innermost);
		}
	}

	/**
	 * The messages of an SQS event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SQS
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using
	 * Lambda with Amazon SQS</a>
	 */
	public List<EventRecord> decapSqs() {
		return decap(EventSource.SQS);
	}

	/**
	 * The notifications of an SNS event.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SNS
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking
	 * Lambda functions with Amazon SNS notifications</a>
	 */
	public List<EventRecord> decapSns() {
		return decap(EventSource.SNS);
	}

	/**
	 * The notifications in the messages of an SQS event, from a queue that subscribes to
	 * an SNS topic without raw message delivery (with it, a message is the bare
	 * notification: use {@link #decapSqs()}).
	 * @return the SNS records in the order of the event, each with its SQS record as
	 * envelope
	 * @throws EventException if the event is not from SQS, or a message is no
	 * notification
	 */
	public List<EventRecord> decapSnsOverSqs() {
		List<EventRecord> notifications = new ArrayList<>();
		InflatedBudget budget = inflater().budget();
		for (EventRecord message : decap(EventSource.SQS)) {
			List<EventRecord> carried = message.carried(budget).orElse(List.of());
			if (carried.isEmpty() || carried.get(0).source() != EventSource.SNS) {
				throw EventException.badRecord(message, "carries no SNS notification; "
						+ "for a subscription with raw message delivery use decapSqs()");
			}
			notifications.addAll(carried);
		}
		return List.copyOf(notifications);
	}

	/**
	 * The notifications of an S3 event. {@code attributes()} has the object's key as it
	 * was put ({@code key}, decoded), {@code bucket}, {@code eventName}, and where S3
	 * gives them {@code size}, {@code eTag}, {@code versionId} and {@code sequencer}; the
	 * payload is the whole notification.
	 * @return the records in the order of the event; none if it is S3's test event
	 * @throws EventException if the event is not from S3
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html">Process
	 * Amazon S3 event notifications with Lambda</a>
	 */
	public List<EventRecord> decapS3() {
		return decap(EventSource.S3);
	}

	/**
	 * The changes of an event from a DynamoDB stream. The payload of each is the item as
	 * plain JSON, every digit of its numbers kept: the new image, else (the item was
	 * removed, or the stream has no new images) the old one, else the keys.
	 * {@link EventRecord#part(String)} gives each by its name: {@code NewImage},
	 * {@code OldImage}, {@code Keys}. {@code attributes()} has {@code eventName}
	 * ({@code INSERT}, {@code MODIFY}, {@code REMOVE}); a removal by time to live has
	 * {@code userIdentity.principalId}. A set is an array, binary is in base64, so that
	 * Jackson binds it to {@code byte[]}.
	 * @return the records in the order of the event; none only at the end of a tumbling
	 * window
	 * @throws EventException if the event is not from DynamoDB
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using
	 * Lambda with Amazon DynamoDB</a>
	 */
	public List<EventRecord> decapDynamoDb() {
		return decap(EventSource.DYNAMODB);
	}

	/**
	 * The records of a Kinesis event. What the Kinesis Producer Library aggregated is
	 * split into its user records: each has its own {@code partitionKey},
	 * {@code explicitHashKey} and {@code subSequenceNumber} among its attributes, and as
	 * its envelope the Kinesis record, whose sequence number is its id, too. A record
	 * whose checksum is wrong tells so when it is read, and hinders no other.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from Kinesis
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using
	 * Lambda to process records from Amazon Kinesis Data Streams</a>
	 */
	public List<EventRecord> decapKinesis() {
		return decap(EventSource.KINESIS);
	}

	/**
	 * The event of EventBridge as a record. Its payload is the {@code detail};
	 * {@code attributes()} has {@code detail-type}, {@code source}, {@code account},
	 * {@code region} and {@code resources} (with commas between them).
	 * @return the one record
	 * @throws EventException if the event is not from EventBridge
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Events
	 * in Amazon EventBridge</a>
	 */
	public List<EventRecord> decapEventBridge() {
		return decap(EventSource.EVENTBRIDGE);
	}

	/**
	 * The changes of an event from a change stream of DocumentDB. The payload of each is
	 * the full document, else the change event, in MongoDB's extended JSON as it stands.
	 * {@link EventRecord#part(String)} gives each part of the change event that is there,
	 * such as {@code documentKey}, {@code fullDocument} and {@code updateDescription};
	 * {@code attributes()} has {@code operationType}, {@code db} and {@code coll}.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from DocumentDB
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using Lambda
	 * with Amazon DocumentDB</a>
	 */
	public List<EventRecord> decapDocumentDb() {
		return decap(EventSource.DOCUMENTDB);
	}

	/**
	 * The notifications of mail that SES received. The payload of each is the {@code ses}
	 * object, with {@code mail} and {@code receipt}; {@code attributes()} has
	 * {@code source}, {@code destination} (with commas between them), {@code subject} and
	 * the verdicts, such as {@code spamVerdict}. SES gives the text of a mail to S3 or
	 * SNS only.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from SES
	 * @see <a href=
	 * "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Examples
	 * of events from Amazon SES to Lambda</a>
	 */
	public List<EventRecord> decapSes() {
		return decap(EventSource.SES);
	}

	/**
	 * The triggers of an event from CodeCommit. The payload of each is the
	 * {@code codecommit} object, with its {@code references}; {@code attributes()} has
	 * {@code eventName}, {@code eventTriggerName}, {@code eventSourceARN} (of the
	 * repository) and {@code userIdentityARN}.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from CodeCommit
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">Using
	 * Lambda with CodeCommit</a>
	 */
	public List<EventRecord> decapCodeCommit() {
		return decap(EventSource.CODECOMMIT);
	}

	/**
	 * What Lambda sent to the destination of another function, as a record. Its payload
	 * is the {@code requestPayload}, the event which that function was invoked with; its
	 * answer or error is {@code part("responsePayload")}. {@code attributes()} has
	 * {@code condition}, {@code functionArn}, {@code requestId},
	 * {@code approximateInvokeCount} and {@code functionError}. Of a failed batch of a
	 * stream Lambda sends no payload: the attributes tell where in the stream it is, as
	 * {@code KinesisBatchInfo.shardId} and so on.
	 * @return the one record
	 * @throws EventException if the event is none for a destination
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
	 * records of Lambda asynchronous invocations</a>
	 */
	public List<EventRecord> decapLambdaDestination() {
		return decap(EventSource.LAMBDA_DESTINATION);
	}

	/**
	 * The log events of a subscription to CloudWatch Logs; {@link #records()} also takes
	 * them out of the records of a stream or of Firehose. {@code attributes()} has
	 * {@code owner}, {@code logGroup}, {@code logStream} and {@code subscriptionFilters}
	 * (joined by commas), and what the filter extracted.
	 * @return the records in the order of the event; none if CloudWatch Logs only looks
	 * whether the function is there
	 * @throws EventException if the event is not from CloudWatch Logs, or its data is
	 * damaged or inflates to more than {@link #withInflatedLimit(int) the limit}
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html">Using
	 * Lambda with CloudWatch Logs</a>
	 */
	public List<EventRecord> decapCloudWatchLogs() {
		return decap(EventSource.CLOUDWATCH_LOGS);
	}

	/**
	 * The records that Firehose has transformed, in a function that returns a
	 * {@code FirehoseResponse}. {@code attributes()} has the stream, and of a record from
	 * Kinesis or Kafka what was said of it there.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from Firehose
	 * @see <a href=
	 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Transform
	 * source data in Amazon Data Firehose</a>
	 */
	public List<EventRecord> decapFirehose() {
		return decap(EventSource.FIREHOSE);
	}

	/**
	 * The records of a Kafka event, from Amazon MSK or a cluster of one's own, partition
	 * by partition. {@code attributes()} has {@code topic}, {@code partition},
	 * {@code offset} and {@code timestampType}, and below them the headers, which
	 * {@link EventRecord#headers()} gives as bytes; {@code part("key")} is the key. A
	 * tombstone has no payload: ask {@link EventRecord#hasPayload()}.
	 * @return the records in the order of the event, at least one, each with topic,
	 * partition and offset joined by {@code -} as its id
	 * @throws EventException if the event is not from Kafka
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using
	 * Lambda with Amazon MSK</a>
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using
	 * Lambda with self-managed Apache Kafka</a>
	 */
	public List<EventRecord> decapKafka() {
		return decap(EventSource.KAFKA);
	}

	/**
	 * The messages of an event from ActiveMQ. {@code attributes()} has what JMS says of a
	 * message, the name of its {@code destination}, and below them its properties.
	 * @return the records in the order of the event, at least one
	 * @throws EventException if the event is not from ActiveMQ
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using
	 * Lambda with Amazon MQ</a>
	 */
	public List<EventRecord> decapActiveMq() {
		return decap(EventSource.ACTIVEMQ);
	}

	/**
	 * The messages of an event from RabbitMQ, queue by queue. {@code attributes()} has
	 * {@code queue}, {@code virtualHost} and the basic properties of a message, and below
	 * them its headers, which {@link EventRecord#headers()} gives as bytes.
	 * @return the records in the order of the event, at least one, with an id if the
	 * sender gave them one
	 * @throws EventException if the event is not from RabbitMQ
	 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using
	 * Lambda with Amazon MQ</a>
	 */
	public List<EventRecord> decapRabbitMq() {
		return decap(EventSource.RABBITMQ);
	}

	/**
	 * Creates an event of any source, for tests. Same as the {@code encapXxx} method of
	 * the source.
	 * @param source the source
	 * @param messages the messages, at least one, as for the {@code encapXxx} method of
	 * the source
	 * @return the event, as Lambda delivers it
	 * @throws IllegalArgumentException if the source is {@link EventSource#UNKNOWN}, or
	 * cannot carry one of the messages
	 */
	public static Event of(EventSource source, @Nullable Object... messages) {
		if (source == EventSource.UNKNOWN) {
			throw new IllegalArgumentException("An event cannot be created for an unknown source.");
		}
		return written(source.format().writer(), messages);
	}

	/**
	 * Makes an SQS event. Messages of which one has a {@code MessageGroupId} are from a
	 * FIFO queue, unless one names another by {@code eventSourceARN}.
	 * @param messages the messages, at least one, each a record: {@code CharSequence} and
	 * {@code byte[]} (UTF-8) become the body as they are, a {@link NewRecord} what it
	 * says, anything else its JSON. Pass a collection's {@code toArray()} to make each
	 * element a message.
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException if there is no message, or one is, or says of
	 * itself, what cannot be in such an event
	 */
	public static Event encapSqs(@Nullable Object... messages) {
		return of(EventSource.SQS, messages);
	}

	/**
	 * Makes an SNS event.
	 * @param messages the messages, as for {@link #encapSqs(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapSns(@Nullable Object... messages) {
		return of(EventSource.SNS, messages);
	}

	/**
	 * Makes an SQS event from a queue that subscribes to an SNS topic.
	 * @param messages the messages, as for {@link #encapSqs(Object...)}; what a
	 * {@link NewRecord} says is said of the SNS notification
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapSnsOverSqs(@Nullable Object... messages) {
		return written(EventWriter.snsOverSqs(), messages);
	}

	/**
	 * Makes an event of a DynamoDB stream: items were inserted. A {@link NewRecord} with
	 * the part {@code OldImage} was modified; with the {@code eventName} {@code REMOVE}
	 * its payload is the old image, and there is no new one.
	 * @param items the items, at least one: {@code CharSequence} and {@code byte[]}
	 * (UTF-8) as the JSON that they are, a {@link NewRecord} what it says, anything else
	 * as its JSON; each an object. Its first string or number is taken for its key, if
	 * the part {@code Keys} does not say it.
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapDynamoDb(@Nullable Object... items) {
		return of(EventSource.DYNAMODB, items);
	}

	/**
	 * Makes an S3 event: objects were created.
	 * @param keys the keys of the objects, at least one, as they were put: text, or a
	 * {@link NewRecord} that has the key as its payload
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapS3(@Nullable Object... keys) {
		return of(EventSource.S3, keys);
	}

	/**
	 * Makes a Kinesis event.
	 * @param messages the messages, at least one, each a record: {@code byte[]} (any) and
	 * {@code CharSequence} become the data as they are, a {@link NewRecord} what it says,
	 * anything else its JSON
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapKinesis(@Nullable Object... messages) {
		return of(EventSource.KINESIS, messages);
	}

	/**
	 * Makes a Kinesis event of one record, into which the messages are aggregated as the
	 * Kinesis Producer Library does.
	 * @param messages the messages, as for {@link #encapKinesis(Object...)}, each a user
	 * record: a {@link NewRecord} has a {@code partitionKey} and {@code explicitHashKey}
	 * of its own, and all else together with the others
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapKinesisAggregated(@Nullable Object... messages) {
		return written(EventWriter.kinesisAggregated(), messages);
	}

	/**
	 * Makes an event of EventBridge, from the source {@code com.example.app} and of the
	 * type {@code Example}.
	 * @param detail the detail: {@code CharSequence} and {@code byte[]} (UTF-8) as the
	 * JSON that they are, a {@link NewRecord} what it says, anything else as its JSON; an
	 * object
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapEventBridge(Object detail) {
		return of(EventSource.EVENTBRIDGE, detail);
	}

	/**
	 * Makes an event of EventBridge.
	 * @param source the {@code source}, such as {@code aws.ec2}
	 * @param detailType the {@code detail-type}
	 * @param detail the detail, as for {@link #encapEventBridge(Object)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}, and if a
	 * {@link NewRecord} says another source or type
	 */
	public static Event encapEventBridge(String source, String detailType, Object detail) {
		return encapEventBridge(
				NewRecord.from(detail).withConsistent("source", source).withConsistent("detail-type", detailType));
	}

	/**
	 * Makes an event of a change stream of DocumentDB: documents were inserted. A
	 * {@link NewRecord} with the part {@code updateDescription} was updated; with another
	 * {@code operationType}, such as {@code delete}, its payload may be {@code null} for
	 * a change that comes without the document.
	 * @param documents the documents, at least one: {@code CharSequence} and
	 * {@code byte[]} (UTF-8) as the JSON that they are, a {@link NewRecord} what it says,
	 * anything else as its JSON; each an object
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapDocumentDb(@Nullable Object... documents) {
		return of(EventSource.DOCUMENTDB, documents);
	}

	/**
	 * Makes an event of SES.
	 * @param notifications the {@code ses} objects, at least one, as for
	 * {@link #encapDocumentDb(Object...)}; they say all, so a {@link NewRecord} adds
	 * nothing
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapSes(@Nullable Object... notifications) {
		return of(EventSource.SES, notifications);
	}

	/**
	 * Makes an event of CodeCommit.
	 * @param triggers the {@code codecommit} objects, at least one, as for
	 * {@link #encapDocumentDb(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapCodeCommit(@Nullable Object... triggers) {
		return of(EventSource.CODECOMMIT, triggers);
	}

	/**
	 * Makes an event for the on-failure destination of a function, or with a
	 * {@link NewRecord} that has {@code Success} as its {@code condition}, for the one on
	 * success.
	 * @param requestPayload the event that the function failed on: {@code CharSequence}
	 * and {@code byte[]} (UTF-8) as the JSON that they are, a {@link NewRecord} what it
	 * says, anything else as its JSON
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapLambdaDestination(@Nullable Object requestPayload) {
		return of(EventSource.LAMBDA_DESTINATION, requestPayload);
	}

	/**
	 * Makes a CloudWatch Logs event, of one log stream.
	 * @param messages the messages of the log events, as for {@link #encapSqs(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapCloudWatchLogs(@Nullable Object... messages) {
		return of(EventSource.CLOUDWATCH_LOGS, messages);
	}

	/**
	 * Makes an event by which Firehose has records transformed. They come from Kinesis or
	 * Amazon MSK if one of them is a {@link NewRecord} that says something of it.
	 * @param messages the messages, as for {@link #encapKinesis(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapFirehose(@Nullable Object... messages) {
		return of(EventSource.FIREHOSE, messages);
	}

	/**
	 * Makes an event of Amazon MSK: records in one partition of one topic, or of several
	 * where a {@link NewRecord} says so. They are in the order of their partitions, and
	 * each has the offset after the one before it if it says no other.
	 * @param messages the messages, as for {@link #encapKinesis(Object...)}; {@code null}
	 * makes a tombstone
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapKafka(@Nullable Object... messages) {
		return of(EventSource.KAFKA, messages);
	}

	/**
	 * Makes an event of ActiveMQ.
	 * @param messages the messages, as for {@link #encapKinesis(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapActiveMq(@Nullable Object... messages) {
		return of(EventSource.ACTIVEMQ, messages);
	}

	/**
	 * Makes an event of RabbitMQ: messages in one queue, or in several where a
	 * {@link NewRecord} says so.
	 * @param messages the messages, as for {@link #encapKinesis(Object...)}
	 * @return the event as Lambda would deliver it
	 * @throws IllegalArgumentException as for {@link #encapSqs(Object...)}
	 */
	public static Event encapRabbitMq(@Nullable Object... messages) {
		return of(EventSource.RABBITMQ, messages);
	}

	private static Event written(EventWriter writer, @Nullable Object @Nullable [] messages) {
		return new Event(writer.write(NewRecord.outgoing(messages)), NoContext.INSTANCE, EventMapper.standalone());
	}

	List<EventRecord> decap(EventSource source) {
		Decoded known = this.decoded;
		if (known == null || known.source != source) {
			try {
				known = new Decoded(source, source.format().decap(this, null));
			}
			catch (JsonException ex) {
				throw EventException.notJson(ex);
			}
			this.decoded = known;
		}
		return known.records;
	}

	// another event, read in the same way: what a record carries as its payload, and what
	// a
	// test makes of this one
	Event carried(byte[] payload) {
		return new Event(payload, this.context, this.mapper);
	}

	int length() {
		return this.bytes.length;
	}

	EventShape shape() {
		EventShape known = this.shape;
		if (known == null) {
			try {
				known = EventShape.of(this);
			}
			catch (JsonException ex) {
				throw EventException.notJson(ex);
			}
			this.shape = known;
		}
		return known;
	}

	ByteSlice whole() {
		return new ByteSlice(this.bytes, 0, this.bytes.length);
	}

	JsonScanner scanner() {
		return new JsonScanner(this.bytes);
	}

	JsonScanner scanner(int offset) {
		return new JsonScanner(this.bytes, offset);
	}

	@Override
	public String toString() {
		// not the content: it may be large, and is nobody's business in a log
		return "Event[" + this.bytes.length + " bytes]";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Event event && Arrays.equals(this.bytes, event.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	private record Decoded(EventSource source, List<EventRecord> records) {

	}

}
