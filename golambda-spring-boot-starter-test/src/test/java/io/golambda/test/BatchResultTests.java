package io.golambda.test;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchException;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests which records a result shows as failed and as untried.
 */
@SpringBootTest(classes = BatchResultTests.BatchApplication.class)
class BatchResultTests {

	@Autowired
	LambdaTester lambda;

	@Test
	void failedMessagesOfAQueueAreKnownByIndexIdAndPayload() {
		Event event = Event.encapSqs("good", "bad", "fine", "bad too");
		LambdaResult result = this.lambda.invoke(event);
		assertThat(result).succeeds()
			.hasFailedRecords(1, 3)
			.hasFailedPayloads("bad", "bad too")
			.hasFailedRecordIds(id(event, 1), id(event, 3))
			.hasUntriedRecords()
			.logs("bad");
		assertThat(result).failedRecords().extracting(EventRecord::text).containsExactly("bad", "bad too");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasFailedRecords(1))
			.withMessageStartingWith("Expected the failed records [1]\nbut they are [1, 3]")
			.withMessageContaining("batchItemFailures");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasFailedPayloads("bad"))
			.withMessageStartingWith("Expected failed records with the payloads [bad]\nbut they are [bad, bad too]");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasNoFailedRecords());
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(result).hasFailedRecordIds(id(event, 1)));
	}

	@Test
	void successfulBatchHasNoFailedRecords() {
		assertThat(this.lambda.invoke(Event.encapSqs("good", "fine"))).hasNoFailedRecords();
		assertThat(this.lambda.invoke(Event.encapKinesis("good", "fine"))).hasNoFailedRecords();
	}

	@Test
	void restOfAFailedGroupIsUntried() {
		Event event = Event.encapSqs(fifo("bad", "a"), fifo("good", "b"), fifo("good", "a"));
		assertThat(this.lambda.invoke(event)).hasFailedRecords(0).hasUntriedRecords(2);
	}

	@Test
	void recordsBehindAFailedOneOfAShardAreUntried() {
		assertThat(this.lambda.invoke(Event.encapKinesis("good", "bad", "fine", "more"))).hasFailedRecords(1)
			.hasUntriedRecords(2, 3);
	}

	@Test
	void recordsBehindAFailedOneOfAPartitionAreUntried() {
		assertThat(this.lambda.invoke(Event.encapKafka("good", "bad", "fine"))).hasFailedRecords(1)
			.hasUntriedRecords(2);
	}

	@Test
	void recordsWithoutTimeAreUntried() {
		assertThat(this.lambda.withDeadline(Duration.ZERO).invoke(Event.encapSqs("good", "fine")))
			.failsWith(BatchException.class)
			.hasFailedRecords()
			.hasUntriedRecords(0, 1);
	}

	@Test
	void eachRecordOfAFailedInvocationFails() {
		assertThat(this.lambda.invoke(Event.encapSqs("own:throw", "good"))).fails().hasFailedRecords(0, 1);
	}

	@Test
	void innermostRecordIsShown() {
		assertThat(this.lambda.invoke(Event.encapSnsOverSqs("good", "bad"))).hasFailedRecords(1)
			.hasFailedPayloads("bad");
	}

	@Test
	void ownAnswerIsReadAsTheSourceReadsIt() {
		Event sqs = Event.encapSqs("own:second", "b", "c");
		assertThat(this.lambda.invoke(sqs)).hasFailedRecords(1).hasUntriedRecords();
		assertThat(this.lambda.invoke(Event.encapKinesis("own:second", "b", "c"))).hasFailedRecords(1)
			.hasUntriedRecords(2);
		assertThat(this.lambda.invoke(Event.encapSqs("own:unknown", "b"))).as("an unknown id fails the whole batch")
			.hasFailedRecords(0, 1);
		assertThat(this.lambda.invoke(Event.encapSqs("own:invalid", "b")))
			.as("an answer that is not JSON fails the whole batch")
			.hasFailedRecords(0, 1);
		assertThat(this.lambda.invoke(Event.encapSqs("own:nothing", "b"))).hasNoFailedRecords();
		assertThat(this.lambda.invoke(Event.encapEventBridge(Map.of("text", "own:unknown")))).hasNoFailedRecords();
	}

	@Test
	void answerThatLambdaRejectsFailsTheWholeBatch() {
		assertThat(this.lambda.invoke(Event.encapSqs("own:noArray", "b"))).hasFailedRecords(0, 1);
		assertThat(this.lambda.invoke(Event.encapSqs("own:nullId", "b"))).hasFailedRecords(0, 1);
		assertThat(this.lambda.invoke(Event.encapKinesis("own:nothing", "b").withWindow(Map.of("sum", 1))))
			.as("an answer without the state of its window")
			.hasFailedRecords(0, 1);
	}

	@Test
	void firehoseRecordWithoutASuccessfulResultFails() {
		assertThat(this.lambda.invoke(Event.encapFirehose("own:firehose", "b", "c"))).hasFailedRecords(1, 2);
	}

	@Test
	void eventWithoutRecordsHasNoFailedOnes() {
		LambdaResult result = this.lambda.invoke("{\"plain\": true}");
		assertThatExceptionOfType(EventException.class).isThrownBy(result::failedRecords);
	}

	private static NewRecord fifo(String text, String group) {
		return NewRecord.of(text)
			.with("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:orders.fifo")
			.with("MessageGroupId", group);
	}

	private static String id(Event event, int index) {
		return event.records().get(index).id().orElseThrow();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class BatchApplication {

		@Bean
		Function<Event, Object> batch() {
			Function<Event, BatchResponse> batch = Batch.builder().each(String.class, (text) -> {
				if (text.startsWith("bad")) {
					throw new IllegalStateException(text);
				}
			});
			return (event) -> {
				if (event.json().contains("plain")) {
					return "plain";
				}
				String text = event.records().get(0).text();
				return text.contains("own:") ? own(text.replaceAll(".*own:|\"}?$", ""), event.records())
						: batch.apply(event);
			};
		}

		private static Object own(String answer, List<EventRecord> records) {
			return switch (answer) {
				case "second" -> BatchResponse.of(records.get(1).id().orElseThrow());
				case "unknown" -> BatchResponse.of("unknown");
				case "invalid" -> "{".getBytes();
				case "noArray" -> Map.of("batchItemFailures", "none");
				case "nullId" -> "{\"batchItemFailures\": [{\"itemIdentifier\": null}]}".getBytes();
				case "throw" -> throw new IllegalStateException("thrown");
				case "firehose" ->
					"""
							{"records": [
							  {"recordId": "%s", "result": "Ok", "data": "%s"},
							  {"recordId": "%s", "result": "ProcessingFailed"}]}"""
						.formatted(records.get(0).id().orElseThrow(),
								Base64.getEncoder().encodeToString(new byte[] { 1 }), records.get(1).id().orElseThrow())
						.getBytes();
				default -> "nothing";
			};
		}

	}

}
