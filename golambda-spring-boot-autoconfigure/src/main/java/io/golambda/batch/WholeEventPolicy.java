package io.golambda.batch;

import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * Any source that takes no partial answer: Lambda has all of the event come again, or
 * nothing of it.
 */
final class WholeEventPolicy implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		return Optional.empty();
	}

	@Override
	public boolean isPartial() {
		return false;
	}

}
