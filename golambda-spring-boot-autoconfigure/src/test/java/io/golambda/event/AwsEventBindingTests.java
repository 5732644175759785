package io.golambda.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests binding of records, payloads and whole events to AWS's event classes.
 */
class AwsEventBindingTests {

	private static final Event TWO_OBJECTS_IN_A_MESSAGE = Event.encapSqs(Event.encapS3("a b.txt", "c.txt"));

	@Test
	void s3RecordBindsToEventWithThisRecordAlone() {
		List<String> keys = TWO_OBJECTS_IN_A_MESSAGE.records()
			.stream()
			.map((record) -> record.bind(S3Event.class).getRecords())
			.peek((records) -> assertThat(records).hasSize(1))
			.map((records) -> records.get(0).getS3().getObject().getUrlDecodedKey())
			.toList();
		assertThat(keys).containsExactly("a b.txt", "c.txt");
		assertThat(Records.of(TWO_OBJECTS_IN_A_MESSAGE, S3EventNotification.class).stream())
			.extracting((event) -> event.getRecords().get(0).getS3().getObject().getKey())
			.containsExactly("a+b.txt", "c.txt");
	}

	@Test
	void messageThatCarriesAnEventBindsToThatEvent() {
		EventRecord message = TWO_OBJECTS_IN_A_MESSAGE.decapSqs().get(0);
		assertThat(message.bind(S3Event.class).getRecords()).hasSize(2);
		assertThat(message.bind(SQSEvent.class).getRecords()).singleElement()
			.extracting(SQSEvent.SQSMessage::getMessageId)
			.isEqualTo(message.id().orElseThrow());
	}

	@Test
	void partsOfAnS3RecordAreRead() {
		EventRecord record = TWO_OBJECTS_IN_A_MESSAGE.records().get(1);
		assertThat(record.bind(S3EventNotificationRecord.class).getEventName()).isEqualTo("ObjectCreated:Put");
		assertThat(record.bind(S3Entity.class).getConfigurationId()).isEqualTo("notification");
		assertThat(record.bind(S3BucketEntity.class).getName()).isEqualTo("bucket");
		assertThat(record.bind(S3ObjectEntity.class).getKey()).isEqualTo("c.txt");
	}

	static Stream<Arguments> recordClasses() {
		return Stream.of(arguments(Event.encapSqs("x"), SQSEvent.SQSMessage.class, SQSEvent.class),
				arguments(Event.encapSns("x"), SNSEvent.SNSRecord.class, SNSEvent.class),
				arguments(Event.encapSnsOverSqs("x"), SNSEvent.SNSRecord.class, SNSEvent.class),
				arguments(Event.encapKinesis("x"), KinesisEvent.KinesisEventRecord.class, KinesisEvent.class),
				arguments(Event.encapDynamoDb(Map.of("a", 1)), DynamodbEvent.DynamodbStreamRecord.class,
						DynamodbEvent.class),
				arguments(Samples.event("codecommit-typical"), CodeCommitEvent.Record.class, CodeCommitEvent.class),
				arguments(Event.encapFirehose("x"), KinesisFirehoseEvent.Record.class, KinesisFirehoseEvent.class),
				arguments(Samples.event("firehose-msk"), MSKFirehoseEvent.Record.class, MSKFirehoseEvent.class),
				arguments(Event.encapKafka("x"), KafkaEvent.KafkaEventRecord.class, KafkaEvent.class),
				arguments(Event.encapActiveMq("x"), ActiveMQEvent.ActiveMQMessage.class, ActiveMQEvent.class),
				arguments(Event.encapRabbitMq("x"), RabbitMQEvent.RabbitMessage.class, RabbitMQEvent.class));
	}

	@ParameterizedTest
	@MethodSource("recordClasses")
	void recordBindsToTheClassesOfItsSource(Event event, Class<?> recordType, Class<?> eventType) {
		EventRecord record = event.records().get(0);
		assertThat(record.bind(recordType)).usingRecursiveComparison().isEqualTo(record.as(recordType));
		assertThat(record.bind(eventType)).usingRecursiveComparison()
			.isEqualTo(Event.of(AwsEventClasses.write(record.bind(eventType))).bind(eventType));
		if (record.envelope().isEmpty()) {
			Object whole = event.bind(eventType);
			if (event.records().size() == 1) {
				assertThat(record.bind(eventType)).usingRecursiveComparison().isEqualTo(whole);
			}
		}
	}

	@Test
	void recordBindsToItsParts() {
		assertThat(Event.encapSns("hello").records().get(0).bind(SNSEvent.SNS.class).getMessage()).isEqualTo("hello");
		assertThat(Event.encapKinesis("hello").records().get(0).bind(KinesisEvent.Record.class).getData())
			.isEqualTo(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
		assertThat(Event.encapDynamoDb(Map.of("a", 1)).records().get(0).bind(StreamRecord.class).getNewImage())
			.containsEntry("a", new AttributeValue().withN("1"));
	}

	@Test
	void notificationInMessageBindsWithoutUnwrapping() {
		EventRecord message = Event.encapSnsOverSqs("hello").decapSqs().get(0);
		SNSEvent.SNS sns = message.bind(SNSEvent.SNS.class);
		assertThat(sns.getMessage()).isEqualTo("hello");
		assertThat(sns.getSigningCertUrl()).startsWith("https://");
		assertThat(message.bind(SNSEvent.SNSRecord.class).getSNS()).isEqualTo(sns);
		assertThat(message.bind(SNSEvent.class).getRecords().get(0).getSNS()).isEqualTo(sns);
	}

	@Test
	void aggregatedRecordsBindWithTheirOwnData() {
		List<EventRecord> records = Event.encapKinesisAggregated("a", "b").records();
		assertThat(records).extracting((record) -> record.bind(KinesisEvent.class).getRecords().get(0).getKinesis())
			.extracting((kinesis) -> StandardCharsets.UTF_8.decode(kinesis.getData()).toString())
			.containsExactly("a", "b");
	}

	@Test
	void eventThatIsItsOwnRecordBinds() {
		assertThat(Samples.event("eventbridge-typical").records().get(0).bind(ScheduledEvent.class))
			.isEqualTo(Samples.event("eventbridge-typical").bind(ScheduledEvent.class));
		assertThat(Samples.event("lambda-destination-typical").records().get(0).bind(LambdaDestinationEvent.class))
			.isEqualTo(Samples.event("lambda-destination-typical").bind(LambdaDestinationEvent.class));
	}

	@Test
	void eventFromPipesBindsLikeOneFromLambda() {
		Event sqs = Samples.event("pipes-sqs");
		assertThat(sqs.bind(SQSEvent.class).getRecords()).hasSameSizeAs(sqs.decapSqs())
			.allSatisfy((message) -> assertThat(message.getBody()).isNotEmpty());
		assertThat(sqs.bind(new TypeReference<List<SQSEvent.SQSMessage>>() {
		})).isEqualTo(sqs.bind(SQSEvent.class).getRecords());
		Event kinesis = Samples.event("pipes-kinesis");
		assertThat(kinesis.bind(KinesisEvent.class).getRecords()).hasSameSizeAs(kinesis.decapKinesis())
			.allSatisfy((record) -> assertThat(record.getKinesis().getData()).isNotNull());
		assertThat(kinesis.bind(KinesisEvent.KinesisEventRecord[].class))
			.containsExactlyElementsOf(kinesis.bind(KinesisEvent.class).getRecords());
		assertThat(Samples.event("pipes-dynamodb").bind(DynamodbEvent.class).getRecords())
			.allSatisfy((record) -> assertThat(record.getDynamodb().getKeys()).isNotEmpty());
		assertThat(Samples.event("pipes-kafka").bind(KafkaEvent.class).getRecords()).isNotEmpty();
	}

	record Shipment(String carrier, SQSEvent.SQSMessage message, Optional<List<SNSEvent.SNSRecord>> notifications) {

	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void awsClassesInApplicationTypesBind(boolean ownMapper) {
		String json = """
				{"carrier": "c", "message": {"messageId": "m", "eventSourceARN": "arn"},
				 "notifications": [{"EventSource": "aws:sns", "Sns": {"Message": "hello"}}]}""";
		Event event = Event.encapSqs(json);
		if (ownMapper) {
			event = event.withMapper(JsonMapper.builder().build());
		}
		Shipment shipment = event.records().get(0).bind(Shipment.class);
		assertThat(shipment.message().getEventSourceArn()).isEqualTo("arn");
		assertThat(shipment.notifications().orElseThrow().get(0).getSNS().getMessage()).isEqualTo("hello");
		Map<String, S3Event> events = Event.encapSqs("{\"a\":" + Event.encapS3("k").json() + "}")
			.withMapper(JsonMapper.builder().build())
			.records()
			.get(0)
			.bind(new TypeReference<Map<String, S3Event>>() {
			});
		assertThat(events.get("a").getRecords().get(0).getS3().getObject().getKey()).isEqualTo("k");
	}

	static Stream<Arguments> classesOfOtherEvents() {
		Event sqs = Event.encapSqs("{\"message\":\"blue\"}");
		return Stream.of(arguments(sqs, SNSEvent.class, "it is from SQS. To bind the data in its records"),
				arguments(sqs, SQSEvent.SQSMessage.class,
						"it is a whole event of SQS, and this is the class of a record"),
				arguments(Event.encapS3("k"), S3ObjectEntity.class, "it is a whole event of S3"),
				arguments(Samples.event("firehose-msk"), KinesisFirehoseEvent.class, "its records are from Kafka"),
				arguments(Event.of("{\"color\":\"blue\"}"), SQSEvent.class, "none of its members"),
				arguments(Event.of("[{\"Records\":[]}]"), SQSEvent.class, "it is an array, not an object"));
	}

	@ParameterizedTest
	@MethodSource("classesOfOtherEvents")
	void rejectsClassOfAnotherEvent(Event event, Class<?> type, String reason) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(type))
			.withMessageStartingWith("The event does not fit " + type.getName() + ": ")
			.withMessageContaining(reason);
	}

	static Stream<Arguments> classesOfOtherRecords() {
		EventRecord text = Event.encapSqs("hello").records().get(0);
		EventRecord color = Event.encapSqs("{\"message\":\"blue\"}").records().get(0);
		return Stream.of(arguments(text, S3Event.class, "it is not JSON"),
				arguments(color, SNSEvent.SNS.class, "none of its members"),
				arguments(TWO_OBJECTS_IN_A_MESSAGE.decapSqs().get(0), S3EventNotificationRecord.class,
						"Use records(), which unwraps the records of that event."),
				arguments(TWO_OBJECTS_IN_A_MESSAGE.records().get(0), SQSEvent.SQSMessage.class,
						"it is a record of \"aws:s3\""),
				arguments(Event.encapKinesis("x").records().get(0), KinesisTimeWindowEvent.class,
						"which cannot be read as this class"),
				arguments(Event.encapDynamoDb(Map.of("a", 1)).records().get(0), AttributeValue.class,
						"none of its members"));
	}

	@ParameterizedTest
	@MethodSource("classesOfOtherRecords")
	void rejectsClassOfAnotherRecord(EventRecord record, Class<?> type, String reason) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(type))
			.withMessageStartingWith("Record 0")
			.withMessageContaining(type.getName())
			.withMessageContaining(reason);
	}

	@Test
	void failureInNestedAwsClassNamesThePath() {
		EventRecord record = Event.encapSqs("{\"a\":[{\"color\":\"blue\"}]}").records().get(0);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> record.bind(new TypeReference<Map<String, List<SQSEvent.SQSMessage>>>() {
			}))
			.withMessageContaining("$.a[0] cannot be read as " + SQSEvent.SQSMessage.class.getName()
					+ ": none of its members is one of that class.");
	}

	@Test
	void timesWrittenByEmulatorsAreRead() {
		Event event = Event
			.of(Event.encapKinesis("x").json().replaceAll("Timestamp\":[0-9.]+", "Timestamp\":1700000000500"));
		assertThat(event.bind(KinesisEvent.class).getRecords().get(0).getKinesis().getApproximateArrivalTimestamp())
			.isEqualTo(new Date(1_700_000_000_500L));
	}

	@Test
	void detailAndPayloadInJsonStringsAreRead() {
		assertThat(Samples.event("eventbridge-scheduler").bind(ScheduledEvent.class).getDetail()).isEmpty();
		String json = Event.encapLambdaDestination(Map.of("a", 1)).json();
		assertThat(Event.of(json.replace("{\"a\":1}", "\"{\\\"a\\\":1}\""))
			.bind(LambdaDestinationEvent.class)
			.getRequestPayload()).isEqualTo(Map.of("a", 1));
	}

}
