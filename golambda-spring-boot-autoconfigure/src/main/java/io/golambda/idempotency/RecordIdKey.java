package io.golambda.idempotency;

import java.util.Optional;

import io.golambda.event.EventRecord;

/**
 * The id of the record that work takes, or of the record in work.
 */
final class RecordIdKey implements KeySource<Object> {

	private final Contents contents;

	RecordIdKey(Contents contents) {
		this.contents = contents;
	}

	@Override
	public Object of(Object input) {
		EventRecord record = this.contents.record(input)
			.orElseThrow(() -> new IdempotencyException("byRecordId() needs a record, but the work was called with "
					+ input.getClass().getName() + " outside the processing of a batch. "
					+ "Call it by Batch.each(...) or with an EventRecord, or use by(...) with a key of the payload."));
		return id(record).orElseThrow(() -> new IdempotencyException("Record " + record.index() + " of the "
				+ record.source() + " event has no id. Use by(...) or byPointer(...) with a key of the payload."));
	}

	/**
	 * Returns an id that no other record has: that of the source, or for a record that
	 * has no id of its own, that of its envelope and its position therein.
	 */
	private static Optional<String> id(EventRecord record) {
		Optional<String> envelope = record.envelope().flatMap(RecordIdKey::id);
		Optional<String> own = record.id();
		// records that the Kinesis Producer Library aggregated return the id of their
		// envelope
		return (own.isPresent() && !own.equals(record.envelope().flatMap(EventRecord::id))) ? own
				: envelope.map((id) -> id + "/" + record.index());
	}

}
