package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.batch.BatchResponse.KafkaIdentifier;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches of Kafka, whose answer names a record by its partition and offset.
 */
class KafkaBatchTests {

	private final List<String> tried = new ArrayList<>();

	private final Event event = Event.of("{\"eventSource\":\"aws:kafka\",\"records\":{" + partition("my-orders", 0, 3)
			+ "," + partition("my-orders", 1, 2) + "," + partition("my-orders", 12, 1) + "}}");

	@Test
	void failedRecordSkipsTheRestOfItsPartition() {
		BatchResponse answer = Batch.process(this.event, failing("my-orders-0-101"));
		assertThat(this.tried).containsExactly("my-orders-0-100", "my-orders-0-101", "my-orders-1-100",
				"my-orders-1-101", "my-orders-12-100");
		assertThat(answer.batchItemFailures()).containsExactly(
				new BatchItemFailure(new KafkaIdentifier("my-orders-0", 101)),
				new BatchItemFailure(new KafkaIdentifier("my-orders-0", 102)));
		assertThat(JsonMapper.shared().writeValueAsString(answer))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"my-orders-0\",\"offset\":101}},"
					+ "{\"itemIdentifier\":{\"partition\":\"my-orders-0\",\"offset\":102}}]}");
	}

	@Test
	void partitionKeepsItsOrderInParallel() {
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		Batch.builder().parallelism(3).process(this.event, (record) -> {
			Thread.sleep(5);
			order.add(Events.id(record));
		});
		assertThat(order).hasSize(6);
		assertThat(order.stream().filter((id) -> id.startsWith("my-orders-0-"))).isSorted();
		assertThat(order.stream().filter((id) -> id.startsWith("my-orders-1-"))).isSorted();
	}

	@Test
	void failedRecordWithoutOffsetFailsTheWholeBatch() {
		for (String offset : List.of("\"offset\":null", "\"other\":1", "\"offset\":\"x\"", "\"offset\":1.5")) {
			Event odd = Event.of(this.event.json().replace("\"offset\":102", offset));
			assertThatExceptionOfType(BatchException.class).as(offset).isThrownBy(() -> Batch.process(odd, (record) -> {
				if (record.index() == 2) {
					throw new IllegalStateException();
				}
			})).withMessageContaining("has no id to report it by");
		}
	}

	@Test
	void firehoseHasNoBatchResponse() {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(Event.encapFirehose("a"), failing()))
			.withMessage("A FIREHOSE event has no batch response: Firehose expects each record in the response. "
					+ "Return a FirehoseResponse instead.");
		assertThat(this.tried).isEmpty();
	}

	private static String partition(String topic, int partition, int records) {
		return IntStream.range(0, records)
			.mapToObj((i) -> "{\"topic\":\"" + topic + "\",\"partition\":" + partition + ",\"offset\":" + (100 + i)
					+ ",\"value\":\"YQ==\"}")
			.collect(Collectors.joining(",", "\"" + topic + "-" + partition + "\":[", "]"));
	}

	private RecordConsumer<EventRecord> failing(String... ids) {
		List<String> failing = List.of(ids);
		return (record) -> {
			this.tried.add(Events.id(record));
			if (failing.contains(Events.id(record))) {
				throw new IllegalStateException();
			}
		};
	}

}
