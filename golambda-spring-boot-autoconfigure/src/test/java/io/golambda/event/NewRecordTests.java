package io.golambda.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a test says of a new record is what a function reads of it.
 */
class NewRecordTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Instant SECOND = Instant.parse("2026-01-02T15:04:05Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void aNewRecordIsNeverChanged() {
		byte[] bytes = { 1 };
		NewRecord record = NewRecord.of(bytes);
		NewRecord more = record.id("1").timestamp(TIME).with("a", bytes).part("key", "k").header("h", bytes);
		bytes[0] = 2;
		assertThat(record.outgoing().attributes()).isEmpty();
		assertThat(Event.encapKafka(record).records().get(0).bytes()).containsExactly(1);
		assertThat(more.outgoing().attributes().get("a").text()).isEqualTo("AQ==");
		assertThat(more.outgoing().headers()).singleElement()
			.satisfies((header) -> assertThat(header.value()).containsExactly(1));
		assertThat(more).hasToString("NewRecord[a]");
	}

	@Test
	void ofSeveralValuesForOneNameTheLastHolds() {
		NewRecord record = NewRecord.of("x").with("a", 1).with("a", "two").id("1").id("2");
		EventRecord read = Event.encapSqs(record).records().get(0);
		assertThat(read.attributes()).containsEntry("a", "two");
		assertThat(read.id()).hasValue("2");
	}

	@Test
	void aTextThatChangesLaterIsThePayloadAsItWas() {
		StringBuilder text = new StringBuilder("before");
		NewRecord record = NewRecord.of(text);
		text.append(" and after");
		assertThat(Event.encapSqs(record).records().get(0).text()).isEqualTo("before");
	}

	@Test
	void anEventIsAPayloadLikeAnyOther() {
		EventRecord record = Event.encapSqs(NewRecord.of(Event.encapS3("a.txt")).id("1")).records().get(0);
		assertThat(record.attributes()).containsEntry("key", "a.txt");
		assertThat(record.outermost().id()).hasValue("1");
	}

	@Test
	void aNewRecordWithinANewRecordIsRefused() {
		NewRecord record = NewRecord.of("x");
		assertThatIllegalArgumentException().isThrownBy(() -> NewRecord.of(record))
			.withMessageContaining("is no new record");
		assertThatIllegalArgumentException().isThrownBy(() -> record.part("key", record));
	}

	@Test
	@SuppressWarnings("NullAway")
	void nothingButAPayloadMayBeNull() {
		NewRecord record = NewRecord.of(null).part("key", null);
		assertThatNullPointerException().isThrownBy(() -> record.id(null));
		assertThatNullPointerException().isThrownBy(() -> record.timestamp(null));
		assertThatNullPointerException().isThrownBy(() -> record.with("a", null));
		assertThatNullPointerException().isThrownBy(() -> record.with(null, "a"));
		assertThatNullPointerException().isThrownBy(() -> record.part(null, "a"));
		assertThatNullPointerException().isThrownBy(() -> record.header("a", (byte[]) null));
	}

	@Test
	void aValueThatIsNeitherTextNorNumberNorBytesIsRefused() {
		NewRecord record = NewRecord.of("x");
		for (Object value : List.of(List.of("a"), TIME, Double.NaN, Float.POSITIVE_INFINITY, 'c')) {
			assertThatIllegalArgumentException().isThrownBy(() -> record.with("a", value))
				.withMessage(
						"The attribute \"a\" is to be a String, a Number that JSON can hold, a Boolean or a byte[], "
								+ "not " + value.getClass().getName() + ".");
		}
	}

	@Test
	void halfACharacterIsRefusedWhereverItIs() {
		NewRecord record = NewRecord.of("x");
		String half = "\uD83D";
		assertThatIllegalArgumentException().isThrownBy(() -> record.id(half))
			.withMessageContaining("half a character");
		assertThatIllegalArgumentException().isThrownBy(() -> record.with(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.with("a", half));
		assertThatIllegalArgumentException().isThrownBy(() -> record.part(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.header(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.header("a", half));
	}

	@Test
	void aNumberIsWhatItWasWhenItWasGiven() {
		AtomicInteger number = new AtomicInteger(1);
		NewRecord record = NewRecord.of("x").with("a", number);
		number.set(2);
		assertThat(Event.encapSqs(record).records().get(0).attributes()).containsEntry("a", "1");
	}

	// what each source takes, all at once

	static Stream<Arguments> whatIsGiven() {
		return Stream.of(
				arguments(EventSource.SQS,
						new Given().id("m-1")
							.timestamp(TIME)
							.with("MessageGroupId", "group")
							.with("MessageDeduplicationId", "d")
							.with("SequenceNumber", "18849496460467696128")
							.with("ApproximateReceiveCount", "3")
							.with("ApproximateFirstReceiveTimestamp", "1767323045999")
							.with("SentTimestamp", String.valueOf(TIME.toEpochMilli()))
							.with("SenderId", "AIDA")
							.with("AWSTraceHeader", "Root=1-2-3")
							.with("DeadLetterQueueSourceArn", "arn:aws:sqs:eu-west-1:1:source")
							.with("eventSourceARN", "arn:aws:sqs:eu-west-1:1:orders.fifo")
							.with("awsRegion", "eu-west-1")
							.with("tenant", "acme")),
				arguments(EventSource.SNS,
						new Given().id("n-1")
							.timestamp(TIME)
							.with("TopicArn", "arn:aws:sns:eu-west-1:1:orders")
							.with("Subject", "Order")
							.with("SequenceNumber", "10000000000000003000")
							.with("EventSubscriptionArn", "arn:aws:sns:eu-west-1:1:orders:s")
							.with("tenant", "acme")),
				arguments(EventSource.S3,
						new Given("dir/a b.txt").timestamp(TIME)
							.with("eventName", "ObjectCreated:Copy")
							.with("awsRegion", "eu-west-1")
							.with("configurationId", "c")
							.with("bucket", "orders")
							.with("key", "dir/a b.txt")
							.with("size", "17")
							.with("eTag", "e")
							.with("versionId", "v")
							.with("sequencer", "0A")),
				arguments(EventSource.KINESIS,
						new Given().id("17")
							.timestamp(TIME)
							.with("partitionKey", "tenant-1")
							.with("sequenceNumber", "17")
							.with("eventID", "shardId-000000000003:17")
							.with("encryptionType", "KMS")
							.with("eventSourceARN", "arn:aws:kinesis:eu-west-1:1:stream/orders")
							.with("awsRegion", "eu-west-1")),
				arguments(EventSource.DYNAMODB,
						new Given().id("17")
							.timestamp(TIME)
							.with("eventName", "MODIFY")
							.with("eventID", "e-1")
							.with("SequenceNumber", "17")
							.with("SizeBytes", "99")
							.with("StreamViewType", "NEW_AND_OLD_IMAGES")
							.with("userIdentity.type", "Service")
							.with("userIdentity.principalId", "dynamodb.amazonaws.com")
							.with("eventSourceARN", "arn:aws:dynamodb:eu-west-1:1:table/orders/stream/1")
							.with("awsRegion", "eu-west-1")
							.part("OldImage", "{\"message\":\"orange\",\"n\":1}")
							.part("Keys", "{\"n\":1}")),
				arguments(EventSource.EVENTBRIDGE,
						new Given().id("e-1")
							.timestamp(TIME)
							.with("detail-type", "Order placed")
							.with("source", "com.acme.orders")
							.with("account", "1")
							.with("region", "eu-west-1")
							.with("replay-name", "again")
							.with("resources", "arn:1,arn:2")),
				arguments(EventSource.DOCUMENTDB,
						new Given().id("0163ee")
							.timestamp(SECOND)
							.with("operationType", "update")
							.with("db", "shop")
							.with("coll", "orders")
							.with("eventSourceArn", "arn:aws:rds:eu-west-1:1:cluster:shop")
							.part("documentKey", "{\"_id\":{\"$oid\":\"1\"}}")
							.part("updateDescription", "{\"updatedFields\":{\"message\":\"blue\"}}")),
				arguments(EventSource.CODECOMMIT,
						new Given().id("e-1")
							.timestamp(TIME)
							.with("eventName", "ReferenceChanges")
							.with("eventTriggerName", "t")
							.with("eventTriggerConfigId", "c")
							.with("eventPartNumber", "2")
							.with("eventTotalParts", "3")
							.with("eventSourceARN", "arn:aws:codecommit:eu-west-1:1:r")
							.with("userIdentityARN", "arn:aws:iam::1:user/u")
							.with("awsRegion", "eu-west-1")
							.with("customData", "mine")),
				arguments(EventSource.LAMBDA_DESTINATION,
						new Given().id("r-1")
							.timestamp(TIME)
							.with("requestId", "r-1")
							.with("functionArn", "arn:aws:lambda:eu-west-1:1:function:orders:7")
							.with("condition", "EventAgeExceeded")
							.with("approximateInvokeCount", "2")
							.with("statusCode", "500")
							.with("executedVersion", "7")
							.with("functionError", "Handled")
							.part("responsePayload", "{\"errorMessage\":\"sold out\"}")),
				arguments(EventSource.CLOUDWATCH_LOGS,
						new Given().id("17")
							.timestamp(TIME)
							.with("owner", "1")
							.with("logGroup", "/aws/lambda/orders")
							.with("logStream", "s")
							.with("subscriptionFilters", "f,g")
							.with("level", "ERROR")),
				arguments(EventSource.FIREHOSE,
						new Given().id("17")
							.timestamp(TIME)
							.with("invocationId", "i")
							.with("deliveryStreamArn", "arn:aws:firehose:eu-west-1:1:deliverystream/orders")
							.with("region", "eu-west-1")
							.with("sourceKinesisStreamArn", "arn:aws:kinesis:eu-west-1:1:stream/orders")
							.with("shardId", "shardId-000000000003")
							.with("partitionKey", "p")
							.with("sequenceNumber", "18")
							.with("subsequenceNumber", "1")),
				arguments(EventSource.FIREHOSE,
						new Given().id("17")
							.timestamp(TIME)
							.with("sourceMSKArn", "arn:aws:kafka:eu-west-1:1:cluster/orders/1")
							.with("topic", "orders")
							.with("partitionId", "3")
							.with("offset", "42")),
				arguments(EventSource.KAFKA,
						new Given().timestamp(TIME)
							.with("topic", "orders")
							.with("partition", "3")
							.with("offset", "42")
							.with("timestampType", "LOG_APPEND_TIME")
							.with("eventSourceKey", "orders-3")
							.with("eventSourceArn", "arn:aws:kafka:eu-west-1:1:cluster/orders/1")
							.with("bootstrapServers", "b-1:9092,b-2:9092")
							.with("keySchemaMetadata.schemaId", "1")
							.with("keySchemaMetadata.dataFormat", "JSON")
							.with("valueSchemaMetadata.schemaId", "2")
							.with("valueSchemaMetadata.dataFormat", "AVRO")
							.part("key", "k")
							.header("tenant", "acme")
							.header("tenant", "other")),
				arguments(EventSource.ACTIVEMQ,
						new Given().id("ID:1")
							.timestamp(TIME)
							.with("destination", "orders")
							.with("messageType", "jms/bytes-message")
							.with("deliveryMode", "2")
							.with("replyTo", "answers")
							.with("type", "order")
							.with("expiration", "60000")
							.with("priority", "9")
							.with("correlationId", "c")
							.with("correlationID", "d")
							.with("redelivered", "true")
							.with("brokerInTime", "1767323045700")
							.with("brokerOutTime", "1767323045800")
							.with("eventSourceArn", "arn:aws:mq:eu-west-1:1:broker:b:b-1")
							.with("tenant", "acme")),
				arguments(EventSource.RABBITMQ,
						new Given().id("m-1")
							.timestamp(SECOND)
							.with("queue", "orders")
							.with("virtualHost", "/acme")
							.with("eventSourceKey", "orders::/acme")
							.with("eventSourceArn", "arn:aws:mq:eu-west-1:1:broker:b:b-1")
							.with("redelivered", "true")
							.with("contentType", "text/csv")
							.with("contentEncoding", "gzip")
							.with("deliveryMode", "2")
							.with("priority", "3")
							.with("correlationId", "c")
							.with("replyTo", "answers")
							.with("expiration", "1000")
							.with("messageId", "m-1")
							.with("timestamp", "Jan 2, 2026, 3:04:05 PM")
							.with("type", "order")
							.with("userId", "u")
							.with("appId", "a")
							.with("clusterId", "cl")
							.with("bodySize", "99")
							.header("tenant", "acme")
							.header("trace", "t")));
	}

	@ParameterizedTest
	@MethodSource("whatIsGiven")
	void whatIsGivenComesOutAgainUnderTheSameName(EventSource source, Given given) {
		List<EventRecord> records = encap(source, given.record).records();
		assertThat(records).singleElement().satisfies((record) -> {
			assertThat(record.source()).isEqualTo(source);
			given.verify(record);
		});
	}

	@ParameterizedTest
	@MethodSource("whatIsGiven")
	void everyNameThatIsTakenIsTriedHere(EventSource source, Given given) {
		List<String> tried = new ArrayList<>(given.record.outgoing().attributes().keySet());
		if (source == EventSource.FIREHOSE) {
			// its two sources exclude each other
			tried = whatIsGiven().filter((arguments) -> arguments.get()[0] == source)
				.flatMap((arguments) -> ((Given) arguments.get()[1]).record.outgoing().attributes().keySet().stream())
				.toList();
		}
		assertThat(tried).containsAll(source.format().writer().capabilities().attributes());
	}

	@ParameterizedTest
	@MethodSource("whatIsGiven")
	void aPlainMessageBesideItIsARecordOfItsOwn(EventSource source, Given given) {
		if (source == EventSource.EVENTBRIDGE || source == EventSource.LAMBDA_DESTINATION) {
			return;
		}
		List<EventRecord> records = encap(source, "{\"message\":\"plain\"}", given.record).records();
		assertThat(records).hasSize(2);
		assertThat(records).extracting(EventRecord::attributes).doesNotHaveDuplicates();
		given.verify(records.get(1));
		if (source != EventSource.S3) {
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("plain"));
		}
	}

	@ParameterizedTest
	@MethodSource("whatIsGiven")
	void whatIsReadOfARecordMakesTheSameRecord(EventSource source, Given given) {
		EventRecord first = encap(source, given.record).records().get(0);
		NewRecord copy = NewRecord.of((source == EventSource.S3) ? first.attributes().get("key") : first.bytes());
		for (Map.Entry<String, String> attribute : first.attributes().entrySet()) {
			if (first.headers().stream().noneMatch((header) -> header.name().equals(attribute.getKey()))) {
				copy = copy.with(attribute.getKey(), attribute.getValue());
			}
		}
		assertThat(encap(source, copy).records().get(0).attributes()).containsAllEntriesOf(withoutHeaders(first));
	}

	private static Map<String, String> withoutHeaders(EventRecord record) {
		Map<String, String> attributes = new HashMap<>(record.attributes());
		record.headers().forEach((header) -> attributes.remove(header.name()));
		return attributes;
	}

	private static Event encap(EventSource source, Object... messages) {
		return switch (source) {
			case SQS -> Event.encapSqs(messages);
			case SNS -> Event.encapSns(messages);
			case S3 -> Event.encapS3(messages);
			case KINESIS -> Event.encapKinesis(messages);
			case DYNAMODB -> Event.encapDynamoDb(messages);
			case EVENTBRIDGE -> Event.encapEventBridge(messages[0]);
			case DOCUMENTDB -> Event.encapDocumentDb(messages);
			case SES -> Event.encapSes(messages);
			case CODECOMMIT -> Event.encapCodeCommit(messages);
			case LAMBDA_DESTINATION -> Event.encapLambdaDestination(messages[0]);
			case CLOUDWATCH_LOGS -> Event.encapCloudWatchLogs(messages);
			case FIREHOSE -> Event.encapFirehose(messages);
			case KAFKA -> Event.encapKafka(messages);
			case ACTIVEMQ -> Event.encapActiveMq(messages);
			case RABBITMQ -> Event.encapRabbitMq(messages);
			case UNKNOWN -> throw new IllegalArgumentException();
		};
	}

	/**
	 * A new record, and what is to come out of it.
	 */
	private static final class Given {

		private NewRecord record;

		private final Map<String, String> attributes = new HashMap<>();

		private final Map<String, String> parts = new HashMap<>();

		private final List<RecordHeader> headers = new ArrayList<>();

		Given() {
			this.record = NewRecord.of(BLUE);
		}

		Given(String payload) {
			this.record = NewRecord.of(payload);
		}

		Given id(String id) {
			this.record = this.record.id(id);
			return this;
		}

		Given timestamp(Instant timestamp) {
			this.record = this.record.timestamp(timestamp);
			return this;
		}

		Given with(String name, String value) {
			this.record = this.record.with(name, value);
			this.attributes.put(name, value);
			return this;
		}

		Given part(String name, String json) {
			this.record = this.record.part(name, json);
			this.parts.put(name, json);
			return this;
		}

		Given header(String name, String value) {
			this.record = this.record.header(name, value);
			this.headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
			return this;
		}

		void verify(EventRecord read) {
			if (this.record.outgoing().id() != null) {
				assertThat(read.id()).hasValue(this.record.outgoing().id());
			}
			assertThat(read.timestamp()).hasValue(this.record.outgoing().timestamp());
			assertThat(read.attributes()).containsAllEntriesOf(this.attributes);
			this.parts.forEach((name, json) -> assertThat(read.part(name).orElseThrow().text()).isEqualTo(json));
			assertThat(read.headers()).isEqualTo(this.headers);
		}

		@Override
		public String toString() {
			return this.record.toString();
		}

	}

	// what a source does not have

	@Test
	void aNameThatASourceDoesNotHaveIsRefusedWithThoseThatItHas() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("colour", "blue")))
			.withMessage("S3 takes no attribute \"colour\". A new record of it takes a timestamp; the attributes "
					+ "awsRegion, bucket, configurationId, eTag, eventName, key, sequencer, size, versionId.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesis(NewRecord.of("a").header("colour", "blue")))
			.withMessage("KINESIS takes no headers. A new record of it takes an id; a timestamp; the attributes "
					+ "awsRegion, encryptionType, eventID, eventSourceARN, partitionKey, sequenceNumber.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapLambdaDestination(NewRecord.of(BLUE).part("requestPayload", BLUE)))
			.withMessageStartingWith("LAMBDA_DESTINATION takes no part \"requestPayload\". A new record of it takes "
					+ "an id; a timestamp; the parts responsePayload; the attributes approximateInvokeCount, ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs("plain", NewRecord.of("a").part("key", "k")))
			.withMessageStartingWith("SQS takes no part \"key\". ")
			.withMessageEndingWith("awsRegion, eventSourceARN and any of the sender's.");
	}

	@Test
	void aSourceThatSaysAllInItsPayloadTakesNothingElse() {
		assertThat(Event.encapSes(NewRecord.of("{\"mail\":{\"messageId\":\"m\"}}")).records().get(0).id())
			.hasValue("m");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").id("m")))
			.withMessage("SES takes no id. A new record of it takes nothing but its payload, which says it all.");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").timestamp(TIME)))
			.withMessageStartingWith("SES takes no timestamp. ");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").with("subject", "s")))
			.withMessageStartingWith("SES takes no attribute \"subject\". ");
	}

	@Test
	void anIdIsRefusedWhereThereIsNoneOrItFollowsFromElse() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").id("1")))
			.withMessageStartingWith("S3 takes no id. ");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapKafka(NewRecord.of("a").id("1")))
			.withMessageStartingWith("KAFKA takes no id. ")
			.withMessageContaining("offset, partition, timestampType, topic");
	}

	@Test
	void aTimeThatTheSourceCannotTellIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").timestamp(TIME.plusNanos(1))))
			.withMessage("SQS tells the time to the millisecond: give timestamp.truncatedTo(ChronoUnit.MILLIS).");
		for (ThrowingEncap encap : List.<ThrowingEncap>of(Event::encapRabbitMq, Event::encapDocumentDb)) {
			assertThatIllegalArgumentException().isThrownBy(() -> encap.of(NewRecord.of(BLUE).timestamp(TIME)))
				.withMessageContaining("tells the time to the second: give timestamp.truncatedTo(ChronoUnit.SECONDS).");
		}
		for (String time : List.of("1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").timestamp(Instant.parse(time))))
				.withMessage("The timestamp of a record of KAFKA is in the years from 1970 to 9999.");
		}
	}

	@FunctionalInterface
	private interface ThrowingEncap {

		Event of(Object... messages);

	}

	@Test
	void bytesAreRefusedWhereAnAttributeIsText() {
		byte[] bytes = { 1 };
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").with("MessageGroupId", bytes)))
			.withMessage("The attribute \"MessageGroupId\" of SQS is text and takes no bytes.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapActiveMq(NewRecord.of("a").with("tenant", bytes)))
			.withMessage("The attribute \"tenant\" of ACTIVEMQ is text and takes no bytes.");
	}

	@Test
	void aNumberThatIsNoneOrWouldNotComeOutAgainIsRefused() {
		for (Object offset : List.of("first", "", "1.0", "-1", "+1", "007", "99999999999999999999", 1.5, true)) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("offset", offset)))
				.withMessage("The attribute \"offset\" is to be a whole number from 0 to 9223372036854775807, "
						+ "in plain digits.");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("partition", 1L << 31)))
			.withMessageContaining("from 0 to 2147483647");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").with("SentTimestamp", "yesterday")));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("size", "big")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapFirehose(NewRecord.of("a").with("partitionId", "p")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapActiveMq(NewRecord.of("a").with("redelivered", "perhaps")))
			.withMessage("The attribute \"redelivered\" is to be true or false.");
	}

	@Test
	void whatIsSaidTwiceIsToBeTheSame() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesis(NewRecord.of("a").id("1").with("sequenceNumber", "2")))
			.withMessage("The attribute \"sequenceNumber\" is at odds with what else is said of the same record: "
					+ "give one of them only.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").timestamp(TIME).with("SentTimestamp", 1)));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("key", "b")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("eventSourceKey", "b-0")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").id("1").with("messageId", "2")));
	}

	@Test
	void recordsThatDisagreeOnWhatTheEventSaysOnceAreRefused() {
		Map<String, ThrowingEncap> once = Map.of("logGroup", Event::encapCloudWatchLogs, "deliveryStreamArn",
				Event::encapFirehose, "bootstrapServers", Event::encapKafka);
		once.forEach((name, encap) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> encap.of(NewRecord.of("a").with(name, "1"), NewRecord.of("b").with(name, "2")))
			.withMessage("The event has one \"" + name + "\" for all of its records, and they do not agree on it."));
		for (ThrowingEncap encap : List.<ThrowingEncap>of(Event::encapKafka, Event::encapActiveMq, Event::encapRabbitMq,
				Event::encapDocumentDb)) {
			NewRecord first = NewRecord.of("{}").with("eventSourceArn", "1");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> encap.of(first, NewRecord.of("{}").with("eventSourceArn", "2")));
			assertThat(encap.of(first, "{}", first).records())
				.allSatisfy((record) -> assertThat(record.attributes()).containsEntry("eventSourceArn", "1"));
		}
	}

	@Nested
	class OfSqs {

		@Test
		void aMessageGroupMakesAFifoQueue() {
			Event event = Event.encapSqs(NewRecord.of(BLUE).with("MessageGroupId", "a"),
					NewRecord.of(BLUE).with("MessageGroupId", "b"));
			assertThat(event.records()).extracting((record) -> record.attributes().get("MessageGroupId"))
				.containsExactly("a", "b");
			assertThat(event.records()).allSatisfy((record) -> {
				assertThat(record.attributes().get("eventSourceARN")).endsWith(":queue.fifo");
				assertThat(record.attributes().get("SequenceNumber")).matches("[0-9]{20}");
				assertThat(record.attributes().get("MessageDeduplicationId")).isNotEmpty();
			});
			assertThat(event.records()).extracting((record) -> record.attributes().get("SequenceNumber")).isSorted();
		}

		@Test
		void aPlainMessageBesideAGroupIsInAGroupOfItsOwnInTheSameQueue() {
			List<EventRecord> records = Event.encapSqs("plain", NewRecord.of(BLUE).with("MessageGroupId", "a"))
				.records();
			assertThat(records).extracting((record) -> record.attributes().get("eventSourceARN"))
				.allMatch((arn) -> arn.equals(records.get(0).attributes().get("eventSourceARN")));
			assertThat(records.get(0).attributes().get("MessageGroupId")).isNotEmpty().isNotEqualTo("a");
			assertThat(records.get(0).text()).isEqualTo("plain");
		}

		@Test
		void aFairQueueHasGroupsButNoSequence() {
			EventRecord record = Event
				.encapSqs(NewRecord.of(BLUE)
					.with("MessageGroupId", "a")
					.with("eventSourceARN", "arn:aws:sqs:us-east-1:1:standard"))
				.records()
				.get(0);
			assertThat(record.attributes()).containsEntry("MessageGroupId", "a")
				.doesNotContainKeys("SequenceNumber", "MessageDeduplicationId");
		}

		@Test
		void attributesOfTheSenderHaveAwsOwnTypes() {
			NewRecord record = NewRecord.of(BLUE)
				.with("tenant", "acme")
				.with("attempt", 3)
				.with("share", 0.25)
				.with("express", true)
				.with("digest", new byte[] { 1, 2, 3 });
			Event event = Event.encapSqs(record);
			assertThat(event.records().get(0).attributes()).containsEntry("tenant", "acme")
				.containsEntry("attempt", "3")
				.containsEntry("share", "0.25")
				.containsEntry("express", "true")
				.containsEntry("digest", "AQID");
			Map<String, SQSEvent.MessageAttribute> aws = event.bind(SQSEvent.class)
				.getRecords()
				.get(0)
				.getMessageAttributes();
			assertThat(aws.get("tenant").getStringValue()).isEqualTo("acme");
			assertThat(aws.get("tenant").getDataType()).isEqualTo("String");
			assertThat(aws.get("attempt").getStringValue()).isEqualTo("3");
			assertThat(aws.get("attempt").getDataType()).isEqualTo("Number");
			assertThat(aws.get("express").getDataType()).isEqualTo("String");
			assertThat(aws.get("digest").getBinaryValue()).isEqualTo(ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
			assertThat(aws.get("digest").getDataType()).isEqualTo("Binary");
		}

		@Test
		void awsOwnClassReadsIdAttributesAndTime() {
			SQSEvent.SQSMessage message = Event
				.encapSqs(NewRecord.of("x").id("m-1").timestamp(TIME).with("ApproximateReceiveCount", 2))
				.records()
				.get(0)
				.as(SQSEvent.SQSMessage.class);
			assertThat(message.getMessageId()).isEqualTo("m-1");
			assertThat(message.getAttributes()).containsEntry("SentTimestamp", String.valueOf(TIME.toEpochMilli()))
				.containsEntry("ApproximateFirstReceiveTimestamp", String.valueOf(TIME.toEpochMilli()))
				.containsEntry("ApproximateReceiveCount", "2");
		}

		@Test
		void theTimeMayBeGivenAsAwsNamesIt() {
			EventRecord record = Event.encapSqs(NewRecord.of("x").with("SentTimestamp", TIME.toEpochMilli()))
				.records()
				.get(0);
			assertThat(record.timestamp()).hasValue(TIME);
		}

	}

	@Nested
	class OfSns {

		@Test
		void awsOwnClassReadsSubjectAndAttributes() {
			SNSEvent.SNS sns = Event
				.encapSns(NewRecord.of(BLUE)
					.id("n-1")
					.timestamp(TIME)
					.with("Subject", "Order")
					.with("attempt", 3)
					.with("digest", new byte[] { 1 }))
				.bind(SNSEvent.class)
				.getRecords()
				.get(0)
				.getSNS();
			assertThat(sns.getMessageId()).isEqualTo("n-1");
			assertThat(sns.getTimestamp().getMillis()).isEqualTo(TIME.toEpochMilli());
			assertThat(sns.getSubject()).isEqualTo("Order");
			assertThat(sns.getMessageAttributes().get("attempt").getType()).isEqualTo("Number");
			assertThat(sns.getMessageAttributes().get("attempt").getValue()).isEqualTo("3");
			assertThat(sns.getMessageAttributes().get("digest").getType()).isEqualTo("Binary");
			assertThat(sns.getMessageAttributes().get("digest").getValue()).isEqualTo("AQ==");
		}

		@Test
		void aSubscriptionIsOneToTheTopicThatIsGiven() {
			EventRecord record = Event.encapSns(NewRecord.of(BLUE).with("TopicArn", "arn:aws:sns:eu-west-1:1:t"))
				.records()
				.get(0);
			assertThat(record.attributes().get("EventSubscriptionArn")).startsWith("arn:aws:sns:eu-west-1:1:t:");
		}

		@Test
		void whatIsSaidInAQueueIsSaidOfTheNotification() {
			Event event = Event.encapSnsOverSqs(
					NewRecord.of(BLUE).id("n-1").timestamp(TIME).with("Subject", "s").with("a", 1), "plain");
			EventRecord notification = event.decapSnsOverSqs().get(0);
			assertThat(notification.id()).hasValue("n-1");
			assertThat(notification.timestamp()).hasValue(TIME);
			assertThat(notification.attributes()).containsEntry("Subject", "s").containsEntry("a", "1");
			assertThat(notification.outermost().attributes()).doesNotContainKeys("Subject", "a");
			assertThat(event.records().get(1).text()).isEqualTo("plain");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapSnsOverSqs(NewRecord.of(BLUE).part("key", "k")))
				.withMessageStartingWith("SNS takes no part \"key\". ");
		}

	}

	@Nested
	class OfS3 {

		@Test
		void anObjectThatIsRemovedHasNoSize() {
			EventRecord record = Event
				.encapS3(
						NewRecord.of("a").with("eventName", "ObjectRemoved:DeleteMarkerCreated").with("versionId", "v"))
				.records()
				.get(0);
			assertThat(record.attributes()).containsEntry("versionId", "v").doesNotContainKeys("size", "eTag");
		}

		@Test
		void awsOwnClassReadsBucketAndVersion() {
			S3EventNotificationRecord record = Event
				.encapS3(NewRecord.of("a b").timestamp(TIME).with("bucket", "orders").with("versionId", "v"))
				.records()
				.get(0)
				.as(S3EventNotificationRecord.class);
			assertThat(record.getS3().getBucket().getName()).isEqualTo("orders");
			assertThat(record.getS3().getBucket().getArn()).isEqualTo("arn:aws:s3:::orders");
			assertThat(record.getS3().getObject().getVersionId()).isEqualTo("v");
			assertThat(record.getS3().getObject().getUrlDecodedKey()).isEqualTo("a b");
			assertThat(record.getEventTime().getMillis()).isEqualTo(TIME.toEpochMilli());
		}

		@Test
		void aKeyIsText() {
			assertThat(Event.encapS3("ü".getBytes(StandardCharsets.UTF_8)).records().get(0).attributes())
				.containsEntry("key", "ü");
			for (Object key : Arrays.asList(BLUE, 17, null)) {
				assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(key, key))
					.withMessage("The payload of a new record of S3 is the key of the object, which is text.");
			}
		}

	}

	@Nested
	class OfKinesis {

		@Test
		void awsOwnClassReadsWhatIsSaid() {
			KinesisEvent.KinesisEventRecord record = Event.encapKinesis(
					NewRecord.of(BLUE).id("17").timestamp(TIME).with("partitionKey", "p").with("encryptionType", "KMS"))
				.records()
				.get(0)
				.as(KinesisEvent.KinesisEventRecord.class);
			assertThat(record.getKinesis().getSequenceNumber()).isEqualTo("17");
			assertThat(record.getKinesis().getPartitionKey()).isEqualTo("p");
			assertThat(record.getKinesis().getEncryptionType()).isEqualTo("KMS");
			assertThat(record.getKinesis().getApproximateArrivalTimestamp().getTime()).isEqualTo(TIME.toEpochMilli());
			assertThat(record.getEventID()).isEqualTo("shardId-000000000000:17");
		}

		@Test
		void userRecordsHaveKeysOfTheirOwn() {
			List<EventRecord> records = Event
				.encapKinesisAggregated(NewRecord.of("a").with("partitionKey", "p").with("explicitHashKey", "1"), "b",
						NewRecord.of("c").with("explicitHashKey", "2").with("subSequenceNumber", 2),
						NewRecord.of("d").with("explicitHashKey", "1"))
				.records();
			assertThat(records).extracting(EventRecord::text).containsExactly("a", "b", "c", "d");
			assertThat(records).extracting((record) -> record.attributes().get("explicitHashKey"))
				.containsExactly("1", null, "2", "1");
			assertThat(records.get(0).attributes()).containsEntry("partitionKey", "p");
			assertThat(records.get(1).attributes().get("partitionKey")).isNotEqualTo("p");
		}

		@Test
		void whatIsSaidOfUserRecordsBesideTheirKeysIsSaidOfTheOneTheyAreIn() {
			NewRecord first = NewRecord.of("a").id("17").timestamp(TIME).with("eventID", "shardId-000000000003:17");
			assertThat(Event.encapKinesisAggregated(first, "b").records()).allSatisfy((record) -> {
				assertThat(record.id()).hasValue("17");
				assertThat(record.timestamp()).hasValue(TIME);
				assertThat(record.attributes()).containsEntry("eventID", "shardId-000000000003:17");
			});
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKinesisAggregated(first, NewRecord.of("b").id("18")))
				.withMessage("The event has one \"id\" for all of its records, and they do not agree on it.");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKinesisAggregated(NewRecord.of("a").with("subSequenceNumber", 1)));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKinesisAggregated(NewRecord.of("a").header("h", "v")))
				.withMessageContaining("explicitHashKey");
		}

	}

	@Nested
	class OfDynamoDb {

		private static final Map<String, Object> BEFORE = Map.of("id", "a", "n", 1);

		private static final Map<String, Object> AFTER = Map.of("id", "a", "n", 2);

		@Test
		void anOldImageMakesAModification() {
			EventRecord record = Event.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE)).records().get(0);
			assertThat(record.attributes()).containsEntry("eventName", "MODIFY");
			assertThat(record.bind(Object.class)).isEqualTo(AFTER);
			assertThat(record.part("NewImage").orElseThrow().bind(Object.class)).isEqualTo(AFTER);
			assertThat(record.part("OldImage").orElseThrow().bind(Object.class)).isEqualTo(BEFORE);
		}

		@Test
		void anEventNameThatIsGivenStays() {
			EventRecord record = Event
				.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE).with("eventName", "INSERT"))
				.records()
				.get(0);
			assertThat(record.attributes()).containsEntry("eventName", "INSERT");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).with("eventName", "DELETE")))
				.withMessage("The attribute \"eventName\" of DYNAMODB is to be one of INSERT, MODIFY, REMOVE.");
		}

		@Test
		void whatIsRemovedHasAnOldImageOnly() {
			for (NewRecord removed : List.of(NewRecord.of(BEFORE), NewRecord.of(null).part("OldImage", BEFORE))) {
				EventRecord record = Event.encapDynamoDb(removed.with("eventName", "REMOVE")).records().get(0);
				assertThat(record.bind(Object.class)).isEqualTo(BEFORE);
				assertThat(record.part("OldImage").orElseThrow().bind(Object.class)).isEqualTo(BEFORE);
				assertThat(record.part("NewImage")).isEmpty();
				assertThat(record.attributes()).containsEntry("StreamViewType", "NEW_AND_OLD_IMAGES");
			}
			NewRecord removed = NewRecord.of(BEFORE).with("eventName", "REMOVE");
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(removed.part("NewImage", AFTER)))
				.withMessage("An item that was removed from DYNAMODB has no NewImage.");
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(removed.part("OldImage", AFTER)))
				.withMessageContaining("is its OldImage, so a record with both says it twice");
		}

		@Test
		void aRemovalByTimeToLiveSaysWhoRemoved() {
			Event event = Event
				.encapDynamoDb(NewRecord.of(BEFORE).with("eventName", "REMOVE").with("userIdentity.type", "Service"));
			assertThat(event.records().get(0).attributes()).containsEntry("userIdentity.principalId",
					"dynamodb.amazonaws.com");
			assertThat(event.bind(DynamodbEvent.class).getRecords().get(0).getUserIdentity().getPrincipalId())
				.isEqualTo("dynamodb.amazonaws.com");
		}

		@Test
		void keysThatAreGivenAreTheKeysAsAWhole() {
			Map<String, Object> keys = Map.of("id", "a", "n", 2);
			EventRecord record = Event.encapDynamoDb(NewRecord.of(AFTER).part("Keys", keys)).records().get(0);
			assertThat(record.part("Keys").orElseThrow().bind(Object.class)).isEqualTo(keys);
			assertThat(Event.encapDynamoDb(NewRecord.of(AFTER).part("Keys", null)).records().get(0).part("Keys"))
				.isEmpty();
		}

		@Test
		void aStreamMayHaveKeysOnlyOrOldImagesOnly() {
			EventRecord keys = Event.encapDynamoDb(NewRecord.of(null).part("Keys", Map.of("id", "a"))).records().get(0);
			assertThat(keys.text()).isEqualTo("{\"id\":\"a\"}");
			assertThat(keys.attributes()).containsEntry("StreamViewType", "KEYS_ONLY")
				.containsEntry("eventName", "INSERT");
			EventRecord old = Event.encapDynamoDb(NewRecord.of(null).part("OldImage", BEFORE)).records().get(0);
			assertThat(old.bind(Object.class)).isEqualTo(BEFORE);
			assertThat(old.attributes()).containsEntry("StreamViewType", "OLD_IMAGE")
				.containsEntry("eventName", "MODIFY");
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(null)))
				.withMessage("A new record of DYNAMODB has an item: give it as the payload, or as one of the parts.");
		}

		@Test
		void theNewImageMayBeGivenByItsName() {
			NewRecord record = NewRecord.of(null).part("NewImage", AFTER);
			assertThat(Event.encapDynamoDb(record).records().get(0).bind(Object.class)).isEqualTo(AFTER);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).part("NewImage", AFTER)));
		}

		@Test
		void awsOwnClassReadsBothImagesAndTheTime() {
			DynamodbEvent.DynamodbStreamRecord record = Event
				.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE).id("17").timestamp(TIME))
				.records()
				.get(0)
				.as(DynamodbEvent.DynamodbStreamRecord.class);
			assertThat(record.getEventName()).isEqualTo("MODIFY");
			assertThat(record.getDynamodb().getNewImage()).containsEntry("n", new AttributeValue().withN("2"));
			assertThat(record.getDynamodb().getOldImage()).containsEntry("n", new AttributeValue().withN("1"));
			assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("17");
			assertThat(record.getDynamodb().getApproximateCreationDateTime().getTime()).isEqualTo(TIME.toEpochMilli());
		}

		@Test
		void anImageThatIsNoObjectIsRefused() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", List.of())))
				.withMessageContaining("carries an object as its payload, and this is an array");
		}

		@Test
		void anItemThatIsNestedTooDeepIsRefused() {
			for (int depth : new int[] { 240, 260, 499, 501, 2000 }) {
				String item = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
				if (depth == 240) {
					assertThat(Event.encapDynamoDb(item).records().get(0).text()).isEqualTo(item);
					continue;
				}
				assertThatIllegalArgumentException().as("depth " + depth).isThrownBy(() -> Event.encapDynamoDb(item));
				assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSqs(nested(2000)))
					.withMessage("This is beyond what an event can hold (nested too deep, or with a number or name "
							+ "too long).");
			}
			String detail = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapEventBridge(detail));
		}

		private static Object nested(int depth) {
			Object value = 1;
			for (int i = 0; i < depth; i++) {
				value = List.of(value);
			}
			return value;
		}

	}

	@Nested
	class OfEventBridge {

		@Test
		void awsOwnClassReadsSourceAndResources() {
			ScheduledEvent event = Event
				.encapEventBridge(NewRecord.of(BLUE)
					.id("e-1")
					.timestamp(TIME)
					.with("source", "aws.ec2")
					.with("detail-type", "State-change")
					.with("resources", "arn:1,arn:2"))
				.bind(ScheduledEvent.class);
			assertThat(event.getId()).isEqualTo("e-1");
			assertThat(event.getSource()).isEqualTo("aws.ec2");
			assertThat(event.getDetailType()).isEqualTo("State-change");
			assertThat(event.getResources()).containsExactly("arn:1", "arn:2");
			assertThat(event.getTime().getMillis()).isEqualTo(TIME.toEpochMilli());
		}

		@Test
		void sourceAndTypeBesideANewRecordHoldForIt() {
			EventRecord record = Event.encapEventBridge("aws.ec2", "State-change", NewRecord.of(BLUE).id("e-1"))
				.records()
				.get(0);
			assertThat(record.id()).hasValue("e-1");
			assertThat(record.attributes()).containsEntry("source", "aws.ec2")
				.containsEntry("detail-type", "State-change");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapEventBridge("a", "b", NewRecord.of(BLUE).with("source", "c")));
		}

	}

	@Nested
	class OfDocumentDb {

		@Test
		void aDeletionHasNoDocumentUnlessOneIsGiven() {
			NewRecord deleted = NewRecord.of(null).with("operationType", "delete");
			EventRecord record = Event.encapDocumentDb(deleted.part("documentKey", Map.of("_id", 1))).records().get(0);
			assertThat(record.part("fullDocument")).isEmpty();
			assertThat(record.part("documentKey").orElseThrow().text()).isEqualTo("{\"_id\":1}");
			assertThat(record.text()).contains("\"operationType\":\"delete\"");
			assertThat(Event.encapDocumentDb(deleted.part("fullDocument", BLUE)).records().get(0).bind(Color.class))
				.isEqualTo(BLUE);
			assertThat(Event.encapDocumentDb(NewRecord.of(BLUE).with("operationType", "delete"))
				.records()
				.get(0)
				.bind(Color.class)).isEqualTo(BLUE);
		}

		@Test
		void whatIsInsertedHasADocument() {
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDocumentDb(NewRecord.of(null)))
				.withMessageContaining("carries an object as its payload, and this is null");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapDocumentDb(NewRecord.of(BLUE).part("fullDocument", BLUE)))
				.withMessageContaining("says it twice");
		}

		@Test
		void aDescriptionOfAnUpdateMakesAnUpdate() {
			Map<String, Object> update = Map.of("removedFields", List.of("count"));
			EventRecord record = Event.encapDocumentDb(NewRecord.of(null).part("updateDescription", update))
				.records()
				.get(0);
			assertThat(record.attributes()).containsEntry("operationType", "update");
			assertThat(record.part("updateDescription").orElseThrow().bind(Object.class)).isEqualTo(update);
		}

	}

	@Nested
	class OfLambdaDestination {

		@Test
		void aSuccessHasNoError() {
			Event event = Event.encapLambdaDestination(
					NewRecord.of(BLUE).with("condition", "Success").part("responsePayload", new Color("orange")));
			EventRecord record = event.records().get(0);
			assertThat(record.bind(Color.class)).isEqualTo(BLUE);
			assertThat(record.part("responsePayload").orElseThrow().bind(Color.class)).isEqualTo(new Color("orange"));
			assertThat(record.attributes()).containsEntry("condition", "Success").doesNotContainKey("functionError");
			assertThat(Event.encapLambdaDestination(NewRecord.of(BLUE).with("condition", "Success"))
				.records()
				.get(0)
				.part("responsePayload")).isEmpty();
		}

		@Test
		void awsOwnClassReadsWhatIsSaid() {
			LambdaDestinationEvent event = Event
				.encapLambdaDestination(NewRecord.of(BLUE)
					.id("r-1")
					.timestamp(TIME)
					.with("approximateInvokeCount", 2)
					.with("functionError", "Handled"))
				.bind(LambdaDestinationEvent.class);
			assertThat(event.getRequestContext().getRequestId()).isEqualTo("r-1");
			assertThat(event.getRequestContext().getApproximateInvokeCount()).isEqualTo(2);
			assertThat(event.getResponseContext())
				.hasToString("{statusCode=200, executedVersion=$LATEST, functionError=Handled}");
			assertThat(event.getTimestamp().getMillis()).isEqualTo(TIME.toEpochMilli());
		}

	}

	@Nested
	class OfCloudWatchLogs {

		@Test
		void whatOneLogEventSaysOfTheStreamHoldsForTheOthers() {
			List<EventRecord> records = Event
				.encapCloudWatchLogs("plain", NewRecord.of("x").with("logGroup", "/orders").with("level", "ERROR"))
				.records();
			assertThat(records.get(0).attributes()).containsEntry("logGroup", "/orders").doesNotContainKey("level");
			assertThat(records.get(1).attributes()).containsEntry("logGroup", "/orders")
				.containsEntry("level", "ERROR");
		}

	}

	@Nested
	class OfFirehose {

		@Test
		void aNameOfKinesisMakesARecordOfKinesis() {
			Event event = Event.encapFirehose(NewRecord.of("a").id("17").with("partitionKey", "p"), "plain");
			assertThat(event.records().get(0).attributes()).containsEntry("partitionKey", "p")
				.containsEntry("sequenceNumber", "17")
				.containsKeys("shardId", "subsequenceNumber", "sourceKinesisStreamArn");
			assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "plain");
			KinesisFirehoseEvent aws = event.bind(KinesisFirehoseEvent.class);
			assertThat(aws.getRecords().get(0).getKinesisRecordMetadata()).containsEntry("partitionKey", "p");
			assertThat(aws.getRecords().get(0).getRecordId()).isEqualTo("17");
		}

		@Test
		void aNameOfKafkaMakesARecordOfKafka() {
			Event event = Event.encapFirehose("plain", NewRecord.of("a").with("offset", 42L));
			assertThat(event.records().get(1).attributes()).containsEntry("offset", "42")
				.containsEntry("partitionId", "0")
				.containsKey("sourceMSKArn");
			MSKFirehoseEvent.Record aws = event.records().get(1).as(MSKFirehoseEvent.Record.class);
			assertThat(aws.getKafkaRecordValue().array()).isEqualTo(new byte[] { 'a' });
			assertThat(aws.getMskRecordMetadata()).containsEntry("offset", "42");
		}

		@Test
		void aStreamHasOneSource() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapFirehose(NewRecord.of("a").with("offset", 42L),
						NewRecord.of("a").with("shardId", "s")))
				.withMessageContaining("from Kinesis or from Kafka");
		}

	}

	@Nested
	class OfKafka {

		@Test
		void recordsAreByTopicAndPartitionInTheirOrder() {
			Event event = Event.encapKafka(NewRecord.of("a").with("topic", "t").with("partition", 1), "b",
					NewRecord.of("c").with("topic", "t").with("partition", 1), NewRecord.of("d").with("offset", 7),
					"e");
			assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "c", "b", "d", "e");
			assertThat(event.records()).extracting((record) -> record.id().orElseThrow())
				.containsExactly("t-1-0", "t-1-1", "topic-0-0", "topic-0-7", "topic-0-8");
			assertThat(event.bind(KafkaEvent.class).getRecords()).containsOnlyKeys("t-1", "topic-0");
		}

		@Test
		void theKeyIsAnyPayloadOrNone() {
			List<EventRecord> records = Event
				.encapKafka(NewRecord.of("a").part("key", BLUE), NewRecord.of("b").part("key", new byte[] { -1 }),
						NewRecord.of("c").part("key", null), NewRecord.of(null).part("key", "gone"))
				.records();
			assertThat(records.get(0).part("key").orElseThrow().bind(Color.class)).isEqualTo(BLUE);
			assertThat(records.get(1).part("key").orElseThrow().bytes()).containsExactly(-1);
			assertThat(records.get(2).part("key")).isEmpty();
			assertThat(records.get(3).hasPayload()).isFalse();
			assertThat(records.get(3).part("key").orElseThrow().text()).isEqualTo("gone");
		}

		@Test
		void awsOwnClassReadsHeadersAndKey() {
			KafkaEvent.KafkaEventRecord record = Event
				.encapKafka(NewRecord.of("a")
					.timestamp(TIME)
					.part("key", "k")
					.header("tenant", "acme")
					.header("tenant", new byte[] { 0, -1, 127, -128 }))
				.records()
				.get(0)
				.as(KafkaEvent.KafkaEventRecord.class);
			assertThat(record.getKey()).isEqualTo("aw==");
			assertThat(record.getTimestamp()).isEqualTo(TIME.toEpochMilli());
			assertThat(record.getHeaders()).extracting((header) -> header.get("tenant"))
				.containsExactly("acme".getBytes(StandardCharsets.UTF_8), new byte[] { 0, -1, 127, -128 });
		}

		@Test
		void aHeaderIsNoAttributeToGive() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("tenant", "b")))
				.withMessageStartingWith("KAFKA takes no attribute \"tenant\". A new record of it takes a timestamp; "
						+ "headers; the parts key; the attributes bootstrapServers, ");
		}

	}

	@Nested
	class OfBrokers {

		@Test
		void awsOwnClassReadsWhatIsSaidOfActiveMq() {
			ActiveMQEvent.ActiveMQMessage message = Event
				.encapActiveMq(NewRecord.of("a")
					.id("ID:1")
					.timestamp(TIME)
					.with("correlationID", "c")
					.with("priority", 9)
					.with("destination", "orders")
					.with("attempt", 3)
					.with("express", true))
				.records()
				.get(0)
				.as(ActiveMQEvent.ActiveMQMessage.class);
			assertThat(message.getMessageID()).isEqualTo("ID:1");
			assertThat(message.getTimestamp()).isEqualTo(TIME.toEpochMilli());
			assertThat(message.getCorrelationID()).isEqualTo("c");
			assertThat(message.getPriority()).isEqualTo(9);
			assertThat(message.getDestination().getPhysicalName()).isEqualTo("orders");
			assertThat(message.getProperties()).isEqualTo(Map.of("attempt", "3", "express", "true"));
		}

		@Test
		void messagesOfRabbitMqAreByQueueInTheirOrder() {
			Event event = Event.encapRabbitMq("a", NewRecord.of("b").with("queue", "q").with("virtualHost", "/v"), "c",
					NewRecord.of("d").with("queue", "odd::name").with("virtualHost", ""));
			assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "c", "b", "d");
			assertThat(event.bind(RabbitMQEvent.class).getRmqMessagesByQueue()).containsOnlyKeys("queue::/", "q::/v",
					"odd::name::");
			assertThat(event.records().get(3).attributes()).containsEntry("queue", "odd::name")
				.containsEntry("virtualHost", "");
			for (String host : List.of(":x", "a::b")) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").with("virtualHost", host)))
					.withMessageContaining("\"virtualHost\"");
			}
		}

		@Test
		void aMessageOfRabbitMqHasOneHeaderOfAName() {
			EventRecord record = Event.encapRabbitMq(NewRecord.of("a").header("b", new byte[] { -1 }).header("c", ""))
				.records()
				.get(0);
			assertThat(record.headers()).containsExactly(new RecordHeader("b", new byte[] { -1 }),
					new RecordHeader("c", new byte[0]));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").header("b", "1").header("b", "2")))
				.withMessage("A message of RABBITMQ has one header of a name, and this one has several.");
		}

		@Test
		void theTimeOfRabbitMqMayBeGivenAsAwsWritesIt() {
			assertThat(Event.encapRabbitMq(NewRecord.of("a").with("timestamp", "Jan 2, 2026, 3:04:05 PM"))
				.records()
				.get(0)
				.timestamp()).hasValue(SECOND);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").with("timestamp", "2026-01-02")))
				.withMessageContaining("better give timestamp(...)");
		}

		@Test
		void awsOwnClassReadsWhatIsSaidOfRabbitMq() {
			RabbitMQEvent.BasicProperties properties = Event
				.encapRabbitMq(NewRecord.of("a").id("m-1").timestamp(SECOND).with("expiration", 1000).header("h", "v"))
				.records()
				.get(0)
				.as(RabbitMQEvent.RabbitMessage.class)
				.getBasicProperties();
			assertThat(properties.getMessageId()).isEqualTo("m-1");
			assertThat(properties.getTimestamp()).isEqualTo("Jan 2, 2026, 3:04:05 PM");
			assertThat(properties.getExpiration()).isEqualTo(1000);
			assertThat(properties.getHeaders()).isEqualTo(Map.of("h", Map.of("bytes", List.of(118))));
		}

		@Test
		void awsOwnClassReadsWhatIsSaidOfCodeCommit() {
			CodeCommitEvent.Record record = Event
				.encapCodeCommit(NewRecord.of("{}").id("e-1").timestamp(TIME).with("customData", "mine"))
				.records()
				.get(0)
				.as(CodeCommitEvent.Record.class);
			assertThat(record.getEventId()).isEqualTo("e-1");
			assertThat(record.getEventTime().getMillis()).isEqualTo(TIME.toEpochMilli());
			assertThat(record.getCustomData()).isEqualTo("mine");
		}

	}

}
