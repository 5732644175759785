package io.golambda.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

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
 * What holds for every batch, every set of failures and every interleaving: each record
 * is either worked on successfully or named, and no order is broken.
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

	@Property(tries = 3000)
	void noRecordOfAQueueIsLost(@ForAll @IntRange(max = 40) int size, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll long seed) {
		Run run = new Run(seed, size, 0);
		run.process(
				Event.of(Events.records(run.ids.stream().map((id) -> Events.message(id, "queue", null, id)).toList())),
				threads);
		assertThat(run.succeeded).noneMatch(run.failing::contains);
		assertThat(run.named).containsExactlyInAnyOrderElementsOf(run.failing);
		assertThat(run.attempts.keySet()).as("each was tried").containsAll(run.ids);
	}

	@Property(tries = 3000)
	void noMessageOfAFifoQueueIsLostOrOvertaken(@ForAll @IntRange(max = 40) int size,
			@ForAll @IntRange(min = 1, max = 6) int groups, @ForAll @IntRange(min = 1, max = 8) int threads,
			@ForAll long seed) {
		Run run = new Run(seed, size, groups);
		run.process(Event.of(Events
			.records(run.ids.stream().map((id) -> Events.message(id, "queue.fifo", run.groups.get(id), id)).toList())),
				threads);
		Set<String> expected = new HashSet<>();
		Set<String> stopped = new HashSet<>();
		for (String id : run.ids) {
			if (run.failing.contains(id)) {
				stopped.add(run.groups.get(id));
			}
			if (stopped.contains(run.groups.get(id))) {
				expected.add(id);
			}
		}
		assertThat(run.named).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(run.succeeded).noneMatch(expected::contains);
	}

	/**
	 * A batch with failures, each message of which works for a random time.
	 */
	private static final class Run {

		private final List<String> ids = new ArrayList<>();

		private final Map<String, String> groups = new HashMap<>();

		private final Set<String> failing = new HashSet<>();

		private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

		private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

		private final Map<String, Integer> lastOfGroup = new ConcurrentHashMap<>();

		private final Set<String> busyGroups = ConcurrentHashMap.newKeySet();

		private final AtomicReference<String> broken = new AtomicReference<>();

		private final List<String> named = new ArrayList<>();

		private final Map<String, Integer> yields = new HashMap<>();

		Run(long seed, int size, int groups) {
			Random random = new Random(seed);
			double share = random.nextDouble();
			for (int i = 0; i <= size; i++) {
				String id = "m" + i;
				this.ids.add(id);
				this.groups.put(id, (groups > 0) ? "g" + random.nextInt(groups) : id);
				this.yields.put(id, random.nextInt(20));
				if (random.nextDouble() < share * share) {
					this.failing.add(id);
				}
			}
		}

		void process(Event event, int threads) {
			BatchResponse answer = Batch.builder()
				.parallelism(threads)
				.throwOnEntireBatchFailure(false)
				.process(event, (record) -> work(Events.id(record), record.index()));
			for (BatchItemFailure failure : answer.batchItemFailures()) {
				this.named.add((String) failure.itemIdentifier());
			}
			assertThat(this.broken).hasNullValue();
			assertThat(this.attempts.values()).as("none was tried twice").allMatch((count) -> count == 1);
			assertThat(this.succeeded.size() + this.named.size()).as("each succeeded or was named")
				.isEqualTo(this.ids.size());
		}

		private void work(String id, int index) {
			String group = this.groups.get(id);
			if (!this.busyGroups.add(group)) {
				this.broken.set(id + " at once with another of its group");
			}
			Integer before = this.lastOfGroup.put(group, index);
			if (before != null && before > index) {
				this.broken.set(id + " after one that came later");
			}
			this.attempts.merge(id, 1, Integer::sum);
			for (int i = 0; i < this.yields.get(id); i++) {
				Thread.yield();
			}
			this.busyGroups.remove(group);
			if (this.failing.contains(id)) {
				throw new Failure();
			}
			this.succeeded.add(id);
		}

	}

	/**
	 * Without stack trace, of which thousands would be printed.
	 */
	private static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1;

		Failure() {
			super("", null, false, false);
		}

	}

}
