package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FirehoseTests {

	@Test
	void bindsDataOfEachRecordInOrder() {
		Event event = Samples.event("firehose-typical");
		assertThat(event.source()).isEqualTo(EventSource.FIREHOSE);
		for (List<EventRecord> records : List.of(event.decapFirehose(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"), new Color("orange"));
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
		}
	}

	@Test
	void recordHasIdArrivalAndStreams() {
		EventRecord record = Samples.event("firehose-typical").decapFirehose().get(0);
		assertThat(record.id()).hasValue("49546986683135544286507457936321625675700192471156785154");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1495072949453L));
		assertThat(record.attributes()).isEqualTo(Map.of("invocationId", "invocationIdExample", "deliveryStreamArn",
				"arn:aws:firehose:us-east-1:123456789012:deliverystream/orders", "region", "us-east-1",
				"sourceKinesisStreamArn", "arn:aws:kinesis:us-east-1:123456789012:stream/orders", "shardId",
				"shardId-000000000000", "partitionKey", "4d1ad2b9-24f8-4b9d-a088-76e9947c317a", "sequenceNumber",
				"49546986683135544286507457936321625675700192471156785154", "subsequenceNumber", ""));
	}

	@Test
	void minimalRecordHasOnlyItsId() {
		EventRecord record = Samples.event("firehose-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.FIREHOSE);
		assertThat(record.bytes()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.id()).hasValue("1");
	}

	@Test
	void acceptsMembersInAnyOrder() {
		EventRecord record = Samples.event("firehose-odd").records().get(0);
		assertThat(record.bytes()).containsExactly(0x80);
		assertThat(record.id()).hasValue("rü");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1495072949453L));
		assertThat(record.attributes()).as("what comes after the records").containsEntry("region", "eu-central-1");
	}

	@Test
	void recordFromKafkaHasDataUnderAnotherName() {
		EventRecord record = Samples.event("firehose-msk").records().get(0);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(record.attributes()).containsEntry("partitionId", "1")
			.containsEntry("offset", "0")
			.containsEntry("sourceMSKArn", "arn:aws:kafka:us-east-1:123456789012:cluster/orders/1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "firehose-typical", "firehose-minimal", "firehose-odd" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	@Test
	void readsSameValuesFromKafkaAsAwsClass() {
		Event event = Samples.event("firehose-msk");
		MSKFirehoseEvent expected = event.bind(MSKFirehoseEvent.class);
		assertThat(event.decapFirehose()).hasSameSizeAs(expected.getRecords());
		EventRecord record = event.decapFirehose().get(0);
		MSKFirehoseEvent.Record aws = expected.getRecords().get(0);
		assertThat(record.bytes()).isEqualTo(aws.getKafkaRecordValue().array());
		assertThat(record.id()).hasValue(aws.getRecordId());
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(aws.getApproximateArrivalTimestamp()));
		assertThat(record.attributes()).containsEntry("deliveryStreamArn", expected.getDeliveryStreamArn())
			.containsEntry("invocationId", expected.getInvocationId())
			.containsEntry("region", expected.getRegion())
			.containsEntry("sourceMSKArn", expected.getSourceMSKArn())
			.containsEntry("offset", aws.getMskRecordMetadata().get("offset"))
			.containsEntry("partitionId", aws.getMskRecordMetadata().get("partitionId"));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapFirehose(new Color("blue"), "grüß", new byte[] { 0, (byte) 0xFF });
		assertEqual(event);
		assertThat(event.decapFirehose()).extracting(EventRecord::bytes)
			.containsExactly("{\"message\":\"blue\"}".getBytes(), "grüß".getBytes(StandardCharsets.UTF_8),
					new byte[] { 0, (byte) 0xFF });
	}

	private static void assertEqual(Event event) {
		KinesisFirehoseEvent expected = event.bind(KinesisFirehoseEvent.class);
		List<EventRecord> records = event.decapFirehose();
		assertThat(records).hasSameSizeAs(expected.getRecords());
		for (int i = 0; i < records.size(); i++) {
			EventRecord record = records.get(i);
			KinesisFirehoseEvent.Record aws = expected.getRecords().get(i);
			assertThat(record.bytes()).isEqualTo(aws.getData().array());
			assertThat(record.id()).hasValue(aws.getRecordId());
			assertThat(record.timestamp().map(Instant::toEpochMilli).orElse(null))
				.isEqualTo(aws.getApproximateArrivalTimestamp());
			assertThat(record.attributes().get("deliveryStreamArn")).isEqualTo(expected.getDeliveryStreamArn());
			assertThat(record.attributes().get("invocationId")).isEqualTo(expected.getInvocationId());
			assertThat(record.attributes().get("region")).isEqualTo(expected.getRegion());
		}
	}

	@Test
	void logEventsInRecordsAreUnwrapped() {
		Event event = Event.encapFirehose(EncapData.cloudWatchLogs("one", "two"), "text");
		assertThat(event.records()).extracting(EventRecord::text).containsExactly("one", "two", "text");
		assertThat(event.records().get(1).envelope().orElseThrow().id()).isEqualTo(event.decapFirehose().get(0).id());
	}

	@Test
	void invalidRecordFailsAlone() {
		List<EventRecord> records = Event.of("""
				{"deliveryStreamArn":"arn","records":[{"recordId":"1","data":"secret!"},{},\
				{"data":[]},{"data":"b2s="}]}""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 (id 1) of the FIREHOSE event has a payload that is not base64.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).text())
			.withMessage("Record 1 of the FIREHOSE event has no payload.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).text())
			.withMessage("Record 2 of the FIREHOSE event has an array as its payload, not a string.");
		assertThat(records.get(3).text()).isEqualTo("ok");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"deliveryStreamArn\":\"a\",\"records\":[]}", "{\"deliveryStreamArn\":\"a\"}",
			"{\"records\":[{}]}", "{\"deliveryStreamArn\":17,\"records\":[{}]}",
			"{\"deliveryStreamArn\":\"a\",\"records\":[null]}", "{\"deliveryStreamArn\":\"a\",\"records\":{}}",
			"{\"deliveryStreamArn\":\"a\",\"records\":[{}],\"records\":[{}]}",
			"{\"deliveryStreamArn\":\"a\",\"records\":[{}]} more" })
	void rejectsEventThatIsNotFromFirehose(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapFirehose());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records());
	}

}
