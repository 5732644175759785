package io.golambda.event;

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
	Slice slice(EventRecord record);

	/**
	 * Whether the record has one, be it right or wrong.
	 */
	default boolean exists() {
		return true;
	}

}
