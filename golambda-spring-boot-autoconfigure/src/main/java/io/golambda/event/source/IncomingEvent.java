package io.golambda.event.source;

import java.util.Map;
import java.util.function.Supplier;

import io.golambda.event.json.JsonScanner;

/**
 * An event to read records from.
 *
 * @param bytes the bytes of the event; not to be changed
 * @param signatureSupplier reads the signature, which many events are decoded without
 * @param nested whether the event was the payload of a record
 */
public record IncomingEvent(byte[] bytes, Supplier<EventSignature> signatureSupplier, boolean nested) {

	EventSignature signature() {
		return this.signatureSupplier.get();
	}

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
