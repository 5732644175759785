package io.golambda.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the records of an event have in common. Kept once, since an event may have
 * millions of records.
 *
 * @param source where they come from
 * @param event the event that holds their JSON
 * @param envelope the record whose payload that event was, or {@code null} if Lambda
 * delivered it
 * @param known what the event says of all of them, by AWS's names
 */
record RecordOrigin(EventSource source, Event event, @Nullable EventRecord envelope, Map<String, String> known) {

	RecordOrigin(EventSource source, Event event, @Nullable EventRecord envelope) {
		this(source, event, envelope, Map.of());
	}

}
