package io.golambda.idempotency;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes values as JSON that is the same for equal values in every process: members of
 * objects and elements of sets are sorted, and members that are {@code null} are omitted,
 * so that a class may get further ones. Safe for use by several threads.
 */
final class CanonicalJson {

	private final Supplier<JsonMapper> mapper;

	// a race creates two
	private volatile @Nullable JsonMapper sorting;

	CanonicalJson(Supplier<JsonMapper> mapper) {
		this.mapper = mapper;
	}

	/**
	 * Returns the application's mapper.
	 */
	JsonMapper mapper() {
		return this.mapper.get();
	}

	private JsonMapper sorting() {
		JsonMapper known = this.sorting;
		if (known == null) {
			known = mapper().rebuild()
				.disable(SerializationFeature.WRAP_ROOT_VALUE)
				.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
				.addModule(SortedSets.module(this))
				.build();
			this.sorting = known;
		}
		return known;
	}

	/**
	 * Returns a value as it is in JSON. Jackson's own conversion keeps objects that are
	 * not JSON.
	 */
	JsonNode tree(@Nullable Object value) {
		JsonMapper mapper = sorting();
		return (value instanceof JsonNode node) ? node : mapper.readTree(mapper.writeValueAsBytes(value));
	}

	/**
	 * Writes a value: a JSON text without quotes, anything else as JSON.
	 * @param purpose completes the sentence "cannot be written as JSON ..."
	 * @param fix the sentence that says what to do if it cannot
	 * @throws IdempotencyException if the value cannot be written, or nothing of it is
	 */
	String write(Object value, String purpose, String fix) {
		JsonNode tree;
		try {
			tree = tree(value);
		}
		catch (JacksonException | StackOverflowError ex) {
			throw new IdempotencyException(value.getClass().getName() + " cannot be written as JSON " + purpose
					+ ": Jackson failed with " + ex.getClass().getSimpleName() + ". " + fix);
		}
		if (tree.isObject() && tree.isEmpty() && !(value instanceof Map || value instanceof JsonNode)) {
			throw new IdempotencyException(value.getClass().getName() + " cannot be written as JSON " + purpose
					+ ": it has no property that Jackson writes. " + fix);
		}
		return tree.isValueNode() ? tree.asString() : sorted(tree).toString();
	}

	static JsonNode sorted(JsonNode node) {
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
