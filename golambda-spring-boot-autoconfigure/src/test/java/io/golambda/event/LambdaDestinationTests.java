package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class LambdaDestinationTests {

	@Test
	void failedKafkaBatchHasAttributesButNoPayload() {
		Event event = Samples.event("lambda-destination-kafka");
		assertThat(event.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		EventRecord record = event.decapLambdaDestination().get(0);
		assertThat(record.attributes()).containsEntry("condition", "RetryAttemptsExhausted")
			.containsEntry("KafkaBatchInfo.batchSize", "500")
			.containsEntry("KafkaBatchInfo.eventSourceArn", "arn:aws:kafka:us-east-1:123456789012:cluster/orders/1")
			.containsEntry("KafkaBatchInfo.bootstrapServers", "b-1.orders.example.com:9098")
			.containsEntry("KafkaBatchInfo.payloadSize", "2039086");
		assertThat(record.hasPayload()).isFalse();
		assertThat(record.part("KafkaBatchInfo")
			.orElseThrow()
			.bind(JsonNode.class)
			.at("/recordsInfo/orders-0/firstRecordOffset")
			.stringValue()).isEqualTo("100");
	}

	@Test
	void failedKafkaRecordInTopicHasItsEvent() {
		byte[] destination = Samples.event("lambda-destination-kafka-topic").bytes();
		EventRecord record = Event.encapKafka(destination).records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.KAFKA);
		assertThat(record.text()).isEqualTo("{\"message\":\"blue\"}");
		assertThat(record.id()).hasValue("orders-0-100");
		EventRecord failed = record.envelope().orElseThrow();
		assertThat(failed.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		assertThat(failed.attributes()).containsEntry("KafkaBatchInfo.batchSize", "1")
			.containsEntry("KafkaBatchInfo.recordInfo.offset", "100")
			.containsEntry("KafkaBatchInfo.recordInfo.timestamp", "2026-01-14T00:38:04.835Z")
			.containsEntry("condition", "RetryAttemptsExhausted");
		assertThat(failed.part("payload").orElseThrow().text()).isEqualTo(failed.text());
	}

	@Test
	void bindsEventThatTheFunctionFailedOn() {
		Event event = Samples.event("lambda-destination-typical");
		assertThat(event.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		for (List<EventRecord> records : List.of(event.decapLambdaDestination(), event.records())) {
			assertThat(records).hasSize(1);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		}
	}

	@Test
	void attributesNameConditionAndFunction() {
		EventRecord record = Samples.event("lambda-destination-typical").decapLambdaDestination().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("requestId", "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
				"functionArn", "arn:aws:lambda:us-east-2:123456789012:function:my-function:$LATEST", "condition",
				"RetriesExhausted", "approximateInvokeCount", "3", "statusCode", "200", "executedVersion", "$LATEST",
				"functionError", "Unhandled"));
		assertThat(record.id()).hasValue("e4b46cbf-b738-xmpl-8880-a18cdf61200e");
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-11-14T18:16:05.568Z"));
	}

	@Test
	void responseOfTheFunctionIsPart() {
		EventRecord record = Samples.event("lambda-destination-typical").records().get(0);
		EventRecord answer = record.part("responsePayload").orElseThrow();
		assertThat(answer.bind(JsonNode.class).get("errorMessage").stringValue()).startsWith("RequestId: e4b46cbf");
		assertThat(answer.id()).isEqualTo(record.id());
		assertThat(record.part("requestPayload").orElseThrow().text()).isEqualTo(record.text());
		assertThat(record.part("KinesisBatchInfo")).isEmpty();
		assertThat(record.part("requestContext")).isEmpty();
	}

	@Test
	void minimalEventHasNoPayload() {
		EventRecord record = Samples.event("lambda-destination-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		assertThat(record.attributes()).isEmpty();
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessage("Record 0 of the LAMBDA_DESTINATION event has no payload.");
	}

	@Test
	void unusualEventIsReadable() {
		EventRecord record = Samples.event("lambda-destination-odd").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		assertThat(record.text()).as("the JSON that the function was invoked with").isEqualTo("\"text\"");
		assertThat(record.part("responsePayload")).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes())
			.isEqualTo(Map.of("approximateInvokeCount", "1", "condition", "EventAgeExceeded"));
	}

	@Test
	void failedKinesisBatchHasAttributesButNoPayload() {
		EventRecord record = Samples.event("lambda-destination-kinesis").records().get(0);
		assertThat(record.attributes()).containsEntry("condition", "RetryAttemptsExhausted")
			.containsEntry("KinesisBatchInfo.shardId", "shardId-000000000001")
			.containsEntry("KinesisBatchInfo.startSequenceNumber",
					"49601189658422359378836298521827638475320189012309704722")
			.containsEntry("KinesisBatchInfo.endSequenceNumber",
					"49601189658422359378836298522902373528957594348623495186")
			.containsEntry("KinesisBatchInfo.batchSize", "500")
			.containsEntry("KinesisBatchInfo.streamArn", "arn:aws:kinesis:us-east-2:123456789012:stream/mystream");
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageEndingWith("has no payload.");
		assertThat(record.part("KinesisBatchInfo").orElseThrow().bind(BatchInfo.class))
			.isEqualTo(new BatchInfo("shardId-000000000001", 500));
	}

	@Test
	void failedDynamoDbBatchHasAttributesButNoPayload() {
		EventRecord record = Samples.event("lambda-destination-dynamodb").decapLambdaDestination().get(0);
		assertThat(record.attributes())
			.containsEntry("DDBStreamBatchInfo.shardId", "shardId-00000001573689847184-864758bb")
			.containsEntry("DDBStreamBatchInfo.batchSize", "1");
		assertThatExceptionOfType(EventException.class).isThrownBy(record::bytes)
			.withMessageEndingWith("has no payload.");
	}

	@Test
	void eventThatTheFunctionFailedOnIsUnwrapped() {
		EventRecord record = Event.encapLambdaDestination(Event.encapS3("lost.txt")).records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.S3);
		assertThat(record.attributes()).containsEntry("key", "lost.txt");
		EventRecord destination = record.envelope().orElseThrow();
		assertThat(destination.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		assertThat(destination.attributes()).containsEntry("condition", "RetriesExhausted");
	}

	@Test
	void batchInJsonStringOfS3DestinationIsUnwrapped() {
		Event event = Samples.event("lambda-destination-kinesis-s3");
		EventRecord record = event.records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.KINESIS);
		assertThat(record.id()).hasValue("4900");
		assertThat(record.text()).isEqualTo("{\"a\":1}");
		EventRecord failed = record.envelope().orElseThrow();
		assertThat(failed.source()).isEqualTo(EventSource.LAMBDA_DESTINATION);
		assertThat(failed.part("payload").orElseThrow().text()).startsWith("{\"Records\"");
		assertThat(Event.encapSqs(event.json()).records().get(0).text()).isEqualTo("{\"a\":1}");
	}

	static Stream<Arguments> failedBatches() {
		Event dynamoDb = Event.encapDynamoDb(new Color("blue"));
		Event kafka = Event.encapKafka(new Color("blue"));
		return Stream.of(arguments("DDBStreamBatchInfo", dynamoDb), arguments("KafkaBatchInfo", kafka),
				arguments("KinesisBatchInfo", Event.encapKinesis(new Color("blue"))));
	}

	@ParameterizedTest
	@MethodSource("failedBatches")
	void failedBatchesOfAllStreamsAreUnwrapped(String batch, Event event) {
		for (String payload : List.of(event.json(), quoted(event.json()))) {
			String destination = """
					{"version": "1.0", "timestamp": "2024-01-01T00:00:00.123Z", "requestContext": {"requestId": "r"},
					 "%s": {"batchSize": 1}, "payload": %s}""".formatted(batch, payload);
			for (Event delivered : List.of(Event.of(destination), Event.encapSqs(destination),
					Event.encapSnsOverSqs(destination))) {
				EventRecord record = delivered.records().get(0);
				assertThat(record.source()).isEqualTo(event.source());
				assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
			}
		}
	}

	@Test
	void payloadsInJsonStringsAreRead() {
		EventRecord record = Event.of("""
				{"version": "1.0", "timestamp": "2024-01-01T00:00:00.123Z", "requestContext": {"requestId": "r"},
				 "requestPayload": "{\\"message\\":\\"blue\\"}", "responsePayload": "[{\\"message\\":\\"red\\"}]"}""")
			.records()
			.get(0);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(record.part("responsePayload").orElseThrow().bind(Color[].class)).containsExactly(new Color("red"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"text\"", "\"{broken\"", "\"{} {}\"", "\"17\"", "\"\"" })
	void stringThatIsNotAnObjectStaysString(String payload) {
		EventRecord record = Event.encapLambdaDestination(payload).records().get(0);
		assertThat(record.text()).isEqualTo(payload);
		assertThat(record.bind(JsonNode.class).isString()).isTrue();
	}

	private static String quoted(String json) {
		return DefaultMapper.INSTANCE.writeValueAsString(json);
	}

	@Test
	void apiRequestIsNotADestinationEvent() {
		Event event = Event.of("""
				{"requestContext":{"requestId":"r"},"timestamp":"2019-11-14T18:16:05.568Z"}""");
		assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapLambdaDestination)
			.withMessageStartingWith("The event is not from LAMBDA_DESTINATION");
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapLambdaDestination(new Color("blue"));
		assertEqual(event);
		assertThat(event.decapLambdaDestination().get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(event.bind(LambdaDestinationEvent.class).getRequestPayload()).isEqualTo(Map.of("message", "blue"));
		assertThat(Event.encapLambdaDestination("17").records().get(0).bind(Integer.class)).isEqualTo(17);
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapLambdaDestination("no JSON"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lambda-destination-typical", "lambda-destination-kinesis", "lambda-destination-dynamodb",
			"lambda-destination-kafka", "lambda-destination-kafka-topic" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	private static void assertEqual(Event event) {
		LambdaDestinationEvent expected = event.bind(LambdaDestinationEvent.class);
		EventRecord record = event.decapLambdaDestination().get(0);
		assertThat(record.part("requestPayload").map((part) -> part.bind(Object.class)).orElse(null))
			.isEqualTo(expected.getRequestPayload());
		assertThat(record.part("responsePayload").map((part) -> part.bind(Object.class)).orElse(null))
			.isEqualTo(expected.getResponsePayload());
		assertThat(record.id()).hasValue(expected.getRequestContext().getRequestId());
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(expected.getTimestamp().getMillis()));
		assertThat(record.attributes()).containsEntry("functionArn", expected.getRequestContext().getFunctionArn())
			.containsEntry("requestId", expected.getRequestContext().getRequestId())
			.containsEntry("condition", expected.getRequestContext().getCondition())
			.containsEntry("approximateInvokeCount",
					String.valueOf(expected.getRequestContext().getApproximateInvokeCount()));
		assertThat((Map<?, ?>) expected.getResponseContext()).isNotEmpty()
			.allSatisfy((name, value) -> assertThat(record.attributes().get(name)).isEqualTo(plain(value)));
	}

	// AWS's class reads every number as a double
	private static String plain(Object value) {
		return (value instanceof Number number) ? String.valueOf(number.intValue()) : value.toString();
	}

	record BatchInfo(String shardId, int batchSize) {

	}

}
