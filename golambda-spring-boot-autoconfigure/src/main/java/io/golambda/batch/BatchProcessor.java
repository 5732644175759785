package io.golambda.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.Records;
import io.golambda.invocation.AsyncResult;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.RecordCounts;

/**
 * Processes a batch and creates the response to it.
 *
 * @param parallelism how many records are processed concurrently
 * @param deadlineMargin the time before the deadline at which no further record starts
 * @param throwing whether to fail the invocation if no record succeeded
 * @param threads the factory of the threads for concurrent processing, or {@code null}
 * for the default
 */
record BatchProcessor(int parallelism, Duration deadlineMargin, boolean throwing, @Nullable ThreadFactory threads) {

	static final Duration DEFAULT_DEADLINE_MARGIN = Duration.ofMillis(500);

	private static final Logger log = LoggerFactory.getLogger(Batch.class);

	static BatchProcessor sequential() {
		return new BatchProcessor(1, DEFAULT_DEADLINE_MARGIN, true, null);
	}

	BatchResponse process(Event event, RecordConsumer<? super EventRecord> consumer) {
		// before decoding, which takes time
		long end = end(event);
		return process(event, event.records(), end, consumer);
	}

	<T> BatchResponse process(Records<T> records, RecordConsumer<? super T> consumer) {
		return process(records.event(), records.records(), end(records.event()),
				(record) -> consumer.accept(records.bind(record)));
	}

	BatchResponse processAwaiting(Event event, RecordFunction<? super EventRecord> function) {
		long end = end(event);
		return process(event, event.records(), end, (record) -> await(function.apply(record), end));
	}

	<T> BatchResponse processAwaiting(Records<T> records, RecordFunction<? super T> function) {
		long end = end(records.event());
		return process(records.event(), records.records(), end,
				(record) -> await(function.apply(records.bind(record)), end));
	}

	private static void await(@Nullable Object result, long end) throws Exception {
		AsyncResult.await(result, Duration.ofNanos(end - System.nanoTime()));
	}

	// an event that the function created has no deadline of its own
	long end(Event event) {
		long remaining = Math.min(event.context().getRemainingTimeInMillis(),
				Invocation.find().map(Invocation::remaining).map(Duration::toMillis).orElse(Long.MAX_VALUE));
		return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(remaining - this.deadlineMargin.toMillis());
	}

	private BatchResponse process(Event event, List<EventRecord> records, long end,
			RecordConsumer<? super EventRecord> consumer) {
		List<BatchItem> items = BatchItem.of(records);
		if (items.isEmpty()) {
			return BatchResponse.of();
		}
		BatchPolicy policy = BatchPolicy.of(items.get(0).outermost(), event.isFromPipes());
		run(items, policy, end, consumer);
		return response(items, policy);
	}

	void run(List<BatchItem> items, BatchPolicy policy, long end, RecordConsumer<? super EventRecord> consumer) {
		Invocation invocation = Invocation.find().orElse(null);
		if (invocation != null) {
			invocation.prepareRecords();
		}
		try {
			run(items, policy, consumer, invocation, end);
		}
		finally {
			if (invocation != null) {
				invocation.attribute(RecordCounts.class, RecordCounts::new)
					.add(items.size(), count(items, BatchItem.State.FAILED),
							count(items, BatchItem.State.NOT_STARTED) + count(items, BatchItem.State.SKIPPED));
			}
		}
	}

	private void run(List<BatchItem> items, BatchPolicy policy, RecordConsumer<? super EventRecord> consumer,
			@Nullable Invocation invocation, long end) {
		BatchLoop loop = new BatchLoop(policy, consumer, invocation, end);
		if (this.parallelism > 1 && items.size() > 1) {
			new BatchWorkers(this.parallelism, (this.threads != null) ? this.threads : BatchThreads.factory()).run(loop,
					lanes(items, policy));
		}
		else {
			loop.run(items);
		}
	}

	private static List<List<BatchItem>> lanes(List<BatchItem> items, BatchPolicy policy) {
		Map<Object, List<BatchItem>> lanes = new LinkedHashMap<>();
		for (BatchItem item : items) {
			lanes.computeIfAbsent(policy.lane(item.outermost()).orElse(item), (lane) -> new ArrayList<>(1)).add(item);
		}
		return List.copyOf(lanes.values());
	}

	private BatchResponse response(List<BatchItem> items, BatchPolicy policy) {
		List<BatchItem> unsuccessful = items.stream().filter((item) -> !item.is(BatchItem.State.SUCCEEDED)).toList();
		if (unsuccessful.isEmpty()) {
			return BatchResponse.of();
		}
		String source = items.get(0).outermost().source().name();
		String outcome = outcome(unsuccessful);
		if (!policy.supportsPartialResponse()) {
			throw failure(unsuccessful, "Of " + items.size() + " records of the " + source + " event: " + outcome
					+ ". The source accepts no partial response, so the whole event failed.");
		}
		if (this.throwing && unsuccessful.size() == items.size()) {
			throw failure(unsuccessful, "No record of the " + source + " event succeeded: " + outcome + ".");
		}
		// a set, since a queue may deliver a message twice in one batch
		Set<BatchItemFailure> reported = new LinkedHashSet<>();
		for (BatchItem item : policy.reported(unsuccessful)) {
			reported
				.add(new BatchItemFailure(policy.identifier(item.outermost())
					.orElseThrow(() -> new BatchException("Record " + item.outermost().index() + " of the " + source
							+ " event did not succeed and has no id to report it by, so the whole batch failed.",
							failures(unsuccessful)))));
		}
		if (unsuccessful.stream().anyMatch((item) -> !item.is(BatchItem.State.FAILED))) {
			log.warn("Of {} records of the {} event: {}. They will be retried.", items.size(), source, outcome);
		}
		return new BatchResponse(List.copyOf(reported), null);
	}

	private static String outcome(List<BatchItem> unsuccessful) {
		List<String> outcome = new ArrayList<>();
		addCount(unsuccessful, BatchItem.State.FAILED, "failed", outcome);
		addCount(unsuccessful, BatchItem.State.SKIPPED, "skipped after a failed one", outcome);
		addCount(unsuccessful, BatchItem.State.NOT_STARTED, "not started before the function had to end", outcome);
		return String.join(", ", outcome);
	}

	private static void addCount(List<BatchItem> items, BatchItem.State state, String what, List<String> outcome) {
		int count = count(items, state);
		if (count > 0) {
			outcome.add(count + " " + what);
		}
	}

	private static int count(List<BatchItem> items, BatchItem.State state) {
		int count = 0;
		for (BatchItem item : items) {
			count += item.is(state) ? 1 : 0;
		}
		return count;
	}

	private static RuntimeException failure(List<BatchItem> unsuccessful, String message) {
		List<Throwable> failures = failures(unsuccessful);
		if (unsuccessful.size() == 1 && failures.size() == 1) {
			return rethrow(failures.get(0));
		}
		return new BatchException(message, failures);
	}

	private static List<Throwable> failures(List<BatchItem> items) {
		return items.stream().map(BatchItem::failure).filter(Objects::nonNull).toList();
	}

	/**
	 * Throws a failure unchanged, even if it is a checked exception.
	 */
	static RuntimeException rethrow(Throwable failure) {
		throw BatchProcessor.<RuntimeException>unchecked(failure);
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable failure) throws X {
		throw (X) failure;
	}

}
