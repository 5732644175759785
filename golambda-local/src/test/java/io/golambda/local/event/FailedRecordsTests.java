package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;
import io.golambda.local.event.FailedRecords.Redelivery;

import static org.assertj.core.api.Assertions.assertThat;

class FailedRecordsTests {

	private static final Event MESSAGES = Event.encapSqs(NewRecord.of("a").id("id-0"), NewRecord.of("b").id("id-1"),
			NewRecord.of("c").id("id-2").with("tenant", "acme"));

	private static final Event STREAM = Event.encapKinesis(NewRecord.of("a").id("99999999999999999999"),
			NewRecord.of("b").id("100000000000000000000"), NewRecord.of("c").id("100000000000000000001"));

	@Test
	void namedMessagesAreDeliveredAgain() {
		FailedRecords failed = of(MESSAGES, named("id-2", "id-0"));
		assertThat(states(failed)).containsExactly("failed", "done", "failed");
		assertThat(failed.redelivery()).isEqualTo(Redelivery.SOME);
		List<EventRecord> next = next(failed).decapSqs();
		assertThat(next).extracting(EventRecord::text).containsExactly("a", "c");
		assertThat(next.get(1).attributes()).containsEntry("ApproximateReceiveCount", "2")
			.containsEntry("tenant", "acme");
	}

	@Test
	void nextEventHasTheExactBytesOfItsRecords() {
		String event = """
				{ "x" : 1.50, "Records" : [ { "messageId":"id-0", "eventSource":"aws:sqs","body": "\\u00e4" , "extra":[1.0, 2e3]},
				{"eventSource" : "aws:sqs", "messageId":"id-1", "body":"b", "attributes":{ "ApproximateReceiveCount" : "9"} } ] , "y":[] }""";
		FailedRecords failed = FailedRecords.of(bytes(event), bytes(named("id-0", "id-1")));
		assertThat(failed.redelivery()).isEqualTo(Redelivery.EVERYTHING);
		assertThat(text(failed)).isEqualTo(
				"""
						{ "x" : 1.50, "Records" : [{ "messageId":"id-0", "eventSource":"aws:sqs","body": "\\u00e4" , "extra":[1.0, 2e3]},\
						{"eventSource" : "aws:sqs", "messageId":"id-1", "body":"b", "attributes":{ "ApproximateReceiveCount" : "10"} }] , "y":[] }""");
		assertThat(text(FailedRecords.of(bytes(event), bytes(named("id-0"))))).isEqualTo(
				"""
						{ "x" : 1.50, "Records" : [{ "messageId":"id-0", "eventSource":"aws:sqs","body": "\\u00e4" , "extra":[1.0, 2e3]}] , "y":[] }""");
	}

	@Test
	void laterMessagesOfAFifoGroupAreUntried() {
		Event event = Event.encapSqs(inGroup("a", "id-0"), inGroup("b", "id-1"), inGroup("a", "id-2"),
				inGroup("b", "id-3"), inGroup("a", "id-4"));
		FailedRecords failed = of(event, named("id-0", "id-2", "id-3"));
		assertThat(states(failed)).containsExactly("failed", "done", "untried", "failed", "done");
		assertThat(failed.records().get(4).message()).startsWith("Acknowledged although an earlier message");
		assertThat(next(failed).decapSqs()).extracting((record) -> record.id().orElseThrow())
			.containsExactly("id-0", "id-2", "id-3");
	}

	@Test
	void streamIsDeliveredFromTheLowestSequenceNumberOn() {
		FailedRecords failed = of(STREAM, named("100000000000000000001", "100000000000000000000"));
		assertThat(states(failed)).containsExactly("done", "failed", "untried");
		assertThat(next(failed).decapKinesis()).extracting(EventRecord::text).containsExactly("b", "c");
		assertThat(states(of(STREAM, named("100000000000000000001", "99999999999999999999")))).containsExactly("failed",
				"untried", "untried");
		Event changes = Event.encapDynamoDb(NewRecord.of("{\"id\":1}").id("5"), NewRecord.of("{\"id\":2}").id("6"));
		assertThat(states(of(changes, named("6")))).containsExactly("done", "failed");
	}

	@Test
	void aggregatedRecordsAreOneRecord() {
		Event event = Event.encapKinesisAggregated(NewRecord.of("a").id("7"), NewRecord.of("b").id("7"));
		FailedRecords failed = of(event, named("7"));
		assertThat(states(failed)).containsExactly("failed");
		assertThat(next(failed)).isEqualTo(Event.of("{\"Records\":[" + slice(event.json()) + "]}"));
	}

	@Test
	void partitionIsDeliveredFromTheLowestOffsetOn() {
		Event event = Event.encapKafka(inPartition(0, 10), inPartition(0, 11), inPartition(0, 12), inPartition(1, 10),
				inPartition(2, 5));
		FailedRecords failed = of(event, """
				{"batchItemFailures": [
				  {"itemIdentifier": {"partition": "my-topic-0", "offset": 12}},
				  {"itemIdentifier": {"partition": "my-topic-0", "offset": 11}},
				  {"itemIdentifier": {"partition": "my-topic-2", "offset": 5}}
				]}""");
		assertThat(states(failed)).containsExactly("done", "failed", "untried", "done", "failed");
		assertThat(next(failed).decapKafka()).extracting((record) -> record.id().orElseThrow())
			.containsExactly("my-topic-0-11", "my-topic-0-12", "my-topic-2-5");
		assertThat(JsonMapper.shared().readTree(text(failed)).path("records").propertyNames())
			.containsExactly("my-topic-0", "my-topic-2");
	}

	@Test
	void firehoseDeliversNothingAgain() {
		Event event = Event.encapFirehose(NewRecord.of("a").id("r-0"), NewRecord.of("b").id("r-1"),
				NewRecord.of("c").id("r-2"), NewRecord.of("d").id("r-3"), NewRecord.of("e").id("r-4"));
		FailedRecords failed = of(event, """
				{"records": [
				  {"recordId": "r-2", "result": "ProcessingFailed", "data": "Yw=="},
				  {"recordId": "r-0", "result": "Ok", "data": "YQ=="},
				  {"recordId": "r-1", "result": "Dropped", "data": "Yg=="},
				  {"recordId": "r-3", "result": "OK", "data": "Yg=="}
				]}""");
		assertThat(states(failed)).containsExactly("done", "done", "failed", "failed", "failed");
		assertThat(failed.records()).extracting(RecordState::message)
			.containsExactly(null, "Dropped.", "ProcessingFailed: Firehose does not deliver it again.",
					"The result must be Ok, Dropped or ProcessingFailed.",
					"The response has no result for this record.");
		assertThat(failed.redelivery()).isEqualTo(Redelivery.NOTHING);
		assertThat(failed.nextEvent()).isEmpty();
		assertThat(of(event, "\"OK\"").redelivery()).isEqualTo(Redelivery.EVERYTHING);
	}

	@Test
	void s3DeliversTasksThatFailedTemporarilyAgain() {
		Event event = Event.encapS3Batch(NewRecord.of("a").id("t-0"), NewRecord.of("b").id("t-1"),
				NewRecord.of("c").id("t-2"), NewRecord.of("d").id("t-3"), NewRecord.of("e").id("t-4"));
		String results = """
				"results":[{"taskId":"t-0","resultCode":"Succeeded"},{"taskId":"t-1","resultCode":"TemporaryFailure"},
				{"taskId":"t-2","resultCode":"PermanentFailure"},{"taskId":"t-3","resultCode":"Failed"}]}""";
		FailedRecords failed = of(event, "{" + results);
		assertThat(states(failed)).containsExactly("done", "failed", "failed", "failed", "failed");
		assertThat(next(failed).records()).extracting(EventRecord::text).containsExactly("b", "e");
		assertThat(of(event, "{\"treatMissingKeysAs\":\"PermanentFailure\"," + results).nextEvent().map(Event::of))
			.hasValueSatisfying(
					(next) -> assertThat(next.records()).extracting(EventRecord::text).containsExactly("b"));
		assertThat(of(event, "null").redelivery()).isEqualTo(Redelivery.NOTHING);
		assertThat(states(of(event, "null"))).containsOnly("failed");
	}

	@Test
	void pipesDeliversTheRecordsThatAreNamedByTheirEventId() {
		JsonNode records = JsonMapper.shared().readTree(STREAM.json()).path("Records");
		Event event = Event.of(records.toString());
		FailedRecords failed = of(event, named(records.get(1).path("eventID").asString()));
		assertThat(states(failed)).containsExactly("done", "failed", "done");
		assertThat(JsonMapper.shared().readTree(text(failed))).containsExactly(records.get(1));
		assertThat(states(of(Event.of("[" + slice(MESSAGES.json()) + "]"), named("id-1")))).containsExactly("done",
				"failed", "done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not JSON", "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}",
			"{\"batchItemFailures\": [{\"itemIdentifier\": null}]}", "{\"batchItemFailures\": [{\"id\": \"id-0\"}]}",
			"{\"batchItemFailures\": [{\"itemIdentifier\": \"id-0\"}, {\"itemIdentifier\": \"unknown\"}]}",
			"{\"batchItemFailures\": [{\"itemIdentifier\": 0}]}", "{\"batchItemFailures\": \"id-0\"}",
			"{\"batchItemFailures\": [\"id-0\"]}", "{\"batchItemFailures\": [{}]}", "{\"batchItemFailures\": {}}" })
	void wholeBatchIsDeliveredAgainAfterAnInvalidResponse(String response) {
		for (Event event : List.of(MESSAGES, STREAM, Event.encapKafka("a", "b", "c"))) {
			FailedRecords failed = of(event, response);
			assertThat(states(failed)).containsExactly("failed", "failed", "failed");
			assertThat(failed.redelivery()).isEqualTo(Redelivery.EVERYTHING);
			assertThat(failed.reason().orElseThrow()).endsWith("Lambda retries the whole batch.");
			assertThat(next(failed).records()).extracting(EventRecord::text).containsExactly("a", "b", "c");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "{}", "{\"batchItemFailures\": []}", "{\"batchItemFailures\": null}",
			"\"blue:orange\"", "[]", "17" })
	void nothingIsDeliveredAgainAfterASuccess(String response) {
		for (Event event : List.of(MESSAGES, STREAM, Event.encapKafka("a", "b", "c"))) {
			FailedRecords failed = of(event, response);
			assertThat(states(failed)).containsExactly("done", "done", "done");
			assertThat(failed.redelivery()).isEqualTo(Redelivery.NOTHING);
			assertThat(failed.nextEvent()).isEmpty();
		}
	}

	@Test
	void wholeEventIsDeliveredAgainAfterAnError() {
		for (Event event : List.of(MESSAGES, Event.encapSns("a", "b"), Event.encapS3("a", "b"),
				Event.encapEventBridge("{}"), Event.encapCloudWatchLogs("a"), Event.encapRabbitMq("a"),
				Event.encapFirehose("a"))) {
			FailedRecords failed = FailedRecords.of(event.bytes(), Answer.failure(bytes("{}")));
			assertThat(states(failed)).isNotEmpty().containsOnly("failed");
			assertThat(failed.redelivery()).isEqualTo(Redelivery.EVERYTHING);
			if (event.source() != EventSource.SQS) {
				assertThat(JsonMapper.shared().readTree(text(failed)))
					.isEqualTo(JsonMapper.shared().readTree(event.json()));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = EventSource.class, names = { "SNS", "S3", "CLOUDWATCH_LOGS", "ACTIVEMQ", "RABBITMQ" })
	void otherSourcesIgnoreTheResponse(EventSource source) {
		FailedRecords failed = of(Event.of(source, "a", "b"), "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}");
		assertThat(states(failed)).containsExactly("done", "done");
	}

	@Test
	void windowRequiresAState() {
		Event event = STREAM.withWindow("{\"sum\":1}");
		assertThat(of(event, "{\"batchItemFailures\":[]}").reason().orElseThrow()).contains("no state");
		FailedRecords failed = of(event,
				"{\"state\":{},\"batchItemFailures\":[{\"itemIdentifier\":\"100000000000000000000\"}]}");
		assertThat(states(failed)).containsExactly("done", "failed", "untried");
		assertThat(next(failed).window()).isPresent();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "not JSON", "{}", "[]", "{\"Records\":[]}", "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}",
					"{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":1}, null]}" })
	void anyEventIsAccepted(String event) {
		FailedRecords success = FailedRecords.of(bytes(event), bytes("{}"));
		assertThat(states(success)).doesNotContain("failed", "untried");
		FailedRecords error = FailedRecords.of(bytes(event), Answer.failure(bytes("{}")));
		assertThat(error.redelivery()).isEqualTo(Redelivery.EVERYTHING);
		assertThat(error.nextEvent()).isPresent();
	}

	private static NewRecord inGroup(String group, String id) {
		return NewRecord.of(id).id(id).with("MessageGroupId", group);
	}

	private static NewRecord inPartition(int partition, int offset) {
		return NewRecord.of("a").with("topic", "my-topic").with("partition", partition).with("offset", offset);
	}

	private static String named(String... ids) {
		return "{\"batchItemFailures\":["
				+ String.join(",", List.of(ids).stream().map((id) -> "{\"itemIdentifier\":\"" + id + "\"}").toList())
				+ "]}";
	}

	private static String slice(String event) {
		return event.substring(event.indexOf('[') + 1, event.lastIndexOf(']'));
	}

	private static FailedRecords of(Event event, String response) {
		return FailedRecords.of(event.bytes(), bytes(response));
	}

	private static List<String> states(FailedRecords failed) {
		return failed.records().stream().map((record) -> record.state().text()).toList();
	}

	private static Event next(FailedRecords failed) {
		return Event.of(failed.nextEvent().orElseThrow());
	}

	private static String text(FailedRecords failed) {
		return new String(failed.nextEvent().orElseThrow(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
