package io.golambda.event.source;

import java.nio.ByteBuffer;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonString;
import io.golambda.event.json.JsonType;

/**
 * A payload that is a base64 string. Decoded each time it is read, so that invalid base64
 * fails its own record only.
 *
 * @param string the string
 * @param schemaMember the member that describes its schema, or {@code null}
 */
record Base64Payload(JsonString string, @Nullable String schemaMember) implements Payload {

	static Payload read(JsonScanner json) {
		return read(json, null);
	}

	static Payload read(JsonScanner json, @Nullable String schemaMember) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return new Base64Payload(json.string(), schemaMember);
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new NoPayload(type);
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		return decode();
	}

	ByteSlice decode() {
		try {
			ByteSlice base64 = this.string.utf8();
			// the only method of the decoder that does not require a copy
			ByteBuffer bytes = Base64.getDecoder()
				.decode(ByteBuffer.wrap(base64.bytes(), base64.offset(), base64.length()));
			return new ByteSlice(bytes.array(), bytes.arrayOffset(), bytes.remaining());
		}
		catch (IllegalArgumentException ex) {
			throw new RecordException("has a payload that is not base64");
		}
	}

}
