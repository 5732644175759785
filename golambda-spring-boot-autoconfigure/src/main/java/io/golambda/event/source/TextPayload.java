package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * A payload that is a JSON string. Its escapes are resolved while the event is read,
 * which costs no more than finding its end. Without a {@link ByteSlice} of its own, since
 * an event may have millions of them.
 *
 * @param bytes the array with the text; not to be changed
 * @param offset where the text starts
 * @param length its length in bytes
 */
record TextPayload(byte[] bytes, int offset, int length) implements Payload {

	static Payload read(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return of(json.utf8());
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new NoPayload(type);
	}

	static TextPayload of(ByteSlice text) {
		return new TextPayload(text.bytes(), text.offset(), text.length());
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		return text();
	}

	@Override
	public boolean isText() {
		return true;
	}

	ByteSlice text() {
		return new ByteSlice(this.bytes, this.offset, this.length);
	}

}
