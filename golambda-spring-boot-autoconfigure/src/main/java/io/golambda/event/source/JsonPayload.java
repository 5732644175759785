package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
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

	/**
	 * Whether text is a JSON object or array.
	 */
	static boolean isObjectOrArray(ByteSlice text) {
		try {
			JsonScanner json = new JsonScanner(text);
			JsonType type = json.type();
			if (type != JsonType.OBJECT && type != JsonType.ARRAY) {
				return false;
			}
			json.skip();
			json.end();
			return true;
		}
		catch (JsonException ex) {
			return false;
		}
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.json;
	}

}
