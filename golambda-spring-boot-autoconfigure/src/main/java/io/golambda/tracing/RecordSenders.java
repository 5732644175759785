package io.golambda.tracing;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.EventRecord;

/**
 * The spans that sent a record and the records around it.
 */
final class RecordSenders {

	private RecordSenders() {
	}

	/**
	 * Returns the senders by the attributes and headers of a record and its envelopes.
	 * @return the spans, the nearest first
	 */
	static Set<SenderSpan> of(EventRecord record) {
		Set<SenderSpan> senders = new LinkedHashSet<>(2);
		Optional<EventRecord> each = Optional.of(record);
		while (each.isPresent()) {
			Map<String, String> attributes = each.get().attributes();
			if (!attributes.isEmpty()) {
				SenderSpan.ofTraceparent(attributes.get("traceparent")).ifPresent(senders::add);
				SenderSpan.ofB3(attributes.get("b3")).ifPresent(senders::add);
				SenderSpan.ofTraceHeader(attributes.get("AWSTraceHeader")).ifPresent(senders::add);
				SenderSpan.ofTraceHeader(attributes.get("trace-header")).ifPresent(senders::add);
			}
			each = each.get().envelope();
		}
		return senders;
	}

}
