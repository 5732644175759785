package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KinesisTests {

	@Test
	void aggregatedRecordWithoutUserRecordsIsTheKinesisRecordItself() {
		byte[] empty = aggregated(new byte[0]);
		List<EventRecord> records = Event.encapKinesis("before", empty, "after").records();
		assertThat(records).hasSize(3);
		assertThat(records.get(1).bytes()).isEqualTo(empty);
		assertThat(records.get(1).envelope()).isEmpty();
	}

	@Test
	void bindsDataOfEachRecordInOrder() {
		assertThat(Samples.event("kinesis-typical").decapKinesis()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
	}

	@Test
	void recordsRecognisesSource() {
		Event event = Samples.event("kinesis-typical");
		assertThat(event.source()).isEqualTo(EventSource.KINESIS);
		assertThat(event.records()).extracting(EventRecord::source)
			.containsExactly(EventSource.KINESIS, EventSource.KINESIS);
		assertThat(event.records()).extracting(EventRecord::index).containsExactly(0, 1);
	}

	@Test
	void recordHasSequenceNumberArrivalAndAttributes() {
		EventRecord record = Samples.event("kinesis-typical").decapKinesis().get(0);
		assertThat(record.id()).hasValue("49590338271490256608559692538361571095921575989136588898");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1545084650987L));
		assertThat(record.envelope()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("partitionKey", "customer-7", "sequenceNumber",
				"49590338271490256608559692538361571095921575989136588898", "encryptionType", "KMS", "eventID",
				"shardId-000000000006:49590338271490256608559692538361571095921575989136588898", "awsRegion",
				"us-east-2", "eventSourceARN", "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"));
	}

	@Test
	void emptyRecordIsValid() {
		EventRecord record = Samples.event("kinesis-minimal").records().get(0);
		assertThat(record.bytes()).isEmpty();
		assertThat(record.text()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("sequenceNumber", "1"));
	}

	@Test
	void acceptsMembersInAnyOrderAndEscaped() {
		EventRecord record = Samples.event("kinesis-odd").records().get(0);
		assertThat(record.bytes()).isEqualTo(Base64.getDecoder().decode("8J+YgCBncv7/"));
		assertThat(record.attributes()).containsEntry("partitionKey", "grüß");
		assertThat(record.timestamp()).as("with an exponent").hasValue(Instant.ofEpochMilli(1545084650987L));
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageContaining("has a payload that is not UTF-8");
	}

	@ParameterizedTest
	@CsvSource({ "'1545084650.5',1545084650500", "'\"1545084650.5\"',1545084650500", "1545084650,1545084650000" })
	void arrivalMayBeNumberOrString(String written, long millis) {
		assertThat(arrival(written).timestamp()).hasValue(Instant.ofEpochMilli(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yesterday\"", "1e999999999", "1e400", "-1e400", "null", "{}", "true", "\"NaN\"",
			"12345678901234567890123456789012345678901234567890" })
	void invalidArrivalIsOmitted(String written) {
		assertThat(arrival(written).timestamp()).isEmpty();
	}

	private static EventRecord arrival(String written) {
		return Event
			.of("{\"Records\":[{\"eventSource\":\"aws:kinesis\",\"kinesis\":{\"data\":\"\","
					+ "\"approximateArrivalTimestamp\":" + written + "}}]}")
			.decapKinesis()
			.get(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "kinesis-aggregated", "kinesis-aggregated-mixed", "kinesis-aggregated-shards" })
	void userRecordsAreInTheDataThatAwsClassReads(String name) {
		Event event = Samples.event(name);
		List<KinesisEvent.KinesisEventRecord> expected = event.bind(KinesisEvent.class).getRecords();
		List<EventRecord> outermost = event.decapKinesis().stream().map(EventRecord::outermost).distinct().toList();
		assertThat(outermost).hasSameSizeAs(expected);
		for (int i = 0; i < outermost.size(); i++) {
			assertEqual(outermost.get(i), expected.get(i));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kinesis-typical", "kinesis-minimal", "kinesis-odd" })
	void readsSameValuesAsAwsClass(String name) {
		Event event = Samples.event(name);
		List<KinesisEvent.KinesisEventRecord> expected = event.bind(KinesisEvent.class).getRecords();
		List<EventRecord> records = event.decapKinesis();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			assertEqual(records.get(i), expected.get(i));
		}
	}

	private static void assertEqual(EventRecord record, KinesisEvent.KinesisEventRecord expected) {
		KinesisEvent.Record kinesis = expected.getKinesis();
		assertThat(record.bytes()).isEqualTo(kinesis.getData().array());
		assertThat(record.id()).hasValue(kinesis.getSequenceNumber());
		assertThat(record.attributes().get("partitionKey")).isEqualTo(kinesis.getPartitionKey());
		assertThat(record.attributes().get("encryptionType")).isEqualTo(kinesis.getEncryptionType());
		assertThat(record.attributes().get("eventSourceARN")).isEqualTo(expected.getEventSourceARN());
		assertThat(record.attributes().get("eventID")).isEqualTo(expected.getEventID());
		assertThat(record.timestamp().orElse(null)).isEqualTo((kinesis.getApproximateArrivalTimestamp() != null)
				? kinesis.getApproximateArrivalTimestamp().toInstant() : null);
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapKinesis(new Color("blue"), "grüß", new byte[] { 0, (byte) 0xFF });
		List<KinesisEvent.KinesisEventRecord> read = event.bind(KinesisEvent.class).getRecords();
		assertThat(read).extracting((record) -> record.getKinesis().getData().array())
			.containsExactly("{\"message\":\"blue\"}".getBytes(), "grüß".getBytes(StandardCharsets.UTF_8),
					new byte[] { 0, (byte) 0xFF });
		for (int i = 0; i < read.size(); i++) {
			assertEqual(event.decapKinesis().get(i), read.get(i));
		}
		assertThat(read).extracting((record) -> record.getKinesis().getSequenceNumber())
			.isSorted()
			.doesNotHaveDuplicates()
			.allMatch((number) -> number.matches("[1-9][0-9]{55}"));
	}

	@Test
	void aggregatedRecordsAreSplitIntoUserRecords() {
		for (List<EventRecord> records : List.of(Samples.event("kinesis-aggregated").decapKinesis(),
				Samples.event("kinesis-aggregated").records())) {
			assertThat(records).hasSize(4);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).bytes()).containsExactly(0, 0xFF);
			assertThat(records.get(2).bind(Color.class)).isEqualTo(new Color("x".repeat(300)));
			assertThat(records.get(3).bind(Color.class)).isEqualTo(new Color("orange"));
			assertThat(records.get(3).envelope()).isEmpty();
		}
	}

	@Test
	void userRecordKeepsItsKeysAndHasTheKinesisRecordAsEnvelope() {
		List<EventRecord> records = Samples.event("kinesis-aggregated").decapKinesis();
		EventRecord record = records.get(1);
		assertThat(record.source()).isEqualTo(EventSource.KINESIS);
		assertThat(record.index()).isEqualTo(1);
		assertThat(record.attributes()).containsEntry("partitionKey", "grüß")
			.containsEntry("explicitHashKey", "170141183460469231731687303715884105728")
			.containsEntry("subSequenceNumber", "1")
			.containsEntry("eventSourceARN", "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream");
		assertThat(records.get(0).attributes()).containsEntry("partitionKey", "customer-7")
			.doesNotContainKey("explicitHashKey");
		EventRecord envelope = record.envelope().orElseThrow();
		assertThat(envelope.attributes()).containsEntry("partitionKey", "a").doesNotContainKey("subSequenceNumber");
		assertThat(record.id()).isPresent().isEqualTo(envelope.id());
		assertThat(record.timestamp()).isPresent().isEqualTo(envelope.timestamp());
	}

	@Test
	void decapReversesEncapAggregated() {
		Event event = Event.encapKinesisAggregated(new Color("blue"), "", "x".repeat(20_000), new byte[] { 1 });
		assertThat(event.bind(KinesisEvent.class).getRecords()).hasSize(1);
		assertThat(event.decapKinesis()).extracting(EventRecord::bytes)
			.containsExactly("{\"message\":\"blue\"}".getBytes(), new byte[0], "x".repeat(20_000).getBytes(),
					new byte[] { 1 });
		assertThat(event.decapKinesis()).extracting((record) -> record.attributes().get("partitionKey"))
			.doesNotHaveDuplicates();
	}

	@Test
	void wrongChecksumFailsItsRecordOnly() {
		byte[] aggregated = Event.encapKinesisAggregated("a", "b")
			.decapKinesis()
			.get(0)
			.envelope()
			.orElseThrow()
			.bytes();
		aggregated[aggregated.length - 1] ^= 1;
		List<EventRecord> records = Event.encapKinesis("before", aggregated, "after").records();
		assertThat(records).hasSize(3);
		assertThat(records.get(0).text()).isEqualTo("before");
		assertThat(records.get(2).text()).isEqualTo("after");
		EventRecord broken = records.get(1);
		assertThat(broken.id()).isPresent();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> broken.bind(Color.class))
			.withMessage("Record 1 (id " + broken.id().orElseThrow() + ") of the KINESIS event is an aggregated record "
					+ "of the Kinesis Producer Library with a wrong checksum; bytes() gives it as it is.")
			.withNoCause();
		assertThat(broken.bytes()).isEqualTo(aggregated);
		assertThat(broken.bind(byte[].class)).isEqualTo(aggregated);
		assertThatExceptionOfType(EventException.class).isThrownBy(broken::text)
			.withMessageContaining("with a wrong checksum");
	}

	@Test
	void damagedAggregatedRecordWithCorrectChecksumIsReported() {
		for (String message : List.of("FF", "1A05", "1A020800", "1A060800100A1A00", "0A02C328", "1A041A02", "1A0108",
				"0B", "1A0408011A00", "FFFFFFFFFFFFFFFFFFFFFF01", "1AFFFFFFFFFFFFFFFFFF01")) {
			EventRecord record = Event.encapKinesis(aggregated(HexFormat.of().parseHex(message))).records().get(0);
			assertThatExceptionOfType(EventException.class).as(message)
				.isThrownBy(() -> record.bind(Object.class))
				.withMessageContaining("is an aggregated record of the Kinesis Producer Library, but what it holds");
		}
		EventRecord cut = Event.encapKinesis(Arrays.copyOf(aggregated(new byte[0]), 10)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> cut.bind(Object.class))
			.withMessageContaining("that breaks off");
	}

	private static byte[] aggregated(byte[] message) {
		byte[] aggregated = new byte[message.length + 20];
		System.arraycopy(new byte[] { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 }, 0, aggregated, 0, 4);
		System.arraycopy(message, 0, aggregated, 4, message.length);
		System.arraycopy(EncapData.md5(message), 0, aggregated, 4 + message.length, 16);
		return aggregated;
	}

	@Test
	void dataThatOnlyBeginsLikeTheMagicIsNotAggregated() {
		byte[] almost = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC3, 1 };
		byte[] less = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC0 };
		assertThat(Event.encapKinesis(almost, less).records()).extracting(EventRecord::bytes)
			.containsExactly(almost, less);
	}

	@Test
	void wrongBase64IsTheFailureOfItsRecordOnly() {
		Event event = Event.of("""
				{"Records":[\
				{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":"1","data":"secret!"}},\
				{"eventSource":"aws:kinesis","kinesis":{"data":"84maw*"}},\
				{"eventSource":"aws:kinesis","kinesis":{"data":null}},\
				{"eventSource":"aws:kinesis","kinesis":{"data":17}},\
				{"eventSource":"aws:kinesis","kinesis":[]},\
				{"eventSource":"aws:kinesis","kinesis":{"data":"Zm9v","data":"YmFy"}}]}""");
		List<EventRecord> records = event.records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Color.class))
			.withMessage("Record 0 (id 1) of the KINESIS event has a payload that is not base64.")
			.withNoCause();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).bytes())
			.withMessage("Record 1 of the KINESIS event has a payload that is not base64.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).bytes())
			.withMessage("Record 2 of the KINESIS event has no payload.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(3).bytes())
			.withMessage("Record 3 of the KINESIS event has a number as its payload, not a string.");
		assertThat(records.get(4).attributes()).isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(5).text())
			.withMessageEndingWith("has its payload twice.");
		assertThat(records).extracting(EventRecord::id).last().isEqualTo(Optional.empty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Records\":[]}", "{\"Records\":[null]}", "{\"Records\":[17]}",
			"{\"Records\":[{\"eventSource\":\"aws:kinesis\"},null]}",
			"{\"Records\":[{\"eventSource\":\"aws:kinesis\"},{\"eventSource\":\"aws:sqs\"}]}" })
	void rejectsEventThatIsNotFromKinesis(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapKinesis());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records());
	}

	@Test
	void bareArrayFromPipesIsEventOfTheStream() {
		Event event = Samples.event("pipes-kinesis");
		for (List<EventRecord> records : List.of(event.decapKinesis(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"), new Color("orange"));
			assertThat(records.get(1).id()).hasValue("49590338271490256608559692540925702759324208523137515618");
			assertThat(records.get(1).timestamp()).hasValue(Instant.ofEpochMilli(1545084650987L));
			assertThat(records.get(1).attributes()).containsEntry("partitionKey", "1")
				.containsEntry("eventSourceARN", "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream");
		}
	}

	@Test
	void eventInAggregatedDataIsUnwrapped() {
		for (Event event : List.of(Event.encapKinesis(Event.encapSns("hello")),
				Event.encapKinesisAggregated(Event.encapSns("hello")))) {
			EventRecord record = event.records().get(0);
			assertThat(record.source()).isEqualTo(EventSource.SNS);
			assertThat(record.text()).isEqualTo("hello");
			assertThat(record.envelope().orElseThrow().source()).isEqualTo(EventSource.KINESIS);
		}
	}

}
