package io.golambda.event.source;

import java.util.Map;

import io.golambda.event.json.JsonScanner;

/**
 * An event to read records from.
 *
 * @param bytes the bytes of the event; not to be changed
 * @param signature what the event was recognized by
 * @param nested whether the event was the payload of a record
 */
public record IncomingEvent(byte[] bytes, EventSignature signature, boolean nested) {

	JsonScanner scanner() {
		return new JsonScanner(this.bytes);
	}

	RecordJson record(int start) {
		return new RecordJson(this.bytes, start, Map.of());
	}

	RecordJson whole() {
		return record(0);
	}

}
