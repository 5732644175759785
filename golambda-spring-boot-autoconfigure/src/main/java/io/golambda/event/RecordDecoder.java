package io.golambda.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonException;
import io.golambda.event.source.AggregatedPayload;
import io.golambda.event.source.IncomingEvent;
import io.golambda.event.source.Payload;
import io.golambda.event.source.RecordException;
import io.golambda.event.source.RecordSink;
import io.golambda.event.source.SourceException;

/**
 * Creates the records of one event from the plain values that its source reports.
 */
final class RecordDecoder implements RecordSink {

	private final EventSource source;

	private final Event event;

	private final @Nullable EventRecord envelope;

	private final int maxRecords;

	private final List<EventRecord> records = new ArrayList<>();

	private RecordOrigin origin;

	private int index;

	private RecordDecoder(EventSource source, Event event, @Nullable EventRecord envelope) {
		this.source = source;
		this.event = event;
		this.envelope = envelope;
		this.maxRecords = InflatedBudget.recordsIn(Runtime.getRuntime().maxMemory(), event.length());
		this.origin = origin(Map.of());
	}

	/**
	 * Decodes an event.
	 * @param source the source to decode it as
	 * @param envelope the record whose payload the event is, or {@code null}
	 * @throws EventException if the event is not from the source, or has no records
	 */
	static List<EventRecord> decode(EventSource source, Event event, @Nullable EventRecord envelope) {
		Payload compressed = compressedEvent(source, event, envelope);
		if (compressed == null) {
			return decodeInflated(source, event, envelope);
		}
		EventRecord whole = new EventRecord(new RecordOrigin(source, event, envelope, Map.of()), 0, 0, compressed);
		byte[] inflated = event.eventMapper().inflater().inflate(whole.payloadBytes(), whole);
		return decodeInflated(source, event.nested(inflated), envelope);
	}

	private static @Nullable Payload compressedEvent(EventSource source, Event event, @Nullable EventRecord envelope) {
		try {
			return source.format().compressedEvent(incoming(event, envelope));
		}
		catch (SourceException ex) {
			throw EventException.notReadable(ex, source, event);
		}
		catch (JsonException ex) {
			throw EventException.notJson(ex);
		}
	}

	/**
	 * Decodes an event that has its records itself, not compressed within.
	 */
	static List<EventRecord> decodeInflated(EventSource source, Event event, @Nullable EventRecord envelope) {
		RecordDecoder decoder = new RecordDecoder(source, event, envelope);
		try {
			source.format().read(incoming(event, envelope), decoder);
		}
		catch (SourceException ex) {
			throw EventException.notReadable(ex, source, event);
		}
		catch (JsonException ex) {
			throw EventException.notJson(ex);
		}
		return Collections.unmodifiableList(decoder.records);
	}

	private static IncomingEvent incoming(Event event, @Nullable EventRecord envelope) {
		return new IncomingEvent(event.rawBytes(), event::signature, envelope != null);
	}

	private RecordOrigin origin(Map<String, String> shared) {
		return new RecordOrigin(this.source, this.event, this.envelope, shared);
	}

	@Override
	public void add(int start, Payload payload, Map<String, String> shared) {
		if (shared != this.origin.shared()) {
			this.origin = origin(shared);
		}
		EventRecord record = new EventRecord(this.origin, this.index++, start, payload);
		if (payload instanceof AggregatedPayload aggregated) {
			unpack(record, aggregated);
		}
		else {
			add(record);
		}
	}

	@Override
	public void addWhole(Payload payload) {
		add(new EventRecord(this.origin, (this.envelope != null) ? this.envelope.index() : 0, 0, payload));
	}

	private void add(EventRecord record) {
		if (this.records.size() == this.maxRecords) {
			throw EventException.tooManyRecords(this.source, this.maxRecords);
		}
		this.records.add(record);
	}

	private void unpack(EventRecord record, AggregatedPayload aggregated) {
		int before = this.records.size();
		RecordOrigin packed = new RecordOrigin(this.source, this.event, record, Map.of());
		try {
			aggregated.unpack((user) -> add(record.packed(packed, this.records.size() - before, user)));
		}
		catch (RecordException ex) {
			this.records.subList(before, this.records.size()).clear();
			add(record.withPayload(aggregated.damaged(ex)));
		}
		if (this.records.size() == before) {
			// without user records, so that it is not lost
			add(record);
		}
	}

}
