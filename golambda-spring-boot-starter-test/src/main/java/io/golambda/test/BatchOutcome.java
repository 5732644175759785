package io.golambda.test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.batch.BatchException;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.local.event.FailedRecords;
import io.golambda.local.event.RecordState;

/**
 * The records of an event that its source delivers again.
 *
 * @param failed those that failed
 * @param untried those that the function did not work on
 */
record BatchOutcome(List<EventRecord> failed, List<EventRecord> untried) {

	/**
	 * Returns the outcome of an invocation.
	 * @param event the event
	 * @param answer the answer, or {@code null} if the invocation failed
	 * @param exception the exception of a failed invocation
	 * @param tried the indexes of the records that a batch of golambda worked on; empty
	 * if the function did not use one
	 */
	static BatchOutcome of(Event event, byte @Nullable [] answer, @Nullable Throwable exception, Set<Integer> tried) {
		List<EventRecord> records = event.records();
		List<EventRecord> delivered = new ArrayList<>(
				new LinkedHashSet<>(records.stream().map(EventRecord::outermost).toList()));
		Set<Integer> failed = new HashSet<>();
		Set<Integer> untried = new HashSet<>();
		if (answer == null) {
			boolean batch = !tried.isEmpty() || exception instanceof BatchException;
			delivered.forEach(
					(record) -> ((!batch || tried.contains(record.index())) ? failed : untried).add(record.index()));
		}
		else {
			for (RecordState record : FailedRecords.of(event.bytes(), answer).records()) {
				int index = record.index();
				if (record.state() == RecordState.State.FAILED && (tried.isEmpty() || tried.contains(index))) {
					failed.add(index);
				}
				else if (record.state() != RecordState.State.DONE) {
					untried.add(index);
				}
			}
		}
		return new BatchOutcome(of(records, failed), of(records, untried));
	}

	private static List<EventRecord> of(List<EventRecord> records, Set<Integer> indexes) {
		return records.stream().filter((record) -> indexes.contains(record.outermost().index())).toList();
	}

}
