package io.golambda.event;

import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates Firehose events with {@link Event#encapFirehose}.
 */
class EncapFirehoseTests {

	@Test
	void kinesisAttributeImpliesKinesisSource() {
		Event event = Event.encapFirehose(NewRecord.of("a").id("17").with("partitionKey", "p"), "plain");
		assertThat(event.records().get(0).attributes()).containsEntry("partitionKey", "p")
			.containsEntry("sequenceNumber", "17")
			.containsKeys("shardId", "subsequenceNumber", "sourceKinesisStreamArn");
		assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "plain");
		KinesisFirehoseEvent aws = event.bind(KinesisFirehoseEvent.class);
		assertThat(aws.getRecords().get(0).getKinesisRecordMetadata()).containsEntry("partitionKey", "p");
		assertThat(aws.getRecords().get(0).getRecordId()).isEqualTo("17");
	}

	@Test
	void kafkaAttributeImpliesKafkaSource() {
		Event event = Event.encapFirehose("plain", NewRecord.of("a").with("offset", 42L));
		assertThat(event.records().get(1).attributes()).containsEntry("offset", "42")
			.containsEntry("partitionId", "0")
			.containsKey("sourceMSKArn");
		MSKFirehoseEvent.Record aws = event.records().get(1).as(MSKFirehoseEvent.Record.class);
		assertThat(aws.getKafkaRecordValue().array()).isEqualTo(new byte[] { 'a' });
		assertThat(aws.getMskRecordMetadata()).containsEntry("offset", "42");
	}

	@Test
	void rejectsTwoSources() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapFirehose(NewRecord.of("a").with("offset", 42L),
					NewRecord.of("a").with("shardId", "s")))
			.withMessageContaining("either from Kinesis or from Kafka");
	}

}
