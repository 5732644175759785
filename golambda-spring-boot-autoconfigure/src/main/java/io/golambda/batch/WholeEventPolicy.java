package io.golambda.batch;

import java.util.Optional;
import java.util.function.Function;

import io.golambda.event.EventRecord;

/**
 * Any source that takes no partial answer: Lambda has all of the event come again, or
 * nothing of it.
 *
 * @param order what a record is kept in order with
 */
record WholeEventPolicy(Function<EventRecord, Optional<Object>> order) implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		return this.order.apply(record);
	}

	@Override
	public boolean isPartial() {
		return false;
	}

}
