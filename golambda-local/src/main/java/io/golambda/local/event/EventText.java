package io.golambda.local.event;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventSource;
import io.golambda.event.json.JsonException;

/**
 * An event as indented JSON, with its source.
 *
 * @param event the JSON
 * @param source the name of the {@link EventSource}, or {@code null} for an event that
 * has no records
 * @param records the number of records that Lambda delivers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventText(String event, @Nullable String source, int records) {

	/**
	 * Reads an event.
	 * @throws EventInputException if it is not JSON
	 */
	static EventText of(String json) {
		try {
			return of(PrettyJson.of(json), Event.of(json));
		}
		catch (JsonException ex) {
			throw EventInputException.invalid("The event is invalid. " + ex.getMessage());
		}
	}

	private static EventText of(String pretty, Event event) {
		EventSource source = event.source();
		return new EventText(pretty, (source != EventSource.UNKNOWN) ? source.name() : null,
				DeliveredRecords.of(event).map(DeliveredRecords::size).orElse(0));
	}

	/**
	 * Returns the source of an event if it has records that can be read.
	 */
	static Optional<EventSource> sourceOf(Event event) {
		try {
			EventSource source = event.source();
			if (source != EventSource.UNKNOWN) {
				event.records(source);
				return Optional.of(source);
			}
		}
		catch (EventException ex) {
			// it merely looks like an event
		}
		return Optional.empty();
	}

}
