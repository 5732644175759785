package io.golambda.event;

/**
 * A payload that is a JSON string. Its escapes are resolved while the event is read,
 * which costs no more than to look for its end.
 *
 * @param text what it says
 */
record TextPayload(Slice text) implements Payload {

	/**
	 * The payload that comes next.
	 */
	static Payload read(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return new TextPayload(json.utf8());
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new NoPayload(type);
	}

	@Override
	public Slice slice(EventRecord record) {
		return this.text;
	}

}
