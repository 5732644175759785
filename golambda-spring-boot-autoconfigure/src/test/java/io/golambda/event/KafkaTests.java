package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KafkaTests {

	@Test
	void singleNullIsTombstone() {
		assertThat(Event.encapKafka((Object[]) null).decapKafka()).singleElement()
			.satisfies((record) -> assertThat(record.hasPayload()).isFalse());
	}

	@Test
	void nullHeaderHasNoBytes() {
		EventRecord record = Event.of("""
				{"eventSource":"aws:kafka","records":{"t-0":[{"headers":[{"a":null},{"b":[98]}],\
				"value":"b2s="}]}}""").decapKafka().get(0);
		assertThat(record.headers()).containsExactly(new RecordHeader("a", new byte[0]),
				new RecordHeader("b", new byte[] { 'b' }));
		assertThat(record.attributes()).containsEntry("a", "").containsEntry("b", "b");
	}

	@Test
	void headerCannotForgeMissingAwsAttribute() {
		EventRecord record = Event.of("""
				{"eventSource":"SelfManagedKafka","records":{"t-0":[{"headers":[{"eventSourceArn":[98]},\
				{"keySchemaMetadata.schemaId":[98]},{"b":[98]}],"value":"b2s="}]}}""").decapKafka().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("b", "b", "eventSourceKey", "t-0"));
		assertThat(record.headers()).hasSize(3);
	}

	@Test
	void acceptsOlderSourceNameOfSelfManagedKafka() {
		Event event = Samples.event("kafka-self-managed-older");
		assertThat(event.source()).isEqualTo(EventSource.KAFKA);
		assertThat(event.decapKafka().get(0).text()).isEqualTo("plain");
	}

	@Test
	void recordsKeepTheOrderOfPartitions() {
		Event event = Samples.event("kafka-typical");
		assertThat(event.source()).isEqualTo(EventSource.KAFKA);
		for (List<EventRecord> records : List.of(event.decapKafka(), event.records())) {
			assertThat(records).extracting((record) -> record.id().orElseThrow())
				.containsExactly("colors-1-15", "colors-1-16", "colors-0-7");
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1, 2);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).bind(Color.class)).isEqualTo(new Color("orange"));
		}
	}

	@Test
	void recordHasPlaceAndTime() {
		EventRecord record = Samples.event("kafka-typical").decapKafka().get(1);
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1545084650987L));
		assertThat(record.attributes()).isEqualTo(Map.of("topic", "colors", "partition", "1", "offset", "16",
				"timestampType", "CREATE_TIME", "eventSourceKey", "colors-1", "eventSourceArn",
				"arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973-a626-431c-9d4e-d7975eb44dd7-2",
				"bootstrapServers",
				"b-2.demo.kafka.us-east-1.amazonaws.com:9092,b-1.demo.kafka.us-east-1.amazonaws.com:9092"));
	}

	@Test
	void keyIsPartOfTheRecord() {
		EventRecord record = Samples.event("kafka-typical").decapKafka().get(0);
		EventRecord key = record.part("key").orElseThrow();
		assertThat(key.bind(Color.class)).isEqualTo(new Color("key"));
		assertThat(key.id()).isEqualTo(record.id());
		assertThat(key.attributes()).isEqualTo(record.attributes());
		assertThat(record.part("value")).isEmpty();
		assertThat(Samples.event("kafka-minimal").decapKafka().get(0).part("key")).isEmpty();
		assertThat(Samples.event("kafka-odd").decapKafka().get(0).part("key")).as("null").isEmpty();
	}

	@Test
	void tombstoneHasNoPayload() {
		List<EventRecord> records = Samples.event("kafka-typical").decapKafka();
		assertThat(records).extracting(EventRecord::hasPayload).containsExactly(true, true, false);
		EventRecord tombstone = records.get(2);
		assertThat(tombstone.part("key").orElseThrow().text()).isEqualTo("deleted");
		assertThat(tombstone.part("key").orElseThrow().hasPayload()).isTrue();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> tombstone.bind(Color.class))
			.withMessage("Record 2 (id colors-0-7) of the KAFKA event has no payload.");
	}

	@Test
	void headersKeepBytesOrderAndDuplicates() {
		List<RecordHeader> headers = Samples.event("kafka-typical").decapKafka().get(0).headers();
		assertThat(headers).extracting(RecordHeader::name).containsExactly("tenant", "trace", "tenant");
		assertThat(headers.get(0).text()).hasValue("acme");
		assertThat(headers.get(1).bytes()).containsExactly(0, -1, 127, -128);
		assertThat(headers.get(1).text()).as("not UTF-8").isEmpty();
		assertThat(headers.get(2).text()).hasValue("grün");
		assertThat(headers.get(1)).hasToString("RecordHeader[trace]")
			.isEqualTo(new RecordHeader("trace", new byte[] { 0, -1, 127, -128 }))
			.hasSameHashCodeAs(new RecordHeader("trace", new byte[] { 0, -1, 127, -128 }))
			.isNotEqualTo(headers.get(0));
	}

	@Test
	void headersAreAttributesButCannotForgeAwsAttributes() {
		assertThat(Samples.event("kafka-typical").decapKafka().get(0).attributes()).containsEntry("tenant", "grün")
			.containsEntry("trace", "AP9/gA==");
		EventRecord odd = Samples.event("kafka-odd").decapKafka().get(0);
		assertThat(odd.headers()).containsExactly(new RecordHeader("topic", new byte[] { 'f' }),
				new RecordHeader("b", new byte[] { -1, -1 }));
		assertThat(odd.attributes()).containsEntry("topic", "t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":\"text\"}", "{\"a\":[256]}", "{\"a\":[-129]}", "{\"a\":[1.5]}", "{\"a\":[\"1\"]}",
			"{\"a\":[1,null]}" })
	void invalidHeaderIsReportedWhenHeadersAreRead(String header) {
		EventRecord record = Event
			.of("{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[{\"topic\":\"t\",\"headers\":[17," + header
					+ ",{\"b\":[98]}],\"value\":\"b2s=\"}]}}")
			.decapKafka()
			.get(0);
		assertThat(record.text()).isEqualTo("ok");
		assertThat(record.attributes()).containsEntry("b", "b").doesNotContainKey("a");
		assertThatExceptionOfType(EventException.class).isThrownBy(record::headers)
			.withMessage("Record 0 of the KAFKA event has a header that is not an array of bytes.");
	}

	@Test
	void selfManagedKafkaIsReadLikeAmazonMsk() {
		EventRecord record = Samples.event("kafka-self-managed").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.KAFKA);
		assertThat(record.text()).isEqualTo("plain");
		assertThat(record.id()).hasValue("a-b-2-9223372036854775807");
		assertThat(record.attributes()).containsEntry("valueSchemaMetadata.schemaId", "17")
			.containsEntry("valueSchemaMetadata.dataFormat", "JSON")
			.doesNotContainKey("eventSourceArn");
	}

	@Test
	void acceptsMembersInAnyOrder() {
		EventRecord record = Samples.event("kafka-odd").records().get(0);
		assertThat(record.bytes()).containsExactly(0x82);
		assertThat(record.id()).hasValue("t-3-5");
		assertThat(record.timestamp()).as("none").isEmpty();
		assertThat(record.attributes()).containsEntry("timestampType", "NO_TIMESTAMP_TYPE")
			.containsEntry("eventSourceArn", "arn:aws:kafka:eu-central-1:123456789012:cluster/c/1");
	}

	@Test
	void bareArrayFromPipesIsKafkaEvent() {
		Event event = Samples.event("pipes-kafka");
		assertThat(event.source()).isEqualTo(EventSource.KAFKA);
		assertThat(event.decapKafka()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
		assertThat(event.records().get(0).attributes()).containsEntry("eventSourceKey", "colors-0")
			.containsEntry("bootstrapServers", "b:9092");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("""
				[{"eventSource":"aws:kafka"},{"eventSource":"aws:sqs"}]""").records())
			.withMessageContaining("Record 1 of the event is not from KAFKA");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kafka-typical", "kafka-self-managed", "kafka-self-managed-older", "kafka-minimal",
			"kafka-odd" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapKafka(new Color("blue"), "grüß", new byte[] { 0, (byte) 0xFF }, null, "");
		assertEqual(event);
		List<EventRecord> records = event.decapKafka();
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(records.get(1).bytes()).isEqualTo("grüß".getBytes(StandardCharsets.UTF_8));
		assertThat(records.get(2).bytes()).containsExactly(0, 0xFF);
		assertThat(records).extracting(EventRecord::hasPayload).containsExactly(true, true, true, false, true);
	}

	private static void assertEqual(Event event) {
		KafkaEvent expected = event.bind(KafkaEvent.class);
		List<KafkaEvent.KafkaEventRecord> all = new ArrayList<>();
		expected.getRecords().values().forEach(all::addAll);
		List<EventRecord> records = event.decapKafka();
		assertThat(records).hasSameSizeAs(all);
		for (KafkaEvent.KafkaEventRecord aws : all) {
			String id = aws.getTopic() + "-" + aws.getPartition() + "-" + aws.getOffset();
			EventRecord record = records.stream()
				.filter((each) -> each.id().orElseThrow().equals(id))
				.findFirst()
				.orElseThrow();
			assertThat(record.hasPayload()).isEqualTo(aws.getValue() != null);
			if (aws.getValue() != null) {
				assertThat(record.bytes()).isEqualTo(Base64.getDecoder().decode(aws.getValue()));
			}
			assertThat(record.part("key").map(EventRecord::bytes).orElse(null))
				.isEqualTo((aws.getKey() != null) ? Base64.getDecoder().decode(aws.getKey()) : null);
			List<RecordHeader> headers = new ArrayList<>();
			if (aws.getHeaders() != null) {
				aws.getHeaders()
					.forEach((each) -> each.forEach((name, value) -> headers.add(new RecordHeader(name, value))));
			}
			assertThat(record.headers()).isEqualTo(headers);
			assertThat(record.attributes().get("timestampType")).isEqualTo(aws.getTimestampType());
			assertThat(record.attributes().get("bootstrapServers")).isEqualTo(expected.getBootstrapServers());
			assertThat(record.attributes().get("eventSourceArn")).isEqualTo(expected.getEventSourceArn());
		}
	}

	@Test
	void invalidRecordFailsAlone() {
		List<EventRecord> records = Event.of("""
				{"eventSource":"aws:kafka","records":{"t-0":[\
				{"topic":"t","partition":0,"value":"secret!"},{"value":{}},{"value":"b2s=",\
				"timestamp":"yesterday"},{"value":"","key":17,"timestamp":"1545084650987"},\
				{"value":"Zm9v","value":"YmFy","timestamp":1e400}]}}""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 of the KAFKA event has a payload that is not base64.");
		assertThat(records.get(0).id()).as("without its offset it has none").isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).text())
			.withMessage("Record 1 of the KAFKA event has an object as its payload, not a string.");
		assertThat(records.get(1).hasPayload()).isTrue();
		assertThat(records.get(2).text()).isEqualTo("ok");
		assertThat(records.get(2).timestamp()).isEmpty();
		assertThat(records.get(3).timestamp()).hasValue(Instant.ofEpochMilli(1545084650987L));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> records.get(3).part("key").orElseThrow().bytes())
			.withMessageContaining("has a number as its payload");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(4).text())
			.withMessage("Record 4 of the KAFKA event has its payload twice.");
		assertThat(records.get(4).timestamp()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"eventSource\":\"aws:kafka\"}", "{\"eventSource\":\"aws:kafka\",\"records\":{}}",
			"{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[]}}",
			"{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":{}}}",
			"{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[null]}}",
			"{\"eventSource\":\"aws:kafka\",\"records\":17}",
			"{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[{}]},\"records\":{\"t-0\":[{}]}}",
			"{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[{}]}} more",
			"{\"eventSource\":\"aws:other\",\"records\":{\"t-0\":[{}]}}", "{\"records\":{\"t-0\":[{}]}}",
			"{\"Records\":[{\"eventSource\":\"aws:kafka\"}]}" })
	void rejectsEventThatIsNotFromKafka(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapKafka());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records());
	}

	@Test
	void foreignEventNamesTheMatchingMethod() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapKafka("a").decapSqs())
			.withMessage("""
					The event is not from SQS: its "eventSource" is "aws:kafka". \
					Use decapKafka(), or records() to take any source.""");
	}

}
