package io.golambda.idempotency;

import java.util.Optional;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;

/**
 * Finds the record that work is for.
 */
final class RecordInWork {

	private RecordInWork() {
	}

	/**
	 * Returns the record that work takes, or the one that the current thread works on.
	 */
	static Optional<EventRecord> of(Object input) {
		return (input instanceof EventRecord record) ? Optional.of(record)
				: Invocation.find().flatMap(Invocation::record);
	}

	/**
	 * Returns an id that no other record has: that of the source, or for a record that
	 * has no id of its own, that of its envelope and its position therein.
	 */
	static Optional<String> id(EventRecord record) {
		Optional<String> envelope = record.envelope().flatMap(RecordInWork::id);
		Optional<String> own = record.id();
		// records that the Kinesis Producer Library aggregated return the id of their
		// envelope
		return (own.isPresent() && !own.equals(record.envelope().flatMap(EventRecord::id))) ? own
				: envelope.map((id) -> id + "/" + record.index());
	}

}
