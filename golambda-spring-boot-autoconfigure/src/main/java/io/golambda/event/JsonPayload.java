package io.golambda.event;

/**
 * A payload that is JSON itself, and lies in the event as it is.
 *
 * @param json where it is
 */
record JsonPayload(Slice json) implements Payload {

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
	public Slice slice(EventRecord record) {
		return this.json;
	}

}
