package io.golambda.idempotency;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.Records;
import io.golambda.event.json.Excerpt;
import io.golambda.invocation.Invocation;

/**
 * The value at a JSON pointer in the payload of a record, or in an event.
 */
final class PointerKey implements KeySource<Object> {

	private final JsonPointer pointer;

	private final CanonicalJson json;

	PointerKey(String pointer, CanonicalJson json) {
		this.pointer = JsonPointer.compile(pointer);
		this.json = json;
	}

	@Override
	public @Nullable Object of(Object input) {
		JsonNode value = payload(input).at(this.pointer);
		if (value.isMissingNode()) {
			throw new IdempotencyException("The payload has no value at " + Excerpt.of(this.pointer.toString())
					+ ", which is its idempotency key. Use a pointer to a value that every payload has.");
		}
		return value;
	}

	private JsonNode payload(Object input) {
		if (input instanceof Event event) {
			return event.bind(JsonNode.class);
		}
		if (input instanceof Records<?> records) {
			return records.event().bind(JsonNode.class);
		}
		Optional<EventRecord> record = RecordInWork.of(input);
		if (record.isPresent()) {
			return record.get().bind(JsonNode.class);
		}
		return Invocation.find()
			.map((invocation) -> invocation.event().bind(JsonNode.class))
			.orElseGet(() -> this.json.tree(input));
	}

}
