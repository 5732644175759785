package io.golambda.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonType;

/**
 * The payload of a record: knows where in the event it is, and makes it readable when
 * asked. Implementations are immutable, one for each way in which a source writes it.
 */
interface Payload {

	/**
	 * There is none.
	 */
	Payload NONE = new NoPayload(JsonType.NONE);

	/**
	 * The payload, from the event's own bytes where nothing has to be decoded.
	 * @param record the record, for the error
	 * @throws EventException if there is none, or it cannot be decoded
	 */
	ByteSlice slice(EventRecord record);

	/**
	 * Whether the record has one, be it right or wrong.
	 */
	default boolean exists() {
		return true;
	}

	/**
	 * Why it binds to no type of an application, though it can be read as text, bytes or
	 * a tree; {@code null} if it may bind.
	 */
	default @Nullable String unbound() {
		return null;
	}

	/**
	 * Whether its numbers are to be kept to the last digit, also where the type that they
	 * are read as does not say so.
	 */
	default boolean hasExactNumbers() {
		return false;
	}

	/**
	 * What is said of the record at the place where its payload is, by AWS's names.
	 * @param index the record's index
	 */
	default Map<String, String> attributes(int index) {
		return Map.of();
	}

	/**
	 * What a record has whose payload member comes once more: neither, since nothing
	 * tells which of them is meant. Of all other members the first holds.
	 * @param next the payload that came after this one
	 */
	default Payload then(Payload next) {
		return exists() ? new BrokenPayload("has its payload twice") : next;
	}

}
