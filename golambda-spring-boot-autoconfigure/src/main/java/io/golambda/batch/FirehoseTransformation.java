package io.golambda.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * Transforms the records of an event from Firehose, in the order of the event, and
 * collects one answer for each that Firehose delivered.
 */
final class FirehoseTransformation {

	private final BatchProcessor processor = BatchProcessor.sequential();

	private final long end;

	private final List<FirehoseAnswer> answers;

	private FirehoseTransformation(Event event) {
		// before decoding, which takes time
		this.end = this.processor.end(event);
		List<EventRecord> delivered = event.decapFirehose();
		checkIds(delivered);
		this.answers = delivered.stream().map(FirehoseAnswer::new).toList();
	}

	/**
	 * Transforms each innermost record by itself.
	 */
	static List<FirehoseAnswer> each(Event event, Function<EventRecord, FirehoseResult> transformation) {
		FirehoseTransformation all = new FirehoseTransformation(event);
		return all.run(event.records(), (record) -> all.add(record, transformation.apply(record)));
	}

	/**
	 * Transforms all innermost records of a delivered record at once.
	 */
	static List<FirehoseAnswer> combined(Event event, Function<List<EventRecord>, FirehoseResult> transformation) {
		FirehoseTransformation all = new FirehoseTransformation(event);
		Map<Integer, List<EventRecord>> records = event.records()
			.stream()
			.collect(Collectors.groupingBy((record) -> record.outermost().index()));
		List<EventRecord> delivered = event.decapFirehose()
			.stream()
			.filter((record) -> records.containsKey(record.index()))
			.toList();
		return all.run(delivered,
				(record) -> all.add(record, transformation.apply(List.copyOf(records.get(record.index())))));
	}

	private void add(EventRecord record, FirehoseResult result) {
		this.answers.get(record.outermost().index())
			.add(record, Objects.requireNonNull(result, "the result of a record"));
	}

	private List<FirehoseAnswer> run(List<EventRecord> records, RecordConsumer<EventRecord> consumer) {
		List<BatchItem> items = BatchItem.of(records);
		this.processor.run(items, new FirehosePolicy(), this.end, consumer);
		checkFailures(items);
		for (BatchItem item : items) {
			if (item.is(BatchItem.State.FAILED)) {
				this.answers.get(item.outermost().index()).fail();
			}
		}
		return this.answers;
	}

	private static void checkIds(List<EventRecord> records) {
		Set<String> ids = new HashSet<>();
		for (EventRecord record : records) {
			if (record.id().filter(ids::add).isEmpty()) {
				throw EventException.forRecord(record, "has no unique recordId, which the response to Firehose needs");
			}
		}
	}

	private static void checkFailures(List<BatchItem> items) {
		for (BatchItem item : items) {
			if (item.is(BatchItem.State.FAILED) && !FirehosePolicy.isRefused(item)) {
				throw BatchProcessor.rethrow(Objects.requireNonNull(item.failure()));
			}
		}
		long remaining = items.stream().filter((item) -> item.is(BatchItem.State.NOT_STARTED)).count();
		if (remaining > 0) {
			throw new BatchException(
					remaining + " of " + items.size() + " records of the FIREHOSE event were not "
							+ "transformed before the function had to end, so that Firehose retries all of them.",
					List.of());
		}
	}

}
