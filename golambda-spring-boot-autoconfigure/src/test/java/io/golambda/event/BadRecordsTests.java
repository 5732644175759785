package io.golambda.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that an invalid record fails alone.
 */
class BadRecordsTests {

	private static final String NOTIFICATION = """
			{"detail-type":"t","source":"s","id":"1",""";

	private static final String RESULT = """
			{"requestContext":{"requestId":"1"},"timestamp":"t",""";

	static Stream<Arguments> duplicatePayloads() {
		return Stream.of(arguments(EventSource.SNS, Event.of("""
				{"Records":[{"EventSource":"aws:sns","Sns":{"Message":"{}","Message":"{}"}},\
				{"EventSource":"aws:sns","Sns":{"Message":"{\\"message\\":\\"blue\\"}"}}]}""")),
				arguments(EventSource.SNS, Event.of("""
						{"Records":[{"EventSource":"aws:sns","Sns":{"Message":"{}"},\
						"Sns":{"Message":"{}"}},{"EventSource":"aws:sns",\
						"Sns":{"Message":"{\\"message\\":\\"blue\\"}"}}]}""")),
				arguments(EventSource.EVENTBRIDGE,
						Event.encapSqs(NOTIFICATION + "\"detail\":{},\"detail\":{}}",
								NOTIFICATION + "\"detail\":{\"message\":\"blue\"}}")),
				arguments(EventSource.DOCUMENTDB, Event.of("""
						{"eventSource":"aws:docdb","events":[{"event":{},"event":{}},\
						{"event":{"fullDocument":{"message":"blue"}}}]}""")),
				arguments(EventSource.DOCUMENTDB, Event.of("""
						{"eventSource":"aws:docdb","events":[{"event":{"fullDocument":{},\
						"fullDocument":{}}},{"event":{"message":"blue"}}]}""")), arguments(EventSource.SES, Event.of("""
						{"Records":[{"eventSource":"aws:ses","ses":{},"ses":{}},\
						{"eventSource":"aws:ses","ses":{"message":"blue"}}]}""")),
				arguments(EventSource.CODECOMMIT, Event.of("""
						{"Records":[{"eventSource":"aws:codecommit","codecommit":{},\
						"codecommit":{}},{"eventSource":"aws:codecommit",\
						"codecommit":{"message":"blue"}}]}""")),
				arguments(EventSource.LAMBDA_DESTINATION,
						Event.encapSqs(RESULT + "\"requestPayload\":{},\"requestPayload\":{}}",
								RESULT + "\"requestPayload\":{\"message\":\"blue\"}}")),
				arguments(EventSource.FIREHOSE, Event.of("""
						{"deliveryStreamArn":"a","records":[{"data":"e30=","data":"e30="},\
						{"data":"eyJtZXNzYWdlIjoiYmx1ZSJ9"}]}""")), arguments(EventSource.FIREHOSE, Event.of("""
						{"deliveryStreamArn":"a","records":[{"data":"e30=",\
						"kafkaRecordValue":"e30="},{"data":"eyJtZXNzYWdlIjoiYmx1ZSJ9"}]}""")));
	}

	@ParameterizedTest
	@MethodSource("duplicatePayloads")
	void duplicatePayloadFailsAlone(EventSource source, Event event) {
		List<EventRecord> records = event.records();
		assertThat(records).extracting(EventRecord::source).containsExactly(source, source);
		EventRecord twice = records.get(0);
		for (Function<EventRecord, Object> reading : List.<Function<EventRecord, Object>>of(EventRecord::text,
				EventRecord::bytes, (record) -> record.bind(Color.class))) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> reading.apply(twice))
				.withMessageStartingWith("Record 0 ")
				.withMessageContaining("of the " + source + " event")
				.withMessageEndingWith(" has its payload twice.")
				.withNoCause();
		}
		assertThat(records.get(1).bind(Color.class)).isEqualTo(new Color("blue"));
	}

	static Stream<Arguments> duplicateParts() {
		return Stream.of(arguments("OldImage", Event.of("""
				{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{\
				"OldImage":{"message":{"S":"a"}},"NewImage":{"message":{"S":"blue"}},\
				"OldImage":{"message":{"S":"b"}}}}]}""")), arguments("key", Event.of("""
				{"eventSource":"aws:kafka","records":{"t-0":[{"key":"YQ==",\
				"value":"eyJtZXNzYWdlIjoiYmx1ZSJ9","key":"Yg=="}]}}""")), arguments("responsePayload", Event.of(RESULT
				+ "\"responsePayload\":1,\"requestPayload\":{\"message\":\"blue\"}," + "\"responsePayload\":2}")),
				arguments("documentKey", Event.of("""
						{"eventSource":"aws:docdb","events":[{"event":{"documentKey":{},\
						"fullDocument":{"message":"blue"},"documentKey":{}}}]}""")));
	}

	@ParameterizedTest
	@MethodSource("duplicateParts")
	void duplicatePartFailsButNotThePayload(String name, Event event) {
		EventRecord record = event.records().get(0);
		EventRecord part = record.part(name).orElseThrow();
		assertThatExceptionOfType(EventException.class).isThrownBy(part::text)
			.withMessageEndingWith(" has its payload twice.");
		assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
	}

	@Test
	void firstOfDuplicateAttributesWins() {
		EventRecord sqs = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","body":"x","awsRegion":"a","awsRegion":"b",\
				"attributes":{"SentTimestamp":"1","SentTimestamp":"2"},"messageAttributes":{\
				"tenant":{"stringValue":"first","stringValue":"second"},\
				"tenant":{"stringValue":"third"}}}]}""").records().get(0);
		assertThat(sqs.attributes()).isEqualTo(Map.of("awsRegion", "a", "SentTimestamp", "1", "tenant", "first"));
		assertThat(sqs.timestamp()).as("the same").hasValue(Instant.ofEpochMilli(1));
		EventRecord sns = Event.of("""
				{"Records":[{"EventSource":"aws:sns","Sns":{"Message":"x","Subject":"a",\
				"Subject":"b","MessageAttributes":{"tenant":{"Value":"first"},\
				"tenant":{"Value":"second"}}}}]}""").records().get(0);
		assertThat(sns.attributes()).isEqualTo(Map.of("Subject", "a", "tenant", "first"));
		EventRecord kinesis = Event.of("""
				{"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"","sequenceNumber":"1",\
				"sequenceNumber":"2"}}]}""").records().get(0);
		assertThat(kinesis.attributes()).isEqualTo(Map.of("sequenceNumber", "1"));
		assertThat(kinesis.id()).as("the same").hasValue("1");
		EventRecord firehose = Event.of("""
				{"deliveryStreamArn":"a","region":"first","region":"second","records":[{}]}""").records().get(0);
		assertThat(firehose.attributes()).isEqualTo(Map.of("deliveryStreamArn", "a", "region", "first"));
	}

	@ParameterizedTest
	@CsvSource({ "SNS,EventSource,aws:sns", "DYNAMODB,eventSource,aws:dynamodb" })
	void recordThatIsNullIsReported(EventSource source, String member, String name) {
		String record = "{\"" + member + "\":\"" + name + "\"}";
		for (Event event : List.of(Event.of("{\"Records\":[" + record + ",null]}"),
				Event.of("{\"Records\":[" + record + ",null," + record + "]}"))) {
			assertThat(event.source()).isEqualTo(source);
			for (Function<Event, List<EventRecord>> decap : List.<Function<Event, List<EventRecord>>>of(
					(source == EventSource.SNS) ? Event::decapSns : Event::decapDynamoDb, Event::records)) {
				assertThatExceptionOfType(EventException.class).isThrownBy(() -> decap.apply(event))
					.withMessage("Record 1 of the " + source + " event is null, not an object.");
			}
		}
	}

	static Stream<Arguments> sourcesWithBytes() {
		return Stream.<Function<Object[], Event>>of(Event::encapFirehose, Event::encapKafka)
			.map((encap) -> arguments(Named.of(encap.apply(new Object[] { "" }).source().name(), encap)));
	}

	@ParameterizedTest
	@MethodSource("sourcesWithBytes")
	void damagedGzipFailsItsRecordOnly(Function<Object[], Event> encap) {
		byte[] whole = CloudWatchLogsTests.gzip("{\"message\":\"secret\"}".getBytes());
		byte[] cut = Arrays.copyOf(whole, whole.length - 9);
		byte[] wrong = whole.clone();
		wrong[wrong.length - 6] ^= 1;
		Event event = encap.apply(new Object[] { new Color("blue"), cut, wrong, new Color("orange") });
		List<EventRecord> records = event.records();
		assertThat(records).extracting(EventRecord::source).containsOnly(event.source()).hasSize(4);
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(records.get(3).bind(Color.class)).isEqualTo(new Color("orange"));
		for (EventRecord broken : records.subList(1, 3)) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> broken.bind(Color.class))
				.withMessage("Record " + broken.index() + " (id " + broken.id().orElseThrow() + ") of the "
						+ event.source() + " event is compressed, but damaged or incomplete.")
				.withNoCause();
		}
		assertThat(records.get(1).bytes()).isEqualTo(cut);
	}

	@ParameterizedTest
	@MethodSource("sourcesWithBytes")
	void gzipBombFailsItsRecordOnly(Function<Object[], Event> encap) {
		byte[] bomb = CloudWatchLogsTests.gzip(new byte[65 * 1024 * 1024]);
		assertThat(bomb).hasSizeLessThan(100_000);
		Event event = encap.apply(new Object[] { new Color("blue"), bomb, new Color("orange") });
		List<EventRecord> records = event.records();
		assertThat(records).extracting(EventRecord::source).containsOnly(event.source()).hasSize(3);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).bind(Color.class))
			.withMessage("Record 1 (id " + records.get(1).id().orElseThrow() + ") of the " + event.source()
					+ " event is compressed by gzip, not JSON; decoded() inflates it, bytes() returns it unchanged.");
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(records.get(2).bind(Color.class)).isEqualTo(new Color("orange"));
	}

	@Test
	void attributeWithoutSingleValueIsOmitted() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","body":"x","messageAttributes":{\
				"list":{"stringListValues":["a"],"binaryListValues":[],"dataType":"String"},\
				"number":{"stringValue":3,"dataType":"Number"},"none":{"stringValue":null},\
				"empty":{},"null":null,"text":"bare","tenant":{"stringValue":"acme"}}}]}""").records().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("tenant", "acme"));
		assertThat(record.text()).isEqualTo("x");
	}

	@Test
	void attributeOfUnknownDataTypeKeepsItsValue() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","body":"x","messageAttributes":{\
				"a":{"stringValue":"1","dataType":"Number.int"},\
				"b":{"stringValue":"2","dataType":"Hologram"},\
				"c":{"binaryValue":"AQID","dataType":17},"d":{"stringValue":"4"}}}]}""").records().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("a", "1", "b", "2", "c", "AQID", "d", "4"));
	}

	static Stream<Arguments> recordsWithoutId() {
		return Stream.of(arguments("SNS", """
				{"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":%s,"Message":"x"}}]}"""), arguments("SQS", """
				{"Records":[{"eventSource":"aws:sqs","messageId":%s,"body":"x"}]}"""), arguments("KINESIS", """
				{"Records":[{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":%s,\
				"data":"eA=="}}]}"""), arguments("ACTIVEMQ", """
				{"eventSource":"aws:mq","messages":[{"messageID":%s,"data":"eA=="}]}"""), arguments("RABBITMQ", """
				{"eventSource":"aws:rmq","rmqMessagesByQueue":{"q::/":[{"basicProperties":\
				{"messageId":%s},"data":"eA=="}]}}"""), arguments("FIREHOSE", """
				{"deliveryStreamArn":"a","records":[{"recordId":%s,"data":"eA=="}]}"""));
	}

	@ParameterizedTest
	@MethodSource("recordsWithoutId")
	void recordWithMissingOrInvalidIdIsReadableWithoutId(EventSource source, String json) {
		for (String id : List.of("17", "null", "{}", "[\"1\"]", "true")) {
			EventRecord record = Event.of(json.formatted(id)).records().get(0);
			assertThat(record.source()).isEqualTo(source);
			assertThat(record.id()).as(id).isEmpty();
			assertThat(record.text()).isEqualTo("x");
		}
		EventRecord record = Event.of(json.replaceFirst("\"[a-zA-Z]+\":%s,?", "")).records().get(0);
		assertThat(record.id()).isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageStartingWith("Record 0 of the " + source + " event does not fit ");
	}

}
