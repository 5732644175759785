package io.golambda.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laws for every batch, set of failures and interleaving: each record either succeeds or
 * is reported, and no order is broken.
 */
class BatchPropertiesTests {

	private static final Logger log = (Logger) LoggerFactory.getLogger(Batch.class);

	@BeforeContainer
	static void doNotLogThousandsOfFailures() {
		log.setLevel(Level.OFF);
	}

	@AfterContainer
	static void logAgain() {
		log.setLevel(null);
	}

	@Property(tries = 2000)
	void noRecordOfAQueueIsLost(@ForAll @IntRange(max = 40) int size, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll long seed) {
		List<String> ids = ids(size + 1);
		BatchRun run = new BatchRun(new Random(seed), ids, alone(ids));
		run.process(queue(ids), threads);
		run.assertEachSucceededOrWasReported();
		assertThat(run.succeeded).noneMatch(run.failing::contains);
		assertThat(run.attempts).as("all processed").containsOnlyKeys(ids);
	}

	@Property(tries = 2000)
	void noMessageOfAFifoQueueIsLostOrOvertaken(@ForAll @IntRange(max = 40) int size,
			@ForAll @IntRange(min = 1, max = 6) int groups, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll long seed) {
		Random random = new Random(seed);
		List<String> ids = ids(size + 1);
		Map<String, String> groupOf = inGroups(ids, groups, random);
		BatchRun run = new BatchRun(random, ids, groupOf);
		run.process(fifo(ids, groupOf), threads);
		run.assertEachSucceededOrWasReported();
		run.assertNoOrderWasBroken();
		assertThat(run.attempts).as("independent groups").containsOnlyKeys(run.recordsUpToTheFirstFailures());
	}

	@Property(tries = 2000)
	void noRecordOfKafkaIsLostOrOvertaken(@ForAll @IntRange(max = 40) int size,
			@ForAll @IntRange(min = 1, max = 6) int partitions, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll long seed) {
		Random random = new Random(seed);
		Map<String, List<Long>> offsets = new LinkedHashMap<>();
		for (int i = 0; i <= size; i++) {
			// topics whose names end with a number
			int partition = random.nextInt(partitions);
			offsets.computeIfAbsent(((partition % 2 == 0) ? "orders" : "orders-1") + "-" + partition,
					(name) -> new ArrayList<>(List.of(random.nextLong(Long.MAX_VALUE - size))));
		}
		for (int i = 0; i < size; i++) {
			List<Long> some = new ArrayList<>(offsets.values()).get(random.nextInt(offsets.size()));
			some.add(some.get(some.size() - 1) + 1);
		}
		Map<String, String> partitionOf = new LinkedHashMap<>();
		offsets
			.forEach((partition, all) -> all.forEach((offset) -> partitionOf.put(partition + "-" + offset, partition)));
		BatchRun run = new BatchRun(random, List.copyOf(partitionOf.keySet()), partitionOf);
		run.process(kafka(offsets), threads);
		run.assertEachSucceededOrWasReported();
		run.assertNoOrderWasBroken();
		assertThat(run.attempts).as("independent partitions").containsOnlyKeys(run.recordsUpToTheFirstFailures());
	}

	@Property(tries = 2000)
	void dynamoDbReportsTheFirstFailureAndSkipsTheRest(@ForAll @IntRange(min = 1, max = 40) int size,
			@ForAll @IntRange(min = 1, max = 8) int threads, @ForAll long seed) {
		List<String> ids = ids(size);
		BatchRun run = new BatchRun(new Random(seed), ids,
				ids.stream().collect(Collectors.toMap((id) -> id, (id) -> "")));
		run.process(dynamoDb(ids), threads);
		run.assertNoOrderWasBroken();
		List<String> tried = run.recordsUpToTheFirstFailures();
		assertThat(run.attempts).containsOnlyKeys(tried);
		String last = tried.get(tried.size() - 1);
		assertThat(run.named).isEqualTo(run.failing.contains(last) ? List.of(last) : List.of());
		assertThat(run.succeeded.size() + run.named.size()).as("up to the record at which Lambda resumes")
			.isEqualTo(tried.size());
	}

	@Property(tries = 2000)
	void messageWithFailedRecordIsReportedAndItsRestSkipped(@ForAll @IntRange(min = 1, max = 12) int size,
			@ForAll @IntRange(min = 1, max = 8) int threads, @ForAll long seed) {
		Random random = new Random(seed);
		List<Message> messages = IntStream.range(0, size)
			.mapToObj((i) -> Message.random("m" + i, random))
			.collect(Collectors.toList());
		Map<String, List<String>> tried = new HashMap<>();
		messages.forEach((message) -> tried.put(message.id, Collections.synchronizedList(new ArrayList<>())));
		Set<String> failing = messages.stream()
			.flatMap((message) -> message.keys.stream())
			.filter((key) -> random.nextInt(6) == 0)
			.collect(Collectors.toSet());
		BatchResponse answer = Batch.builder()
			.parallelism(threads)
			.throwOnEntireBatchFailure(false)
			.process(Event.of(Events.records(messages.stream().map(Message::json).toList())), (record) -> {
				String key = record.attributes().get("key");
				tried.get(Events.id(record.outermost())).add(key);
				Thread.yield();
				if (failing.contains(key)) {
					throw new BatchRun.Failure();
				}
			});
		List<String> named = new ArrayList<>();
		for (Message message : messages) {
			List<String> expected = message.keys;
			for (String key : message.keys) {
				if (failing.contains(key)) {
					expected = message.keys.subList(0, message.keys.indexOf(key) + 1);
					named.add(message.id);
					break;
				}
			}
			assertThat(tried.get(message.id)).isEqualTo(expected);
		}
		assertThat(answer.batchItemFailures()).extracting(BatchItemFailure::itemIdentifier)
			.as("in the order of the batch")
			.isEqualTo(named);
	}

	@Property(tries = 2000)
	void deadlineLeavesNoRecordRunningOrUnreported(@ForAll @IntRange(min = 1, max = 40) int size,
			@ForAll @IntRange(min = 1, max = 6) int groups, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll @IntRange(max = 3) int millis, @ForAll long seed) {
		Random random = new Random(seed);
		List<String> ids = ids(size);
		Map<String, String> groupOf = inGroups(ids, groups, random);
		BatchRun run = new BatchRun(random, ids, groupOf).spinning(random, Duration.ofNanos(400_000));
		run.process(Events.withTimeLeft(fifo(ids, groupOf), millis),
				Batch.builder().parallelism(threads).deadlineMargin(Duration.ZERO));
		run.assertEachSucceededOrWasReported();
		run.assertNoOrderWasBroken();
	}

	@Property(tries = 2000)
	void interruptLeavesNoRecordRunningOrUnreported(@ForAll @IntRange(min = 1, max = 40) int size,
			@ForAll @IntRange(min = 1, max = 6) int groups, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll @IntRange(min = 1, max = 20) int started, @ForAll boolean ordered, @ForAll long seed) {
		Random random = new Random(seed);
		List<String> ids = ids(size);
		Map<String, String> groupOf = ordered ? inGroups(ids, groups, random) : alone(ids);
		BatchRun run = new BatchRun(random, ids, groupOf).interruptedAt(started);
		run.process(ordered ? fifo(ids, groupOf) : queue(ids), threads);
		run.assertEachSucceededOrWasReported();
		run.assertNoOrderWasBroken();
		assertThat(run.wasInterrupted()).as("interrupted").isEqualTo(run.started() >= started);
	}

	private static List<String> ids(int size) {
		return IntStream.range(0, size).mapToObj((i) -> "m" + i).toList();
	}

	private static Map<String, String> alone(List<String> ids) {
		return ids.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
	}

	private static Map<String, String> inGroups(List<String> ids, int groups, Random random) {
		return ids.stream().collect(Collectors.toMap(Function.identity(), (id) -> "g" + random.nextInt(groups)));
	}

	private static Event queue(List<String> ids) {
		return Event.of(Events.records(ids.stream().map((id) -> Events.message(id, "queue", null, id)).toList()));
	}

	private static Event fifo(List<String> ids, Map<String, String> groupOf) {
		return Event.of(Events
			.records(ids.stream().map((id) -> Events.message(id, "queue.fifo", groupOf.get(id), id)).toList()));
	}

	private static Event dynamoDb(List<String> ids) {
		return Event.of(Events.records(ids.stream()
			.map((id) -> "{\"eventSource\":\"aws:dynamodb\",\"eventSourceARN\":\"arn\",\"dynamodb\":{"
					+ "\"SequenceNumber\":\"" + id + "\",\"Keys\":{\"id\":{\"S\":\"a\"}}}}")
			.toList()));
	}

	private static Event kafka(Map<String, List<Long>> offsets) {
		return Event.of(offsets.entrySet().stream().map((partition) -> {
			String name = partition.getKey();
			int hyphen = name.lastIndexOf('-');
			return partition.getValue()
				.stream()
				.map((offset) -> "{\"topic\":\"" + name.substring(0, hyphen) + "\",\"partition\":"
						+ name.substring(hyphen + 1) + ",\"offset\":" + offset + ",\"value\":\"YQ==\"}")
				.collect(Collectors.joining(",", "\"" + name + "\":[", "]"));
		}).collect(Collectors.joining(",", "{\"eventSource\":\"aws:kafka\",\"records\":{", "}}")));
	}

	/**
	 * A message of a queue with notifications of S3.
	 *
	 * @param id its id
	 * @param keys the keys of the notifications; none if it is S3's test event
	 */
	private record Message(String id, List<String> keys) {

		static Message random(String id, Random random) {
			return new Message(id, IntStream.range(0, random.nextInt(6)).mapToObj((i) -> id + "-" + i).toList());
		}

		String json() {
			String body = this.keys.isEmpty()
					? "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"bucket\"}"
					: Event.encapS3(this.keys.toArray()).json();
			return Events.message(this.id, "queue", null, body);
		}

	}

}
