package io.golambda.tracing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * The spans that sent a record and the records around it.
 */
final class RecordSenders {

	/**
	 * The names of the attributes that name a sender.
	 */
	static final List<String> NAMES = List.of("traceparent", "b3", "AWSTraceHeader", "trace-header");

	private RecordSenders() {
	}

	/**
	 * Returns the senders by the attributes and headers of a record and its envelopes.
	 * @param record the record
	 * @param attributes the attributes of the record, at least those that name a sender
	 * @return the spans, the nearest first
	 */
	static Collection<SenderSpan> of(EventRecord record, Map<String, String> attributes) {
		List<SenderSpan> senders = add(List.of(), attributes);
		Optional<EventRecord> envelope = record.envelope();
		while (envelope.isPresent()) {
			senders = add(senders, envelope.get().attributes(NAMES));
			envelope = envelope.get().envelope();
		}
		return senders;
	}

	private static List<SenderSpan> add(List<SenderSpan> senders, Map<String, String> attributes) {
		List<SenderSpan> more = senders;
		more = add(more, attributes.get("traceparent"), SenderSpan::ofTraceparent);
		more = add(more, attributes.get("b3"), SenderSpan::ofB3);
		more = add(more, attributes.get("AWSTraceHeader"), SenderSpan::ofTraceHeader);
		return add(more, attributes.get("trace-header"), SenderSpan::ofTraceHeader);
	}

	// most records have no sender
	private static List<SenderSpan> add(List<SenderSpan> senders, @Nullable String text,
			Function<String, Optional<SenderSpan>> reader) {
		SenderSpan sender = (text != null) ? reader.apply(text).orElse(null) : null;
		if (sender == null || senders.contains(sender)) {
			return senders;
		}
		List<SenderSpan> more = new ArrayList<>(senders);
		more.add(sender);
		return more;
	}

}
