package io.golambda.event;

/**
 * A payload that is a JSON string. Its escapes are resolved while the event is read,
 * which costs no more than to look for its end. Without a {@link Slice} of its own, since
 * an event may have millions of them.
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

	static TextPayload of(Slice text) {
		return new TextPayload(text.bytes(), text.offset(), text.length());
	}

	@Override
	public Slice slice(EventRecord record) {
		return slice();
	}

	Slice slice() {
		return new Slice(this.bytes, this.offset, this.length);
	}

}
