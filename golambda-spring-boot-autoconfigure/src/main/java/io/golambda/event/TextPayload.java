package io.golambda.event;

/**
 * A payload that is a JSON string.
 *
 * @param string where it is
 */
record TextPayload(JsonString string) implements Payload {

	/**
	 * The payload that comes next.
	 */
	static Payload read(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return new TextPayload(json.string());
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new NoPayload(type);
	}

	@Override
	public Slice slice(EventRecord record) {
		return this.string.utf8();
	}

}
