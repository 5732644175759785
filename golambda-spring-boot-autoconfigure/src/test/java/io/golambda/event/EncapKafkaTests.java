package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates Kafka events with {@link Event#encapKafka}.
 */
class EncapKafkaTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void groupsRecordsByTopicAndPartition() {
		Event event = Event.encapKafka(NewRecord.of("a").with("topic", "t").with("partition", 1), "b",
				NewRecord.of("c").with("topic", "t").with("partition", 1), NewRecord.of("d").with("offset", 7), "e");
		assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "c", "b", "d", "e");
		assertThat(event.records()).extracting((record) -> record.id().orElseThrow())
			.containsExactly("t-1-0", "t-1-1", "topic-0-0", "topic-0-7", "topic-0-8");
		assertThat(event.bind(KafkaEvent.class).getRecords()).containsOnlyKeys("t-1", "topic-0");
	}

	@Test
	void keyCanBeAnyPayloadOrMissing() {
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
	void awsClassReadsHeadersAndKey() {
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
	void rejectsHeaderAsAttribute() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("tenant", "b")))
			.withMessageStartingWith("KAFKA records have no attribute \"tenant\". They can have a timestamp; "
					+ "headers; the parts key; the attributes bootstrapServers, ");
	}

}
