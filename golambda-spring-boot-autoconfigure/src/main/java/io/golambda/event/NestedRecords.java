package io.golambda.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;

/**
 * Unwraps records whose payload is an event itself, such as an SNS notification in an SQS
 * message.
 *
 * @param budget the bytes that may be inflated
 */
record NestedRecords(InflatedBudget budget) {

	// limits the work for an event that was crafted to nest many others
	private static final int MAX_DEPTH = 8;

	/**
	 * Unwraps records to the innermost ones.
	 */
	List<EventRecord> unwrap(List<EventRecord> records) {
		List<EventRecord> innermost = new ArrayList<>();
		for (EventRecord record : records) {
			unwrap(record, 1, innermost);
		}
		return Collections.unmodifiableList(innermost);
	}

	private void unwrap(EventRecord record, int depth, List<EventRecord> innermost) {
		Optional<List<EventRecord>> nested = (depth < MAX_DEPTH) ? of(record) : Optional.empty();
		if (nested.isEmpty()) {
			innermost.add(record);
			return;
		}
		for (EventRecord inner : nested.get()) {
			unwrap(inner, depth + 1, innermost);
		}
	}

	/**
	 * Decodes the payloads of records, each of which is an event of the given source.
	 * @param problem the problem with a record that is not, for the exception
	 * @throws EventException if there is one
	 */
	List<EventRecord> of(List<EventRecord> envelopes, EventSource source, String problem) {
		List<EventRecord> nested = new ArrayList<>();
		for (EventRecord envelope : envelopes) {
			List<EventRecord> records = of(envelope).orElse(List.of());
			if (records.isEmpty() || records.get(0).source() != source) {
				throw EventException.forRecord(envelope, problem);
			}
			nested.addAll(records);
		}
		return List.copyOf(nested);
	}

	/**
	 * Decodes the payload of a record as an event.
	 * @return the records of that event, possibly none, or empty if the payload is not an
	 * event of AWS
	 */
	Optional<List<EventRecord>> of(EventRecord record) {
		if (!record.source().format().carriesEvents() || record.payload().unbound() != null) {
			return Optional.empty();
		}
		try {
			ByteSlice payload = record.payloadBytes();
			if (payload.isGzip() || payload.isZlib()) {
				return new CompressedLogEvents(payload, record).unwrap(record.event(), this.budget);
			}
			if (!EventSource.mayBeEvent(new JsonScanner(payload))) {
				return Optional.empty();
			}
			Event event = record.event().nested(payload.copy());
			EventSource source = EventSource.of(event.signature());
			if (source == EventSource.UNKNOWN
					|| !record.source().format().carries(record.recordJson(), source.format())) {
				return Optional.empty();
			}
			List<EventRecord> records = RecordDecoder.decode(source, event, record);
			return records.stream().allMatch(EventRecord::isComplete) ? Optional.of(records) : Optional.empty();
		}
		catch (EventException | JsonException ex) {
			// it merely looked like an event, so it is the payload
			return Optional.empty();
		}
	}

}
