package io.golambda.batch;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches of streams, of which Lambda goes back to the first record that is named.
 */
class StreamBatchTests {

	private static final Logger log = (Logger) LoggerFactory.getLogger(Batch.class);

	private final List<String> tried = Collections.synchronizedList(new ArrayList<>());

	@BeforeContainer
	static void doNotLogThousandsOfFailures() {
		log.setLevel(Level.OFF);
	}

	@AfterContainer
	static void logAgain() {
		log.setLevel(null);
	}

	@Test
	void changeThatDynamoDbWroteIsReportedByItsKinesisRecord() {
		Event event = Event.encapDynamoDbOverKinesis("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
		List<String> delivered = event.decapKinesis().stream().map((record) -> record.id().orElseThrow()).toList();
		List<String> changes = new ArrayList<>();
		BatchResponse answer = Batch.process(event, (record) -> {
			changes.add(record.text());
			if (record.text().equals("{\"id\":2}")) {
				throw new IllegalStateException();
			}
		});
		assertThat(changes).containsExactly("{\"id\":1}", "{\"id\":2}");
		assertThat(answer).isEqualTo(BatchResponse.of(delivered.get(1)));
	}

	@Test
	void failedRecordSkipsTheRestOfItsShard() {
		for (Event event : List.of(Event.encapKinesis("a", "b", "c", "d"),
				Event.encapDynamoDb(Map.of("id", "a"), Map.of("id", "b"), Map.of("id", "c"), Map.of("id", "d")))) {
			this.tried.clear();
			List<EventRecord> records = event.records();
			BatchResponse answer = Batch.process(event, failingAt(1, 3));
			assertThat(this.tried).containsExactly(id(records, 0), id(records, 1));
			assertThat(answer).isEqualTo(BatchResponse.of(id(records, 1)));
		}
	}

	@Test
	void otherShardsContinue() {
		Event event = kinesis("1:a", "2:b", "1:c", "2:d", "1:e", "2:f");
		assertThat(Batch.process(event, failing("c", "f"))).isEqualTo(BatchResponse.of("c", "f"));
		assertThat(this.tried).containsExactly("a", "b", "c", "d", "f");
	}

	@Test
	void firstRecordIsReportedThatDidNotStart() {
		Event event = Events.withTimeLeft(Event.encapKinesis("a", "b", "c"), 700);
		assertThat(Batch.process(event, (record) -> Thread.sleep(300)))
			.isEqualTo(BatchResponse.of(id(event.records(), 1)));
	}

	@Test
	void failureOfTheFirstRecordFailsTheFunction() {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(kinesis("1:a", "1:b"), failing("a")))
			.withMessage("No record of the KINESIS event succeeded: 1 failed, 1 skipped after a failed one.");
		assertThat(Batch.builder().throwOnEntireBatchFailure(false).process(kinesis("1:a", "1:b"), failing("a")))
			.isEqualTo(BatchResponse.of("a"));
	}

	@Test
	void invalidBase64FailsItsRecord() {
		Event event = Event.of(Event.encapKinesis("first", "second", "third").json().replace("c2Vjb25k", "c2Vj*25k"));
		List<String> texts = new ArrayList<>();
		assertThat(Batch.process(event, (record) -> texts.add(record.text())))
			.isEqualTo(BatchResponse.of(id(event.records(), 1)));
		assertThat(texts).containsExactly("first");
	}

	@Test
	void aggregatedRecordsAreRetriedAsOne() {
		Event event = Event.encapKinesisAggregated("a", "b", "c");
		EventRecord kinesisRecord = event.records().get(0).envelope().orElseThrow();
		List<String> texts = new ArrayList<>();
		assertThat(Batch.builder().throwOnEntireBatchFailure(false).process(event, (record) -> {
			texts.add(record.text());
			if (record.text().equals("b")) {
				throw new IllegalStateException();
			}
		})).isEqualTo(BatchResponse.of(Events.id(kinesisRecord)));
		assertThat(texts).containsExactly("a", "b");
	}

	@Test
	void aggregatedRecordsDoNotStartShortlyBeforeTheDeadline() {
		Event event = Events.withTimeLeft(Event.encapKinesisAggregated("a", "b", "c", "d"), 700);
		List<String> texts = new ArrayList<>();
		BatchResponse answer = Batch.builder().throwOnEntireBatchFailure(false).process(event, (record) -> {
			texts.add(record.text());
			Thread.sleep(300);
		});
		assertThat(texts).containsExactly("a");
		assertThat(answer).isEqualTo(BatchResponse.of(Events.id(event.records().get(0).outermost())));
	}

	@Test
	void interruptSkipsTheRestOfAnAggregate() {
		Event event = Event.encapKinesisAggregated("a", "b", "c");
		List<String> texts = new ArrayList<>();
		BatchResponse answer = Batch.builder().throwOnEntireBatchFailure(false).process(event, (record) -> {
			texts.add(record.text());
			Thread.currentThread().interrupt();
		});
		assertThat(Thread.interrupted()).as("interrupted").isTrue();
		assertThat(texts).containsExactly("a");
		assertThat(answer).isEqualTo(BatchResponse.of(Events.id(event.records().get(0).outermost())));
	}

	@Test
	void finalWindowWithoutRecordsKeepsItsState() throws Exception {
		for (String name : List.of("window-kinesis", "window-dynamodb-final")) {
			try (InputStream json = getClass().getResourceAsStream("/events/" + name + ".json")) {
				Event event = Event.read(json, null);
				BatchResponse answer = Batch.process(event, (record) -> this.tried.add(Events.id(record)))
					.withState(event.window().orElseThrow().state(Map.class).orElseThrow());
				assertThat(answer.batchItemFailures()).isEmpty();
				assertThat(answer.state()).isInstanceOf(Map.class);
			}
		}
	}

	@Test
	void failedRecordWithoutSequenceNumberFailsTheWholeBatch() {
		Event kinesis = Event.of(Event.encapKinesis("a", "b").json().replace("sequenceNumber", "number"));
		Event dynamoDb = Event.encapDynamoDb(Map.of("id", "a"), Map.of("id", "b"));
		for (Event event : List.of(kinesis, Event.of(dynamoDb.json().replace("SequenceNumber", "Number")),
				Event.of(dynamoDb.json().replaceAll("(\"SequenceNumber\":)\"[0-9]+\"", "$1null")),
				Event.of(dynamoDb.json().replaceAll("(\"SequenceNumber\":)\"([0-9]+)\"", "$1$2")))) {
			assertThatExceptionOfType(BatchException.class).isThrownBy(() -> Batch.process(event, failingAt(1)))
				.withMessageContaining("has no id to report it by");
		}
	}

	@Test
	void windowStateIsPassedToTheNextInvocation() {
		JsonMapper mapper = JsonMapper.builder().build();
		Event stream = Event.encapKinesis("a", "b");
		Total total = new Total(3, new BigDecimal("12345678901234567890.10"), List.of("grüß", "\"😀\"\n"));
		BatchResponse answer = Batch.process(stream, failingAt(1)).withState(total);
		assertThat(answer.batchItemFailures()).hasSize(1);
		for (String json : List.of(new String(answer.toJson(mapper), StandardCharsets.UTF_8),
				mapper.writeValueAsString(answer))) {
			String state = json.substring(json.indexOf("\"state\":"), json.length() - 1);
			Event next = Event.of("{\"Records\":[],\"window\":{\"start\":\"2026-01-01T00:00:00Z\","
					+ "\"end\":\"2026-01-01T00:02:00Z\"}," + state + "}");
			assertThat(next.window().orElseThrow().state(Total.class)).hasValue(total);
		}
	}

	@Property(tries = 2000)
	void noRecordOfAStreamIsLostOrOvertaken(@ForAll @IntRange(min = 1, max = 40) int size,
			@ForAll @IntRange(min = 1, max = 4) int shards, @ForAll @IntRange(min = 1, max = 6) int threads,
			@ForAll long seed) {
		Random random = new Random(seed);
		Map<String, Integer> shardOf = new HashMap<>();
		Set<String> failing = new HashSet<>();
		List<String> ids = IntStream.range(0, size).mapToObj((i) -> "r" + i).toList();
		for (String id : ids) {
			shardOf.put(id, random.nextInt(shards));
			if (random.nextInt(10) == 0) {
				failing.add(id);
			}
		}
		List<String> tried = Collections.synchronizedList(new ArrayList<>());
		BatchResponse answer = Batch.builder()
			.parallelism(threads)
			.throwOnEntireBatchFailure(false)
			.process(kinesis(ids.stream().map((id) -> shardOf.get(id) + ":" + id).toArray(String[]::new)), (record) -> {
				tried.add(Events.id(record));
				Thread.yield();
				if (failing.contains(Events.id(record))) {
					throw new IllegalStateException();
				}
			});
		List<Object> named = new ArrayList<>();
		for (int shard = 0; shard < shards; shard++) {
			int number = shard;
			List<String> all = ids.stream().filter((id) -> shardOf.get(id) == number).toList();
			int first = IntStream.range(0, all.size())
				.filter((i) -> failing.contains(all.get(i)))
				.findFirst()
				.orElse(-1);
			assertThat(tried.stream().filter((id) -> shardOf.get(id) == number))
				.containsExactlyElementsOf((first < 0) ? all : all.subList(0, first + 1));
			if (first >= 0) {
				named.add(all.get(first));
			}
		}
		assertThat(answer.batchItemFailures()).extracting(BatchResponse.BatchItemFailure::itemIdentifier)
			.containsExactlyInAnyOrderElementsOf(named);
	}

	/**
	 * Records as shard and sequence number.
	 */
	private static Event kinesis(String... records) {
		return Event.of(IntStream.range(0, records.length)
			.mapToObj((i) -> "{\"kinesis\":{\"sequenceNumber\":\"" + records[i].split(":")[1]
					+ "\",\"data\":\"YQ==\"},\"eventSource\":\"aws:kinesis\",\"eventID\":\"shardId-" + records[i]
					+ "\"}")
			.collect(Collectors.joining(",", "{\"Records\":[", "]}")));
	}

	private static String id(List<EventRecord> records, int index) {
		return Events.id(records.get(index));
	}

	private RecordConsumer<EventRecord> failing(String... ids) {
		Set<String> failing = Set.of(ids);
		return (record) -> work(record, failing.contains(Events.id(record)));
	}

	private RecordConsumer<EventRecord> failingAt(Integer... indexes) {
		Set<Integer> failing = Set.of(indexes);
		return (record) -> work(record, failing.contains(record.index()));
	}

	private void work(EventRecord record, boolean failing) {
		this.tried.add(record.id().orElse("none"));
		if (failing) {
			throw new IllegalStateException();
		}
	}

	record Total(int count, BigDecimal sum, List<String> names) {

	}

}
