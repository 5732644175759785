package io.golambda.idempotency;

import io.golambda.event.EventRecord;

/**
 * The id of the record that work takes, or of the record in work.
 */
final class RecordIdKey implements KeySource<Object> {

	@Override
	public Object of(Object input) {
		EventRecord record = RecordInWork.of(input)
			.orElseThrow(() -> new IdempotencyException("byRecordId() needs a record, but the work was called with "
					+ input.getClass().getName() + " outside the processing of a batch. "
					+ "Call it by Batch.each(...) or with an EventRecord, or use by(...) with a key of the payload."));
		return RecordInWork.id(record)
			.orElseThrow(() -> new IdempotencyException("Record " + record.index() + " of the " + record.source()
					+ " event has no id. Use by(...) or byPointer(...) with a key of the payload."));
	}

}
