package io.golambda.event;

import org.jspecify.annotations.Nullable;

/**
 * Where the payload of a record is.
 *
 * @param type what the record has in the place of its payload
 * @param string the payload, or {@code null} if it is no string
 */
record Payload(JsonType type, @Nullable JsonString string) {

	static final Payload NONE = new Payload(JsonType.NONE, null);

	/**
	 * The payload that comes next.
	 */
	static Payload read(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return new Payload(type, json.string());
		}
		json.skip();
		return (type == JsonType.NULL) ? NONE : new Payload(type, null);
	}

	Utf8Slice utf8(EventRecord record) {
		if (this.string != null) {
			return this.string.utf8();
		}
		throw EventException.badRecord(record,
				(this.type == JsonType.NONE) ? "has no payload" : "has " + this.type + " as its payload, not a string");
	}

}
