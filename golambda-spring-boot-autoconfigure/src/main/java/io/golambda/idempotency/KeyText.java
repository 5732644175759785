package io.golambda.idempotency;

import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a key as text, which is the same for equal keys in every process.
 */
final class KeyText {

	private final CanonicalJson json;

	KeyText(CanonicalJson json) {
		this.json = json;
	}

	/**
	 * Returns the text of a key.
	 * @throws IdempotencyException if the key is missing or cannot be written
	 */
	String of(@Nullable Object key, String namespace) {
		if (key instanceof Optional<?> optional) {
			return of(optional.orElse(null), namespace);
		}
		if (key == null || (key instanceof JsonNode node && node.isNull())) {
			throw missing("null", namespace);
		}
		String text = text(key);
		if (text.isBlank()) {
			throw missing("blank", namespace);
		}
		if (text.equals("{}") || text.equals("[]")) {
			throw missing("empty", namespace);
		}
		return text;
	}

	private String text(Object key) {
		if (key instanceof CharSequence || key instanceof Number || key instanceof UUID || key instanceof Boolean
				|| key instanceof Character || key instanceof Temporal) {
			return key.toString();
		}
		if (key instanceof Enum<?> constant) {
			return constant.name();
		}
		if (key instanceof Date date) {
			return date.toInstant().toString();
		}
		return this.json.write(key, "as an idempotency key", "Use text, a number, or a record of such values.");
	}

	private static IdempotencyException missing(String problem, String namespace) {
		return new IdempotencyException("The idempotency key of \"" + namespace + "\" is " + problem
				+ ", so that unrelated work would count as its duplicate. Use a value that every payload has.");
	}

}
