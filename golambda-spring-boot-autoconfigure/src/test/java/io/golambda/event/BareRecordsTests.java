package io.golambda.event;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests records without an event around them, which EventBridge Pipes writes into queues
 * and people paste into the console, and events that name two sources.
 */
class BareRecordsTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Color BLUE = new Color("blue");

	static Stream<Event> eventsWhoseRecordsNameTheirSource() {
		return Stream.of(Event.encapSqs(BLUE), Event.encapSns(BLUE), Event.encapDynamoDb(BLUE),
				Event.encapKinesis(BLUE), Event.encapS3("a b"), Event.encapSes("""
						{"message":"blue","mail":{"messageId":"1"}}"""),
				Event.encapCodeCommit("{\"message\":\"blue\"}"));
	}

	@ParameterizedTest
	@MethodSource("eventsWhoseRecordsNameTheirSource")
	void bareRecordIsReadLikeInItsEvent(Event event) {
		String json = event.bind(JsonNode.class).path("Records").get(0).toString();
		assertSame(Event.of(json), event);
		assertSame(Event.of("[" + json + "]"), event);
		EventRecord inQueue = Event.encapSqs(json).records().get(0);
		assertThat(inQueue.source())
			.isEqualTo(event.records().get(0).id().isPresent() || event.source() == EventSource.S3 ? event.source()
					: EventSource.SQS);
	}

	@ParameterizedTest
	@EnumSource(names = { "KINESIS", "KAFKA", "ACTIVEMQ", "RABBITMQ" })
	void recordThatPipesWriteIntoQueueIsUnwrapped(EventSource source) {
		String flat = switch (source) {
			case KINESIS -> """
					{"partitionKey":"p","sequenceNumber":"1","data":"eyJtZXNzYWdlIjoiYmx1ZSJ9",
					"approximateArrivalTimestamp":1700000000.5,"eventSource":"aws:kinesis","eventID":"s:1",
					"eventSourceARN":"arn:aws:kinesis:r:1:stream/s"}""";
			case KAFKA -> """
					{"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:r:1:cluster/c","eventSourceKey":"t-0",
					"topic":"t","partition":0,"offset":15,"value":"eyJtZXNzYWdlIjoiYmx1ZSJ9","headers":[]}""";
			case ACTIVEMQ -> """
					{"messageID":"ID:1","messageType":"jms/text-message","data":"eyJtZXNzYWdlIjoiYmx1ZSJ9",
					"eventSource":"aws:amq","eventSourceArn":"arn:aws:mq:r:1:broker:b"}""";
			default -> """
					{"basicProperties":{"messageId":"m"},"data":"eyJtZXNzYWdlIjoiYmx1ZSJ9","eventSource":"aws:rmq",
					"eventSourceArn":"arn:aws:mq:r:1:broker:b","eventSourceKey":"q::/"}""";
		};
		assertThat(Event.of(flat).source()).isEqualTo(source);
		for (Event event : List.of(Event.of(flat), Event.encapSqs(flat), Event.encapSnsOverSqs(flat),
				Event.of("[" + flat + "]"))) {
			EventRecord record = event.records().get(0);
			assertThat(record.source()).isEqualTo(source);
			assertThat(record.bind(Color.class)).isEqualTo(BLUE);
			assertThat(record.id()).isPresent();
		}
	}

	@Test
	void nestedKinesisRecordsInBareArrayAreRead() {
		Event event = Event.encapKinesis(BLUE, BLUE);
		assertSame(Event.of(event.bind(JsonNode.class).path("Records").toString()), event);
	}

	@ParameterizedTest
	@CsvSource({ "SQS,eventSource,aws:sqs,Records,body", "SNS,EventSource,aws:sns,Records,Sns.Message",
			"KINESIS,eventSource,aws:kinesis,Records,data", "S3,eventSource,aws:s3,Records,s3",
			"KAFKA,eventSource,aws:kafka,records,value", "RABBITMQ,eventSource,aws:rmq,rmqMessagesByQueue,data" })
	void objectWithSourceButNeitherRecordsNorPayloadIsReported(EventSource source, String member, String name,
			String records, String payload) {
		Event event = Event.of("{\"" + member + "\":\"" + name + "\",\"awsRegion\":\"eu-west-1\"}");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
			.withMessage("The event is not from " + source + ": it names " + source
					+ " as its source, but has neither \"" + records + "\", as an event of it, nor \"" + payload
					+ "\", as one of its records. Use bind(...) to read the whole event.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Records", "eventSource" })
	void rejectsDuplicateDecisiveMember(String member) {
		String record = """
				{"eventSource":"aws:sqs","messageId":"1","body":"x"}""";
		Event event = Event.of(member.equals("Records") ? "{\"Records\":[" + record + "],\"Records\":[" + record + "]}"
				: "{\"Records\":[" + record.replace("{", "{\"eventSource\":\"aws:s3\",") + "]}");
		for (Function<Event, List<EventRecord>> reading : List.<Function<Event, List<EventRecord>>>of(Event::decapSqs,
				Event::records)) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> reading.apply(event))
				.withMessageContaining(
						(member.equals("Records")) ? "The event has its member \"Records\" twice" : "\"eventSource\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"eventSource":"aws:kafka","records":{"t-0":[{"topic":"t","value":"eA=="}]},"records":{}}""", """
			{"eventSource":"aws:kafka","records":{"t-0":[{"value":"eA=="}]},"eventSource":"aws:mq"}""", """
			{"deliveryStreamArn":"a","records":[{"data":"eA=="}],"records":[{"data":"eQ=="}]}""", """
			{"eventSource":"aws:docdb","events":[{"event":{}}],"events":[{"event":{}}]}""", """
			{"eventSource":"aws:mq","messages":[{"data":"eA=="}],"messages":[{"data":"eA=="}]}""", """
			{"eventSource":"aws:rmq","rmqMessagesByQueue":{"q":[{"data":"eA=="}]},"rmqMessagesByQueue":{}}""", """
			{"id":"1","id":"2","detail-type":"t","source":"s","detail":{}}""", """
			{"id":"1","detail-type":"t","detail-type":"u","source":"s","detail":{}}""", """
			{"Type":"Notification","TopicArn":"a","MessageId":"1","MessageId":"2","Message":"x"}""", """
			{"messageType":"DATA_MESSAGE","logGroup":"g","messageType":"CONTROL_MESSAGE",
			"logEvents":[{"id":"1","message":"x"}]}""" })
	void rejectsDuplicateDecisiveMemberInAnyForm(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(Event.of(json)::records)
			.withMessageContaining("twice");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"Records":[{"eventSource":"aws:sqs","messageId":"1","messageId":"2","body":"{}"}]}""", """
			{"Records":[{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":"1","sequenceNumber":"2",
			"data":"e30="}}]}""", """
			{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"SequenceNumber":"1","SequenceNumber":"2",
			"NewImage":{"id":{"S":"1"}}}}]}""", """
			{"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":"1","MessageId":"2","Message":"{}"}}]}""", """
			{"eventSource":"aws:kafka","records":{"t-0":[{"topic":"t","partition":0,"offset":1,"offset":2,
			"value":"e30="}]}}""", """
			{"deliveryStreamArn":"a","records":[{"recordId":"1","recordId":"2","data":"e30="}]}""" })
	void recordWithTwoIdsIsUnreadable(String json) {
		EventRecord record = Event.of(json).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageMatching("Record 0 .* has its member \"\\w+\" twice, and nothing says which one is meant\\.");
	}

	@Test
	void sampleFirehoseEventsHaveNoStream() {
		String sample = """
				{"records":[{"recordId":"r1","approximateArrivalTimestamp":1495072949453,
				"data":"eyJtZXNzYWdlIjoiYmx1ZSJ9"}],"region":"us-east-1","invocationId":"invocationIdExample"}""";
		for (Event event : List.of(Event.of(sample), Event
			.of(sample.replace("\"region\"", "\"deliverySteamArn\":\"arn:aws:kinesis:EXAMPLE\",\"region\"")))) {
			assertThat(event.source()).isEqualTo(EventSource.FIREHOSE);
			assertThat(event.records()).singleElement()
				.satisfies((record) -> assertThat(record.bind(Color.class)).isEqualTo(BLUE));
			assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.text())).json())
				.contains("\"recordId\":\"r1\"");
		}
		Event analytics = Event.of(sample.replace("\"region\"", "\"applicationArn\":\"a\",\"region\""));
		assertThat(analytics.source()).isEqualTo(EventSource.UNKNOWN);
	}

	private static void assertSame(Event bare, Event event) {
		assertThat(bare.source()).isEqualTo(event.source());
		assertThat(bare.records()).hasSameSizeAs(event.records());
		for (EventRecord record : event.records()) {
			EventRecord same = bare.records().get(record.index());
			assertThat(same.source()).isEqualTo(record.source());
			assertThat(same.id()).isEqualTo(record.id());
			assertThat(same.attributes()).isEqualTo(record.attributes());
			assertThat(MAPPER.readTree(same.text())).isEqualTo(MAPPER.readTree(record.text()));
		}
	}

}
