package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.Excerpt;

/**
 * The value at a JSON pointer in the payload of a record, or in an event.
 */
final class PointerKey implements KeySource<Object> {

	private final JsonPointer pointer;

	private final Contents contents;

	PointerKey(String pointer, Contents contents) {
		this.pointer = JsonPointer.compile(pointer);
		this.contents = contents;
	}

	@Override
	public @Nullable Object of(Object input) {
		JsonNode value = this.contents.tree(input).at(this.pointer);
		if (value.isMissingNode()) {
			throw new IdempotencyException("The payload has no value at " + Excerpt.of(this.pointer.toString())
					+ ", which is its idempotency key. Use a pointer to a value that every payload has.");
		}
		return value;
	}

}
