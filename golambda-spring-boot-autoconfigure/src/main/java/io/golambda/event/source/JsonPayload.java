package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * A payload that is a JSON value of the event.
 *
 * @param json the value
 */
record JsonPayload(ByteSlice json) implements Payload {

	static Payload read(JsonScanner json) {
		if (json.type() == JsonType.NULL) {
			json.skip();
			return NONE;
		}
		return new JsonPayload(json.value());
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.json;
	}

}
