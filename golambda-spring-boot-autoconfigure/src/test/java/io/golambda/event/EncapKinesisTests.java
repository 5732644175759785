package io.golambda.event;

import java.time.Instant;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates Kinesis events with {@link Event#encapKinesis}.
 */
class EncapKinesisTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void awsClassReadsValues() {
		KinesisEvent.KinesisEventRecord record = Event
			.encapKinesis(
					NewRecord.of(BLUE).id("17").timestamp(TIME).with("partitionKey", "p").with("encryptionType", "KMS"))
			.records()
			.get(0)
			.as(KinesisEvent.KinesisEventRecord.class);
		assertThat(record.getKinesis().getSequenceNumber()).isEqualTo("17");
		assertThat(record.getKinesis().getPartitionKey()).isEqualTo("p");
		assertThat(record.getKinesis().getEncryptionType()).isEqualTo("KMS");
		assertThat(record.getKinesis().getApproximateArrivalTimestamp().getTime()).isEqualTo(TIME.toEpochMilli());
		assertThat(record.getEventID()).isEqualTo("shardId-000000000000:17");
	}

	@Test
	void userRecordsHaveTheirOwnKeys() {
		List<EventRecord> records = Event
			.encapKinesisAggregated(NewRecord.of("a").with("partitionKey", "p").with("explicitHashKey", "1"), "b",
					NewRecord.of("c").with("explicitHashKey", "2").with("subSequenceNumber", 2),
					NewRecord.of("d").with("explicitHashKey", "1"))
			.records();
		assertThat(records).extracting(EventRecord::text).containsExactly("a", "b", "c", "d");
		assertThat(records).extracting((record) -> record.attributes().get("explicitHashKey"))
			.containsExactly("1", null, "2", "1");
		assertThat(records.get(0).attributes()).containsEntry("partitionKey", "p");
		assertThat(records.get(1).attributes().get("partitionKey")).isNotEqualTo("p");
	}

	@Test
	void otherValuesBelongToTheAggregatedRecord() {
		NewRecord first = NewRecord.of("a").id("17").timestamp(TIME).with("eventID", "shardId-000000000003:17");
		assertThat(Event.encapKinesisAggregated(first, "b").records()).allSatisfy((record) -> {
			assertThat(record.id()).hasValue("17");
			assertThat(record.timestamp()).hasValue(TIME);
			assertThat(record.attributes()).containsEntry("eventID", "shardId-000000000003:17");
		});
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesisAggregated(first, NewRecord.of("b").id("18")))
			.withMessage("The event has one \"id\" for all of its records, but these have different values.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesisAggregated(NewRecord.of("a").with("subSequenceNumber", 1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesisAggregated(NewRecord.of("a").header("h", "v")))
			.withMessageContaining("explicitHashKey");
	}

}
