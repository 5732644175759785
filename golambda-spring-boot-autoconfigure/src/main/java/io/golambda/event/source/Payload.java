package io.golambda.event.source;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonType;

/**
 * The position of a record's payload, and its encoding. Implementations are immutable,
 * one for each encoding that a source uses.
 */
public interface Payload {

	/**
	 * A missing payload.
	 */
	Payload NONE = new NoPayload(JsonType.NONE);

	/**
	 * Returns the payload, from the event's own bytes where nothing has to be decoded.
	 * @param event the bytes of the event
	 * @param start where the record starts
	 * @throws RecordException if the record has no payload or it cannot be decoded
	 */
	ByteSlice read(byte[] event, int start);

	/**
	 * Whether the record has a payload, valid or not.
	 */
	default boolean exists() {
		return true;
	}

	/**
	 * Returns why the payload does not bind to an application's type although it can be
	 * read as text, bytes or a tree.
	 * @return the reason, as for {@link RecordException#problem()}, or {@code null} if
	 * the payload may bind
	 */
	default @Nullable String unbound() {
		return null;
	}

	/**
	 * Whether the payload is carried as text, so that binary data is in base64.
	 */
	default boolean isText() {
		return false;
	}

	/**
	 * Returns the member of the record that describes the payload's schema.
	 * @return the name of the member, or {@code null} if the source has none
	 */
	default @Nullable String schemaMember() {
		return null;
	}

	/**
	 * Whether to keep every digit of its numbers, even if the type to bind to does not
	 * ask for it.
	 */
	default boolean hasExactNumbers() {
		return false;
	}

	/**
	 * Returns the attributes that are written beside the payload.
	 * @param index the index of the record
	 */
	default Map<String, String> attributes(int index) {
		return Map.of();
	}

	/**
	 * Returns the payload of a record that has another payload member after this one:
	 * neither, because either might be meant. For all other members the first one wins.
	 * @param next the payload after this one
	 */
	default Payload then(Payload next) {
		return exists() ? new BrokenPayload("has its payload twice") : next;
	}

}
