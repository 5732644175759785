package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.EventWriter;

/**
 * How one event source writes its events: is it mine, what are its records, how do I make
 * one. Implementations are stateless, one file per source.
 */
interface SourceFormat {

	/**
	 * Is it mine? Decided by what AWS always writes, never by the order of members.
	 */
	boolean recognises(EventShape shape);

	/**
	 * What are its records? In the order of the event; none only where AWS has events
	 * that bring none.
	 * @param envelope the record whose payload the event was, or {@code null} if Lambda
	 * delivered it
	 * @throws EventException if the event is not of this source, or has no records
	 */
	List<EventRecord> decap(Event event, @Nullable EventRecord envelope);

	/**
	 * What is its payload? Reads the value at the place where a record has it.
	 */
	default Payload payload(JsonScanner json) {
		return TextPayload.read(json);
	}

	/**
	 * Another payload of the record, by AWS's own name; empty if it has none of the name.
	 */
	default Optional<Payload> part(EventRecord record, String name) {
		return Optional.empty();
	}

	/**
	 * The headers that the sender of the record gave it, for sources that have such.
	 */
	default List<RecordHeader> headers(EventRecord record) {
		return List.of();
	}

	/**
	 * Whether a payload may be an event of another source. Where AWS itself writes the
	 * payload it never is.
	 */
	default boolean carriesEvents() {
		return true;
	}

	/**
	 * Whether a record that lies within another has what AWS always writes into it.
	 * Without, it only looks like one, and is its sender's own.
	 */
	default boolean isComplete(EventRecord record) {
		return record.hasPayload() && id(record).isPresent();
	}

	/**
	 * How do I make one? A writer of events as AWS would send them.
	 */
	EventWriter writer();

	/**
	 * The id by which the source knows the record.
	 */
	Optional<String> id(EventRecord record);

	/**
	 * When the record was put into the source.
	 */
	Optional<Instant> timestamp(EventRecord record);

	/**
	 * What the source says of the record beside its payload.
	 */
	Map<String, String> attributes(EventRecord record);

}
