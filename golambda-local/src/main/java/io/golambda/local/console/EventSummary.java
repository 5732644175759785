package io.golambda.local.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

/**
 * An event in a list of invocations.
 *
 * @param source the name of the source, or {@code null} if it is unknown
 * @param records the number of records, or 0 if the source is unknown
 * @param label the beginning of the first record, or of an event without records
 */
record EventSummary(@Nullable String source, int records, String label) {

	private static final int MAX_LABEL = 120;

	static EventSummary of(byte[] bytes) {
		Event event = Event.of(bytes);
		EventSource source = event.source();
		if (source == EventSource.UNKNOWN) {
			return new EventSummary(null, 0, cut(event.json()));
		}
		try {
			return new EventSummary(source.name(), event.records(source).size(), label(event));
		}
		catch (EventException ex) {
			return new EventSummary(source.name(), 0, cut(event.json()));
		}
	}

	private static String label(Event event) {
		List<EventRecord> records = event.records();
		if (records.isEmpty()) {
			return cut(event.json());
		}
		try {
			return cut(records.get(0).text());
		}
		catch (EventException ex) {
			// a payload that is not text
			return records.get(0).id().map(EventSummary::cut).orElse("");
		}
	}

	private static String cut(String text) {
		String line = text.substring(0, Math.min(text.length(), 2 * MAX_LABEL)).strip().replaceAll("\\s+", " ");
		if (line.length() <= MAX_LABEL) {
			return line;
		}
		int end = Character.isHighSurrogate(line.charAt(MAX_LABEL - 1)) ? MAX_LABEL - 1 : MAX_LABEL;
		return line.substring(0, end) + "…";
	}

}
