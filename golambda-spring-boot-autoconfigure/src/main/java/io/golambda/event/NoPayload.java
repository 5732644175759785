package io.golambda.event;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonType;

/**
 * Not what the source writes as a payload.
 *
 * @param found what the record has in its place
 */
record NoPayload(JsonType found) implements Payload {

	@Override
	public boolean exists() {
		return this.found != JsonType.NONE;
	}

	@Override
	public ByteSlice slice(EventRecord record) {
		throw EventException.badRecord(record, (this.found == JsonType.NONE) ? "has no payload"
				: "has " + this.found + " as its payload, not a string");
	}

}
