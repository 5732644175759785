package io.golambda.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches from EventBridge Pipes, which has answers of its own.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html">Amazon
 * EventBridge Pipes batching and concurrency</a>
 */
class PipesBatchTests {

	private final List<Integer> tried = new ArrayList<>();

	@Test
	void streamRecordIsReportedByEventId() {
		String kinesis = records("""
				{"kinesisSchemaVersion":"1.0","partitionKey":"1","sequenceNumber":"10%d","data":"eA==",
				"eventSource":"aws:kinesis","eventID":"shardId-000000000001:10%d"}""");
		assertThat(Batch.process(Event.of(kinesis), this::failAtOne))
			.isEqualTo(BatchResponse.of("shardId-000000000001:101", "shardId-000000000001:102"));
		assertThat(this.tried).as("in order").containsExactly(0, 1);
		this.tried.clear();
		String dynamoDb = records("""
				{"eventID":"event-%d","eventName":"INSERT","eventSource":"aws:dynamodb",
				"dynamodb":{"Keys":{"id":{"S":"a"}},"SequenceNumber":"10%d"}}""");
		assertThat(Batch.process(Event.of(dynamoDb), this::failAtOne))
			.isEqualTo(BatchResponse.of("event-1", "event-2"));
		assertThat(this.tried).containsExactly(0, 1);
	}

	@Test
	void queueMessageIsReportedByMessageId() {
		String sqs = records(
				"""
						{"messageId":"m%d","body":"x%d","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:1:q"}""");
		assertThat(Batch.process(Event.of(sqs), this::failAtOne)).isEqualTo(BatchResponse.of("m1"));
		assertThat(this.tried).containsExactly(0, 1, 2);
	}

	@Test
	void kafkaEventFailsAsAWholeAndKeepsThePartitionOrder() {
		String kafka = records(
				"""
						{"eventSource":"aws:kafka","topic":"t","partition":0,"offset":%d,"value":"eA==","headers":[{"n":[%d]}]}""");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Batch.process(Event.of(kafka.replaceAll(",\\{[^,]*,[^,]*,[^,]*,\"offset\":2.*", "]")),
					this::failAtOne))
			.withMessage("1");
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(Event.of(kafka), this::failAtOne))
			.withMessageContaining("accepts no partial response")
			.withMessageContaining("1 skipped after a failed one")
			.satisfies((ex) -> assertThat(ex.failures()).hasSize(1));
	}

	private void failAtOne(EventRecord record) {
		this.tried.add(record.index());
		if (record.index() == 1) {
			throw new IllegalStateException("1");
		}
	}

	private static String records(String template) {
		return IntStream.range(0, 3)
			.mapToObj((i) -> template.replace("%d", String.valueOf(i)))
			.collect(Collectors.joining(",", "[", "]"));
	}

}
