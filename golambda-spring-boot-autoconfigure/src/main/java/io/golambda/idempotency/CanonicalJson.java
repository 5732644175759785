package io.golambda.idempotency;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.Records;

/**
 * Writes values as JSON that is the same for equal values in every process: members are
 * sorted, and those that are {@code null} are omitted, so that a class may get further
 * ones. Safe for use by several threads.
 */
final class CanonicalJson {

	private final Supplier<JsonMapper> mapper;

	CanonicalJson(Supplier<JsonMapper> mapper) {
		this.mapper = mapper;
	}

	JsonMapper mapper() {
		return this.mapper.get();
	}

	JsonNode tree(Object value) {
		return (value instanceof JsonNode node) ? node : mapper().valueToTree(value);
	}

	/**
	 * Returns the hash of contents: of the bytes of text, bytes, events and records, and
	 * of the JSON of anything else.
	 */
	String hash(@Nullable Object contents) {
		if (contents instanceof String text) {
			return WorkKey.sha256(text);
		}
		if (contents instanceof byte[] bytes) {
			return WorkKey.sha256(bytes);
		}
		if (contents instanceof EventRecord record) {
			return WorkKey.sha256(record.bytes());
		}
		if (contents instanceof Event event) {
			return WorkKey.sha256(event.bytes());
		}
		if (contents instanceof Records<?> records) {
			return WorkKey.sha256(records.event().bytes());
		}
		return WorkKey.sha256((contents != null) ? write(contents, "to compare it with that of earlier work") : "null");
	}

	/**
	 * Writes a value.
	 * @param purpose completes the sentence "cannot be written as JSON ..."
	 */
	String write(Object value, String purpose) {
		try {
			return sorted(tree(value)).toString();
		}
		catch (JacksonException ex) {
			throw new IdempotencyException(value.getClass().getName() + " cannot be written as JSON " + purpose
					+ ": Jackson failed with " + ex.getClass().getSimpleName()
					+ ". Use comparing(...) with values of simple types, or comparingNothing().");
		}
	}

	private static JsonNode sorted(JsonNode node) {
		if (node instanceof ObjectNode object) {
			Map<String, JsonNode> members = new TreeMap<>();
			object.forEachEntry((name, member) -> {
				if (!member.isNull()) {
					members.put(name, sorted(member));
				}
			});
			return new ObjectNode(JsonNodeFactory.instance, members);
		}
		if (node instanceof ArrayNode array) {
			ArrayNode sorted = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> sorted.add(sorted(element)));
			return sorted;
		}
		return node;
	}

}
