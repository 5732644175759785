package io.golambda.batch;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * What comes again or does not: a record that Lambda delivered, with the records that it
 * carries. Worked on by one thread, and read by another after that.
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
	 * The items of a batch, in its order.
	 * @param records the innermost records
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

	/**
	 * Leaves it untried, since another that comes before it failed.
	 */
	void leftBehind() {
		this.state = State.LEFT_BEHIND;
	}

	boolean is(State state) {
		return this.state == state;
	}

	/**
	 * Why it failed, or {@code null} if it was not tried or did not.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	enum State {

		NOT_STARTED, SUCCEEDED, FAILED, LEFT_BEHIND

	}

}
