package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any value that is set on a {@link NewRecord} is read from its event under the same
 * name.
 */
@PropertyDefaults(tries = 500)
class NewRecordPropertiesTests {

	private static final long LAST_SECOND = 253_402_300_799L;

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "\u0000", "😀", "{}", "body", "Records"));
	}

	@Provide
	Arbitrary<Map<String, Object>> attributes() {
		Arbitrary<Object> values = Arbitraries.oneOf(texts().map(Object.class::cast),
				Arbitraries.bigDecimals().map(Object.class::cast), Arbitraries.longs().map(Object.class::cast),
				Arbitraries.doubles().map(Object.class::cast), Arbitraries.of(true, false));
		return Arbitraries.maps(texts(), values).ofMaxSize(5);
	}

	@Provide
	Arbitrary<Map<String, Object>> items() {
		Arbitrary<Object> leaves = Arbitraries.oneOf(texts().map(Object.class::cast),
				Arbitraries.integers().map(Object.class::cast), Arbitraries.of(true, false));
		Arbitrary<Object> values = Arbitraries.recursive(() -> leaves,
				(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(3).map(Object.class::cast),
						Arbitraries.maps(texts(), inner).ofMaxSize(3).map(Object.class::cast)),
				0, 2);
		return Arbitraries.maps(texts(), values).ofMaxSize(4);
	}

	private static NewRecord record(Map<String, Object> attributes, Set<String> awsAttributes) {
		NewRecord record = NewRecord.of("payload");
		for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
			record = awsAttributes.contains(attribute.getKey()) ? record
					: record.with(attribute.getKey(), attribute.getValue());
		}
		return record;
	}

	private static Map<String, String> texts(Map<String, Object> attributes, Set<String> awsAttributes) {
		Map<String, String> texts = new HashMap<>();
		attributes.forEach((name, value) -> {
			if (!awsAttributes.contains(name)) {
				texts.put(name, value.toString());
			}
		});
		return texts;
	}

	@Property
	void readsSenderAttributes(@ForAll("attributes") Map<String, Object> attributes, @ForAll("texts") String id,
			@ForAll @LongRange(max = LAST_SECOND * 1000) long millis) {
		Map<EventSource, Function<NewRecord, Event>> encaps = Map.of(EventSource.SQS, Event::encapSqs, EventSource.SNS,
				Event::encapSns, EventSource.ACTIVEMQ, Event::encapActiveMq, EventSource.CLOUDWATCH_LOGS,
				Event::encapCloudWatchLogs);
		encaps.forEach((source, encap) -> {
			Set<String> awsAttributes = source.format().writer().capabilities().attributes();
			Instant timestamp = Instant.ofEpochMilli(millis);
			EventRecord read = encap.apply(record(attributes, awsAttributes).id(id).timestamp(timestamp))
				.records()
				.get(0);
			assertThat(read.attributes()).containsAllEntriesOf(texts(attributes, awsAttributes));
			assertThat(read.id()).hasValue(id);
			assertThat(read.timestamp()).hasValue(timestamp);
			assertThat(read.text()).isEqualTo("payload");
		});
	}

	@Property
	void readsBinarySenderAttributes(@ForAll("texts") String name, @ForAll byte[] value) {
		Assume.that(!EventSource.SQS.format().writer().capabilities().attributes().contains(name));
		Assume.that(!EventSource.SNS.format().writer().capabilities().attributes().contains(name));
		NewRecord record = NewRecord.of("payload").with(name, value);
		String base64 = Base64.getEncoder().encodeToString(value);
		Event sqs = Event.encapSqs(record);
		assertThat(sqs.records().get(0).attributes()).containsEntry(name, base64);
		assertThat(
				sqs.bind(SQSEvent.class).getRecords().get(0).getMessageAttributes().get(name).getBinaryValue().array())
			.isEqualTo(value);
		Event sns = Event.encapSns(record);
		assertThat(sns.records().get(0).attributes()).containsEntry(name, base64);
		assertThat(sns.bind(SNSEvent.class).getRecords().get(0).getSNS().getMessageAttributes().get(name).getValue())
			.isEqualTo(base64);
		assertThat(Event.encapSnsOverSqs(record).records().get(0).attributes()).containsEntry(name, base64);
	}

	@Property
	void readsKafkaHeadersOfOneName(@ForAll @Size(max = 5) List<@From("texts") String> names, @ForAll byte[] value,
			@ForAll byte[] key, @ForAll("texts") String topic, @ForAll @IntRange int partition,
			@ForAll @LongRange long offset) {
		NewRecord record = NewRecord.of(value)
			.part("key", key)
			.with("topic", topic)
			.with("partition", partition)
			.with("offset", offset);
		for (String name : names) {
			record = record.header(name, value).header(name, key);
		}
		EventRecord read = Event.encapKafka(record).records().get(0);
		assertThat(read.headers()).extracting(RecordHeader::name)
			.isEqualTo(names.stream().flatMap((name) -> List.of(name, name).stream()).toList());
		for (int i = 0; i < read.headers().size(); i++) {
			assertThat(read.headers().get(i).bytes()).isEqualTo((i % 2 == 0) ? value : key);
		}
		assertThat(read.bytes()).isEqualTo(value);
		assertThat(read.part("key").orElseThrow().bytes()).isEqualTo(key);
		assertThat(read.attributes()).containsEntry("topic", topic)
			.containsEntry("partition", String.valueOf(partition))
			.containsEntry("offset", String.valueOf(offset));
	}

	@Property
	void readsRabbitMqHeaders(@ForAll @Size(max = 5) Set<@From("texts") String> names, @ForAll byte[] value,
			@ForAll("texts") String queue, @ForAll @LongRange(max = LAST_SECOND) long seconds) {
		Instant timestamp = Instant.ofEpochSecond(seconds);
		NewRecord record = NewRecord.of(value).with("queue", queue).timestamp(timestamp);
		for (String name : names) {
			record = record.header(name, value);
		}
		EventRecord read = Event.encapRabbitMq(record).records().get(0);
		assertThat(read.headers())
			.containsExactlyElementsOf(names.stream().map((name) -> new RecordHeader(name, value)).toList());
		assertThat(read.timestamp()).hasValue(timestamp);
		assertThat(read.attributes()).containsEntry("queue", queue);
	}

	@Property
	void readsImagesOfItems(@ForAll("items") Map<String, Object> before, @ForAll("items") Map<String, Object> after,
			@ForAll("items") Map<String, Object> keys) {
		Event event = Event.encapDynamoDb(NewRecord.of(after).part("OldImage", before).part("Keys", keys),
				NewRecord.of(before).with("eventName", "REMOVE"));
		EventRecord modified = event.records().get(0);
		assertThat(modified.bind(Object.class)).isEqualTo(after);
		assertThat(modified.part("NewImage").orElseThrow().bind(Object.class)).isEqualTo(after);
		assertThat(modified.part("OldImage").orElseThrow().bind(Object.class)).isEqualTo(before);
		assertThat(modified.part("Keys").orElseThrow().bind(Object.class)).isEqualTo(keys);
		EventRecord removed = event.records().get(1);
		assertThat(removed.bind(Object.class)).isEqualTo(before);
		assertThat(removed.part("NewImage")).isEmpty();
		DynamodbEvent aws = event.bind(DynamodbEvent.class);
		assertThat(aws.getRecords().get(0).getDynamodb().getOldImage()).hasSameSizeAs(before);
	}

	@Property
	void readsDocumentsAndResultsOfFunctions(@ForAll("items") Map<String, Object> payload,
			@ForAll("items") Map<String, Object> part, @ForAll @LongRange(max = LAST_SECOND) long seconds) {
		Instant timestamp = Instant.ofEpochSecond(seconds);
		EventRecord changed = Event
			.encapDocumentDb(NewRecord.of(payload).part("documentKey", part).timestamp(timestamp))
			.records()
			.get(0);
		assertThat(changed.bind(Object.class)).isEqualTo(payload);
		assertThat(changed.part("documentKey").orElseThrow().bind(Object.class)).isEqualTo(part);
		assertThat(changed.timestamp()).hasValue(timestamp);
		EventRecord result = Event
			.encapLambdaDestination(NewRecord.of(payload).part("responsePayload", part).timestamp(timestamp))
			.records()
			.get(0);
		assertThat(result.bind(Object.class)).isEqualTo(payload);
		assertThat(result.part("responsePayload").orElseThrow().bind(Object.class)).isEqualTo(part);
		assertThat(result.timestamp()).hasValue(timestamp);
	}

	@Property
	void readsStreamRecords(@ForAll("texts") String id, @ForAll("texts") String key, @ForAll("texts") String hashKey,
			@ForAll byte[] data, @ForAll @LongRange(max = LAST_SECOND * 1000) long millis) {
		Instant timestamp = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS);
		NewRecord record = NewRecord.of(data).id(id).timestamp(timestamp).with("partitionKey", key);
		for (Event event : List.of(Event.encapKinesis(record), Event.encapFirehose(record),
				Event.encapKinesisAggregated(record.with("explicitHashKey", hashKey)))) {
			EventRecord read = event.records().get(0);
			assertThat(read.id()).hasValue(id);
			assertThat(read.timestamp()).hasValue(timestamp);
			assertThat(read.attributes()).containsEntry("partitionKey", key);
			assertThat(read.bytes()).isEqualTo(data);
		}
		assertThat(Event.encapKinesisAggregated(record.with("explicitHashKey", hashKey)).records().get(0).attributes())
			.containsEntry("explicitHashKey", hashKey);
		EventRecord item = Event.encapDynamoDb(NewRecord.of("{}").id(id).timestamp(timestamp)).records().get(0);
		assertThat(item.id()).hasValue(id);
		assertThat(item.timestamp()).hasValue(timestamp);
	}

	@Property
	void readsObjectsAndBusEvents(@ForAll("texts") String key, @ForAll("texts") String text,
			@ForAll @LongRange long size, @ForAll @LongRange(max = LAST_SECOND * 1000) long millis) {
		Instant timestamp = Instant.ofEpochMilli(millis);
		EventRecord object = Event.encapS3(
				NewRecord.of(key).timestamp(timestamp).with("bucket", text).with("versionId", text).with("size", size))
			.records()
			.get(0);
		assertThat(object.timestamp()).hasValue(timestamp);
		assertThat(object.attributes()).containsEntry("key", key)
			.containsEntry("bucket", text)
			.containsEntry("versionId", text)
			.containsEntry("size", String.valueOf(size));
		EventRecord event = Event
			.encapEventBridge(NewRecord.of("{}")
				.id(text)
				.timestamp(timestamp)
				.with("source", text)
				.with("detail-type", text)
				.with("resources", text))
			.records()
			.get(0);
		assertThat(event.id()).hasValue(text);
		assertThat(event.timestamp()).hasValue(timestamp);
		assertThat(event.attributes()).containsEntry("source", text)
			.containsEntry("detail-type", text)
			.containsEntry("resources", text);
	}

}
