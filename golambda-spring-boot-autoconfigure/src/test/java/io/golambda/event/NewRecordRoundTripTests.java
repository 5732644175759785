package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Values that are set on a {@link NewRecord} are read from its event under the same
 * names, for each source.
 */
class NewRecordRoundTripTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Instant SECOND = Instant.parse("2026-01-02T15:04:05Z");

	private static final Color BLUE = new Color("blue");

	static Stream<Arguments> records() {
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
				arguments(EventSource.S3_BATCH,
						new Given("{\"message\":\"blue\"}").id("t-1")
							.with("key", "{\"message\":\"blue\"}")
							.with("bucket", "orders")
							.with("versionId", "v")
							.with("job.id", "j-1")
							.with("invocationId", "i")
							.with("invocationSchemaVersion", "2.0")
							.with("target", "archive")),
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
							.with("trace-header", "Root=1-5759e988-bd862e3fe1be46a994272793")
							.with("resources", "arn:1,arn:2")),
				arguments(EventSource.EVENTBRIDGE_CUSTOM_BUS,
						new Given().id("e-1")
							.timestamp(TIME)
							.with("aws:EventId", "e-1")
							.with("aws:IngestionTime", TIME.toString())
							.with("aws:DeliveryType", "REPLAY")
							.with("aws:SequenceNumber", "10000000000000003000")
							.with("ContentType", "application/avro")
							.with("EventGroupId", "order-1001")
							.with("DeduplicationId", "d")
							.with("aws:Source", "com.acme.orders")
							.with("aws:DetailType", "Order placed")
							.with("aws:SchemaId", "e424651b-7a41-405d-bf05-2cae8cdf5aea")
							.with("aws:RegistryType", "Glue")
							.with("tenant", "acme")),
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
							.with("policyLevel", "ACCOUNT_LEVEL_POLICY")
							.with("level", "ERROR")),
				arguments(EventSource.CLOUDWATCH_LOGS,
						new Given().timestamp(TIME)
							.with("policyLevel", "ACCOUNT_LEVEL_POLICY")
							.with("owner", "1")
							.with("logGroup", "/aws/lambda/orders")
							.with("logStream", "s")
							.with("subscriptionFilters", "f")
							.part("extractedFields", "{\"level\":\"ERROR\",\"@aws.region\":\"eu-west-1\"}")),
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
	@MethodSource("records")
	void readsWhatWasSet(EventSource source, Given given) {
		List<EventRecord> records = Event.of(source, given.record).records();
		assertThat(records).singleElement().satisfies((record) -> {
			assertThat(record.source()).isEqualTo(source);
			given.verify(record);
		});
	}

	@ParameterizedTest
	@MethodSource("records")
	void coversAllAttributesOfTheSource(EventSource source, Given given) {
		List<String> tried = new ArrayList<>(given.record.outgoing().attributes().keySet());
		if (source == EventSource.FIREHOSE) {
			// its two sources exclude each other
			tried = records().filter((arguments) -> arguments.get()[0] == source)
				.flatMap((arguments) -> ((Given) arguments.get()[1]).record.outgoing().attributes().keySet().stream())
				.toList();
		}
		assertThat(tried).containsAll(source.format().writer().capabilities().attributes());
	}

	@ParameterizedTest
	@MethodSource("records")
	void plainMessageIsARecordOfItsOwn(EventSource source, Given given) {
		if (source == EventSource.EVENTBRIDGE || source == EventSource.LAMBDA_DESTINATION) {
			return;
		}
		List<EventRecord> records = Event.of(source, "{\"message\":\"plain\"}", given.record).records();
		assertThat(records).hasSize(2);
		assertThat(records).extracting(EventRecord::attributes).doesNotHaveDuplicates();
		given.verify(records.get(1));
		if (source != EventSource.S3) {
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("plain"));
		}
	}

	@ParameterizedTest
	@MethodSource("records")
	void copiesARecordByItsAttributes(EventSource source, Given given) {
		EventRecord first = Event.of(source, given.record).records().get(0);
		NewRecord copy = NewRecord.of((source == EventSource.S3) ? first.attributes().get("key") : first.bytes());
		for (Map.Entry<String, String> attribute : first.attributes().entrySet()) {
			if (first.headers().stream().noneMatch((header) -> header.name().equals(attribute.getKey()))) {
				copy = copy.with(attribute.getKey(), attribute.getValue());
			}
		}
		assertThat(Event.of(source, copy).records().get(0).attributes()).containsAllEntriesOf(withoutHeaders(first));
	}

	private static Map<String, String> withoutHeaders(EventRecord record) {
		Map<String, String> attributes = new HashMap<>(record.attributes());
		record.headers().forEach((header) -> attributes.remove(header.name()));
		return attributes;
	}

	/**
	 * A new record, and what must be read from it.
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
			assertThat(read.timestamp()).isEqualTo(Optional.ofNullable(this.record.outgoing().timestamp()));
			assertThat(read.attributes()).containsAllEntriesOf(this.attributes);
			this.parts.forEach((name, json) -> assertThat(read.part(name).orElseThrow().text()).isEqualTo(json));
			assertThat(read.headers()).isEqualTo(this.headers);
		}

		@Override
		public String toString() {
			return this.record.toString();
		}

	}

}
