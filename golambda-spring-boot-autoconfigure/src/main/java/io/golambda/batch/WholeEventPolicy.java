package io.golambda.batch;

import java.util.Optional;
import java.util.function.Function;

import io.golambda.event.EventRecord;

/**
 * A source that accepts no partial response: Lambda retries the whole event or nothing.
 *
 * @param order returns the lane of a record
 */
record WholeEventPolicy(Function<EventRecord, Optional<Object>> order) implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		return this.order.apply(record);
	}

	@Override
	public boolean supportsPartialResponse() {
		return false;
	}

}
