package io.golambda.batch;

import java.util.Optional;

import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * Amazon Data Firehose: an invalid record is returned as failed, while any other failure
 * makes Firehose retry the whole event, so that the remaining records are skipped.
 */
final class FirehosePolicy implements BatchPolicy {

	private static final Object EVENT = "event";

	/**
	 * Whether the record itself is invalid, so that a retry would fail again.
	 */
	static boolean isRefused(BatchItem failed) {
		return failed.failure() instanceof EventException;
	}

	@Override
	public Optional<Object> lane(EventRecord record) {
		return Optional.of(EVENT);
	}

	@Override
	public Optional<Object> blockedLane(BatchItem failed) {
		return isRefused(failed) ? Optional.empty() : Optional.of(EVENT);
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

}
