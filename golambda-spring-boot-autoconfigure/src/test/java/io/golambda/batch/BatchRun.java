package io.golambda.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.batch.BatchResponse.KafkaIdentifier;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The run of a batch with random failures and a random duration of each record.
 */
final class BatchRun {

	final Set<String> failing = new HashSet<>();

	final Set<String> succeeded = ConcurrentHashMap.newKeySet();

	final Map<String, Integer> attempts = new ConcurrentHashMap<>();

	final List<String> named = new ArrayList<>();

	private final List<String> ids;

	private final Map<String, String> groups;

	private final Map<String, Integer> lastOfGroup = new ConcurrentHashMap<>();

	private final Set<String> busyGroups = ConcurrentHashMap.newKeySet();

	private final AtomicReference<String> broken = new AtomicReference<>();

	private final Map<String, Integer> yields = new HashMap<>();

	private final Map<String, Integer> spins = new HashMap<>();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger started = new AtomicInteger();

	private int interruptedAt;

	private boolean interrupted;

	/**
	 * Creates a run.
	 * @param ids the ids of the records in the order of the batch
	 * @param groups the ordered group of each record, by its id
	 */
	BatchRun(Random random, List<String> ids, Map<String, String> groups) {
		this.ids = ids;
		this.groups = groups;
		double share = random.nextDouble();
		for (String id : ids) {
			this.yields.put(id, random.nextInt(20));
			if (random.nextDouble() < share * share) {
				this.failing.add(id);
			}
		}
	}

	/**
	 * Sets the maximum time for which each record occupies its thread.
	 */
	BatchRun spinning(Random random, Duration most) {
		this.ids.forEach((id) -> this.spins.put(id, random.nextInt((int) most.toNanos())));
		return this;
	}

	/**
	 * Interrupts the thread of the function when the given number of records has started.
	 */
	BatchRun interruptedAt(int started) {
		this.interruptedAt = started;
		return this;
	}

	void process(Event event, int threads) {
		process(event, Batch.builder().parallelism(threads));
	}

	void process(Event event, Batch.Builder batch) {
		Thread function = Thread.currentThread();
		BatchResponse answer;
		try {
			answer = batch.throwOnEntireBatchFailure(false).process(event, (record) -> work(record, function));
		}
		finally {
			this.interrupted = Thread.interrupted();
		}
		assertThat(this.running).as("still running").hasValue(0);
		this.threads.remove(function);
		assertThat(this.threads).noneMatch(Thread::isAlive);
		assertThat(this.broken).hasNullValue();
		assertThat(this.attempts.values()).as("processed once").allMatch((count) -> count == 1);
		for (BatchItemFailure failure : answer.batchItemFailures()) {
			this.named.add((failure.itemIdentifier() instanceof KafkaIdentifier place)
					? place.partition() + "-" + place.offset() : (String) failure.itemIdentifier());
		}
		assertThat(this.named).doesNotHaveDuplicates().isSubsetOf(this.ids);
	}

	void assertEachSucceededOrWasReported() {
		List<String> unsuccessful = this.ids.stream().filter((id) -> !this.succeeded.contains(id)).toList();
		assertThat(this.named).containsExactlyInAnyOrderElementsOf(unsuccessful);
	}

	void assertNoOrderWasBroken() {
		Set<String> stopped = new HashSet<>();
		for (String id : this.ids) {
			if (stopped.contains(this.groups.get(id))) {
				assertThat(this.attempts).as("after one that did not succeed").doesNotContainKey(id);
			}
			else if (!this.succeeded.contains(id)) {
				stopped.add(this.groups.get(id));
			}
		}
	}

	/**
	 * Returns the records of each group up to and including the first failure.
	 */
	List<String> recordsUpToTheFirstFailures() {
		Set<String> stopped = new HashSet<>();
		List<String> tried = new ArrayList<>();
		for (String id : this.ids) {
			if (!stopped.contains(this.groups.get(id))) {
				tried.add(id);
			}
			if (this.failing.contains(id)) {
				stopped.add(this.groups.get(id));
			}
		}
		return tried;
	}

	boolean wasInterrupted() {
		return this.interrupted;
	}

	int started() {
		return this.started.get();
	}

	private void work(EventRecord record, Thread function) throws InterruptedException {
		this.running.incrementAndGet();
		try {
			this.threads.add(Thread.currentThread());
			String id = Events.id(record);
			String group = this.groups.get(id);
			if (!this.busyGroups.add(group)) {
				this.broken.set(id + " at once with another of its group");
			}
			Integer before = this.lastOfGroup.put(group, record.index());
			if (before != null && before > record.index()) {
				this.broken.set(id + " after one that came later");
			}
			this.attempts.merge(id, 1, Integer::sum);
			try {
				work(id, function);
			}
			finally {
				this.busyGroups.remove(group);
			}
			this.succeeded.add(id);
		}
		finally {
			this.running.decrementAndGet();
		}
	}

	private void work(String id, Thread function) throws InterruptedException {
		if (this.started.incrementAndGet() == this.interruptedAt) {
			function.interrupt();
		}
		for (int i = 0; i < this.yields.get(id); i++) {
			Thread.yield();
		}
		long end = System.nanoTime() + this.spins.getOrDefault(id, 0);
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		if (this.yields.get(id) % 2 == 0) {
			// fails like a blocking call if the thread is interrupted
			new CountDownLatch(0).await();
		}
		if (this.failing.contains(id)) {
			throw new Failure();
		}
	}

	/**
	 * A failure without a stack trace, since thousands would be printed.
	 */
	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1;

		Failure() {
			super("", null, false, false);
		}

	}

}
