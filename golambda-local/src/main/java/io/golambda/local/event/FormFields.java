package io.golambda.local.event;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of an object in a request. Every exception names the path of the member.
 */
final class FormFields {

	private final JsonNode object;

	private final String prefix;

	private FormFields(JsonNode object, String prefix) {
		this.object = object;
		this.prefix = prefix;
	}

	/**
	 * Reads an object.
	 * @param path the path of the object, or a subject for messages
	 * @param members the members that it can have
	 */
	static FormFields of(@Nullable JsonNode node, String path, Set<String> members) {
		if (node == null || !node.isObject()) {
			throw EventInputException
				.invalid(path + " must be a JSON object with " + String.join(", ", new TreeSet<>(members)) + ".");
		}
		String prefix = path.contains(" ") ? "" : path + ".";
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			if (!members.contains(member.getKey())) {
				throw EventInputException.invalid(prefix + member.getKey() + " is unknown. Use one of "
						+ String.join(", ", new TreeSet<>(members)) + ".");
			}
		}
		return new FormFields(node, prefix);
	}

	String path(String name) {
		return this.prefix + name;
	}

	@Nullable JsonNode get(String name) {
		JsonNode value = this.object.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	String requiredText(String name) {
		String text = text(name);
		if (text == null) {
			throw EventInputException.invalid(path(name) + " is missing. Set it to a text.");
		}
		return text;
	}

	@Nullable String text(String name) {
		JsonNode value = get(name);
		if (value == null) {
			return null;
		}
		if (!value.isString()) {
			throw EventInputException.invalid(path(name) + " must be a text, in quotes.");
		}
		return value.asString();
	}

	List<JsonNode> array(String name, int limit) {
		JsonNode value = get(name);
		if (value == null || !value.isArray()) {
			throw EventInputException.invalid(path(name) + " must be a JSON array.");
		}
		if (value.size() > limit) {
			throw EventInputException
				.invalid(path(name) + " has " + value.size() + " elements. Use at most " + limit + ".");
		}
		List<JsonNode> elements = new ArrayList<>();
		value.forEach(elements::add);
		return elements;
	}

	/**
	 * Visits the members of a member that is an object.
	 */
	void forEach(String name, BiConsumer<String, JsonNode> visitor) {
		JsonNode value = get(name);
		if (value == null) {
			return;
		}
		if (!value.isObject()) {
			throw EventInputException.invalid(path(name) + " must be a JSON object of names and values.");
		}
		value.properties().forEach((member) -> visitor.accept(member.getKey(), member.getValue()));
	}

	/**
	 * Reads a value: text, or bytes in base64.
	 */
	static Object content(JsonNode value, String path) {
		if (value.isString()) {
			return value.asString();
		}
		JsonNode base64 = value.get("base64");
		if (value.isObject() && value.size() == 1 && base64 != null && base64.isString()) {
			try {
				return Base64.getDecoder().decode(base64.asString());
			}
			catch (IllegalArgumentException ex) {
				throw EventInputException.invalid(path + ".base64 is not base64. Encode the bytes in base64.");
			}
		}
		throw EventInputException.invalid(path + " must be text. Write JSON as text, in quotes, so that it is kept "
				+ "as it is; write bytes as {\"base64\": \"…\"}.");
	}

}
