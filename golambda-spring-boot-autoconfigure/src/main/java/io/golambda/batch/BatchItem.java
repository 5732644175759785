package io.golambda.batch;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * The unit that is retried: a record that Lambda delivered, with the records within it.
 * Processed by one thread, and read by another one afterwards.
 */
final class BatchItem {

	private final EventRecord outermost;

	private final List<EventRecord> records = new ArrayList<>(1);

	private State state = State.NOT_STARTED;

	private @Nullable Throwable failure;

	private BatchItem(EventRecord outermost) {
		this.outermost = outermost;
	}

	/**
	 * Groups records by the record that Lambda delivered.
	 * @param records the innermost records, in the order of the batch
	 */
	static List<BatchItem> of(List<EventRecord> records) {
		List<BatchItem> items = new ArrayList<>(records.size());
		BatchItem last = null;
		for (EventRecord record : records) {
			EventRecord outermost = record.outermost();
			if (last == null || last.outermost != outermost) {
				last = new BatchItem(outermost);
				items.add(last);
			}
			last.records.add(record);
		}
		return items;
	}

	EventRecord outermost() {
		return this.outermost;
	}

	List<EventRecord> records() {
		return this.records;
	}

	void succeeded() {
		this.state = State.SUCCEEDED;
	}

	void failed(Throwable failure) {
		this.state = State.FAILED;
		this.failure = failure;
	}

	void skipped() {
		this.state = State.SKIPPED;
	}

	boolean is(State state) {
		return this.state == state;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	enum State {

		NOT_STARTED, SUCCEEDED, FAILED, SKIPPED

	}

}
