package io.golambda.event;

import java.nio.ByteBuffer;
import java.util.Base64;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonString;
import io.golambda.event.json.JsonType;

/**
 * A payload that is a JSON string in base64. Decoded whenever it is read, so that what is
 * wrong with it is the failure of its own record only.
 *
 * @param string where it is
 */
record Base64Payload(JsonString string) implements Payload {

	/**
	 * The payload that comes next.
	 */
	static Payload read(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return new Base64Payload(json.string());
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new NoPayload(type);
	}

	@Override
	public ByteSlice slice(EventRecord record) {
		try {
			ByteSlice base64 = this.string.utf8();
			// straight from the event: of the decoder's methods the one that needs no
			// copy
			ByteBuffer bytes = Base64.getDecoder()
				.decode(ByteBuffer.wrap(base64.bytes(), base64.offset(), base64.length()));
			return new ByteSlice(bytes.array(), bytes.arrayOffset(), bytes.remaining());
		}
		catch (IllegalArgumentException ex) {
			throw EventException.badRecord(record, "has a payload that is not base64");
		}
	}

}
