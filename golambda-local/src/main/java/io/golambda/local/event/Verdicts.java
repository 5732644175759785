package io.golambda.local.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * The states of the records of one event while an answer is read; all are done at first.
 */
final class Verdicts {

	private final List<EventRecord> records;

	private final List<RecordState> states = new ArrayList<>();

	private final Set<Integer> forGood = new HashSet<>();

	Verdicts(List<EventRecord> records) {
		this.records = records;
		for (int i = 0; i < records.size(); i++) {
			this.states.add(new RecordState(i, FailedRecords.id(records.get(i)), RecordState.State.DONE, null));
		}
	}

	List<EventRecord> records() {
		return this.records;
	}

	List<RecordState> states() {
		return this.states;
	}

	/**
	 * Sets a record to failed that the source does not deliver again.
	 */
	void failedForGood(int index, String message) {
		this.forGood.add(index);
		set(index, RecordState.State.FAILED, message);
	}

	boolean isDeliveredAgain(RecordState record) {
		return record.state() != RecordState.State.DONE && !this.forGood.contains(record.index());
	}

	void failed(int index, @Nullable String message) {
		set(index, RecordState.State.FAILED, message);
	}

	void untried(int index, String message) {
		set(index, RecordState.State.UNTRIED, message);
	}

	void done(int index, String message) {
		set(index, RecordState.State.DONE, message);
	}

	private void set(int index, RecordState.State state, @Nullable String message) {
		this.states.set(index, new RecordState(index, this.states.get(index).id(), state, message));
	}

}
