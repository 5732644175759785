package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests Kinesis events that mix plain records and records aggregated by the Kinesis
 * Producer Library.
 */
class KinesisAggregatedTests {

	@Test
	void plainRecordsAmongAggregatedOnesStayPlain() {
		Event event = Samples.event("kinesis-aggregated-mixed");
		for (List<EventRecord> records : List.of(event.decapKinesis(), event.records())) {
			assertThat(records).extracting((record) -> record.attributes().get("partitionKey"))
				.containsExactly("customer-1", "customer-7", "customer-8", "customer-7", "customer-9");
			assertThat(records).extracting((record) -> record.envelope().isPresent())
				.containsExactly(false, true, true, true, false);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("plain"));
			assertThat(records.get(4).bytes()).as("begins with a byte of the magic only")
				.containsExactly(0x84, 0, 't', 'e', 'x', 't');
		}
	}

	@Test
	void userRecordsWithTagsHaveTheirOwnHashKey() {
		List<EventRecord> records = Samples.event("kinesis-aggregated-mixed").records().subList(1, 4);
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(records.get(1).bind(Color.class)).isEqualTo(new Color("orange"));
		assertThat(records.get(2).bytes()).isEmpty();
		assertThat(records).extracting((record) -> record.attributes().get("explicitHashKey"))
			.containsExactly("170141183460469231731687303715884105728", "0", "340282366920938463463374607431768211455");
		assertThat(records).extracting((record) -> record.attributes().get("subSequenceNumber"))
			.containsExactly("0", "1", "2");
		assertThat(records.get(0).attributes()).doesNotContainKeys("tenant", "traced");
	}

	@Test
	void userRecordHasSequenceNumberArrivalAndShardOfItsKinesisRecord() {
		List<EventRecord> records = Samples.event("kinesis-aggregated-shards").records();
		assertThat(records).hasSize(203);
		assertPackedInto(records.subList(0, 2), "shardId-000000000000",
				"49590338271490256608559692538361571095921575989136580011", "2018-12-17T22:10:50.500Z");
		assertPackedInto(records.subList(2, 3), "shardId-000000000001",
				"49590338271490256608559692538361571095921575989136580012", "2018-12-17T22:10:51.500Z");
		assertPackedInto(records.subList(3, 203), "shardId-000000000000",
				"49590338271490256608559692538361571095921575989136580013", "2018-12-17T22:10:52.500Z");
	}

	private static void assertPackedInto(List<EventRecord> records, String shard, String sequenceNumber,
			String arrival) {
		assertThat(records).allSatisfy((record) -> {
			assertThat(record.id()).hasValue(sequenceNumber);
			assertThat(record.timestamp()).hasValue(Instant.parse(arrival));
			assertThat(record.attributes()).containsEntry("eventID", shard + ":" + sequenceNumber);
			assertThat(record.outermost().id()).hasValue(sequenceNumber);
		});
	}

	@Test
	void userRecordsKeepTheirOrderAndShareKeys() {
		List<EventRecord> records = Samples.event("kinesis-aggregated-shards").records().subList(3, 203);
		for (int i = 0; i < records.size(); i++) {
			assertThat(records.get(i).bind(Color.class)).isEqualTo(new Color("red " + i));
			assertThat(records.get(i).index()).isEqualTo(i);
			assertThat(records.get(i).attributes())
				.containsAllEntriesOf(Map.of("partitionKey", "customer-" + i % 3, "subSequenceNumber", "" + i));
		}
	}

	@Test
	void wrongChecksumFailsNeitherPrecedingNorFollowingRecords() {
		Event event = Samples.event("kinesis-aggregated-bad");
		for (List<EventRecord> records : List.of(event.decapKinesis(), event.records())) {
			assertThat(records).hasSize(4);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).bind(Color.class)).isEqualTo(new Color("green"));
			assertThat(records.get(3).bind(Color.class)).isEqualTo(new Color("orange"));
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).bind(Color.class))
				.withMessage("Record 1 (id 49590338271490256608559692538361571095921575989136580022) of the KINESIS "
						+ "event is an aggregated record of the Kinesis Producer Library with a wrong checksum; "
						+ "bytes() gives it as it is.")
				.withNoCause();
		}
	}

}
