package io.golambda.event;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * A payload that is JSON itself, and lies in the event as it is.
 *
 * @param json where it is
 */
record JsonPayload(ByteSlice json) implements Payload {

	/**
	 * The payload that comes next.
	 */
	static Payload read(JsonScanner json) {
		if (json.type() == JsonType.NULL) {
			json.skip();
			return NONE;
		}
		return new JsonPayload(json.value());
	}

	@Override
	public ByteSlice slice(EventRecord record) {
		return this.json;
	}

}
