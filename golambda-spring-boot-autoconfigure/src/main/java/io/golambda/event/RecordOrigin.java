package io.golambda.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The properties that records of an event share, stored once since an event may have
 * millions of records.
 *
 * @param source the source of the records
 * @param event the event with their JSON
 * @param envelope the record whose payload the event was, or that the records were packed
 * into; {@code null} if Lambda delivered them
 * @param shared the attributes that the event has once for all of them
 */
record RecordOrigin(EventSource source, Event event, @Nullable EventRecord envelope, Map<String, String> shared) {

}
