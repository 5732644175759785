package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonType;

/**
 * A payload that is missing, or not of the type that the source writes.
 *
 * @param found the type in its place
 */
record NoPayload(JsonType found) implements Payload {

	@Override
	public boolean exists() {
		return this.found != JsonType.NONE;
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		throw new RecordException((this.found == JsonType.NONE) ? "has no payload"
				: "has " + this.found + " as its payload, not a string");
	}

}
