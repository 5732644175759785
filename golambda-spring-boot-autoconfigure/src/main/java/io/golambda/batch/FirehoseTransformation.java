package io.golambda.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * The records of an event from Firehose and the result of each, in the order of the
 * event.
 */
record FirehoseTransformation(List<EventRecord> records, List<FirehoseResult> results) {

	static FirehoseTransformation apply(Function<EventRecord, FirehoseResult> transformation, Event event) {
		BatchProcessor processor = BatchProcessor.sequential();
		long end = processor.end(event);
		List<EventRecord> records = event.decapFirehose();
		checkIds(records);
		FirehoseResult[] results = new FirehoseResult[records.size()];
		List<BatchItem> items = BatchItem.of(records);
		processor.run(items, new FirehosePolicy(), end, (record) -> results[record.index()] = Objects
			.requireNonNull(transformation.apply(record), "the result of a record"));
		checkFailures(items);
		for (int i = 0; i < results.length; i++) {
			if (items.get(i).is(BatchItem.State.FAILED)) {
				results[i] = FirehoseResult.processingFailed();
			}
		}
		return new FirehoseTransformation(records, List.of(results));
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
