package io.golambda.event;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * A payload that is a JSON string. Its escapes are resolved while the event is read,
 * which costs no more than to look for its end. Without a {@link ByteSlice} of its own,
 * since an event may have millions of them.
 *
 * @param bytes the array that holds what it says; not to be changed
 * @param offset where it begins
 * @param length its length in bytes
 */
record TextPayload(byte[] bytes, int offset, int length) implements Payload {

	/**
	 * The payload that comes next.
	 */
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
	public ByteSlice slice(EventRecord record) {
		return slice();
	}

	ByteSlice slice() {
		return new ByteSlice(this.bytes, this.offset, this.length);
	}

}
