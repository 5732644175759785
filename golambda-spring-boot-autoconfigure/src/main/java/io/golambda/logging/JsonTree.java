package io.golambda.logging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON into maps, lists, strings, numbers, booleans and {@code null}, as far as it
 * is valid. If the JSON ends early, open objects and arrays end with {@code "…"}.
 * Duplicate names in an object keep their values under different names. For one parser
 * only.
 */
final class JsonTree {

	static final String CUT = "…";

	/**
	 * The maximum nesting depth of objects and arrays.
	 */
	static final int MOST_DEPTH = 100;

	private final JsonParser in;

	private boolean complete = true;

	private boolean ended;

	JsonTree(JsonParser in) {
		this.in = in;
	}

	/**
	 * Reads the next value.
	 * @return the value, or {@link #CUT} if there is none
	 */
	@Nullable Object read() {
		return value(next(), 0);
	}

	/**
	 * Reads all values.
	 */
	List<@Nullable Object> readAll() {
		List<@Nullable Object> all = new ArrayList<>();
		for (JsonToken token = next(); token != null; token = next()) {
			all.add(value(token, 0));
		}
		return all;
	}

	/**
	 * Returns whether everything that was read is valid and complete.
	 */
	boolean isComplete() {
		return this.complete;
	}

	private @Nullable JsonToken next() {
		if (this.ended) {
			return null;
		}
		try {
			JsonToken token = this.in.nextToken();
			this.ended = token == null;
			return token;
		}
		catch (JacksonException ex) {
			this.ended = true;
			this.complete = false;
			return null;
		}
	}

	private @Nullable Object value(@Nullable JsonToken token, int depth) {
		if (token == null) {
			this.complete = false;
			return CUT;
		}
		try {
			return switch (token) {
				case START_OBJECT, START_ARRAY -> {
					if (depth == MOST_DEPTH) {
						this.complete = false;
						this.in.skipChildren();
						yield CUT;
					}
					yield (token == JsonToken.START_OBJECT) ? object(depth) : array(depth);
				}
				case VALUE_STRING -> this.in.getString();
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(this.in.getString());
				case VALUE_TRUE -> true;
				case VALUE_FALSE -> false;
				default -> null;
			};
		}
		catch (JacksonException ex) {
			this.ended = true;
			this.complete = false;
			return CUT;
		}
	}

	private Map<String, @Nullable Object> object(int depth) {
		Map<String, @Nullable Object> read = new LinkedHashMap<>();
		String name = null;
		JsonToken token;
		while ((token = next()) == JsonToken.PROPERTY_NAME) {
			name = unique(read, this.in.currentName());
			read.put(name, CUT);
			read.put(name, value(next(), depth + 1));
		}
		if (token == null) {
			this.complete = false;
			if (name != null && read.get(name) instanceof JsonNumber) {
				// may have lost digits
				read.put(name, CUT);
			}
			NameValuePairs.maskValuesWithoutName(read);
			read.put(unique(read, CUT), CUT);
		}
		return read;
	}

	private List<@Nullable Object> array(int depth) {
		List<@Nullable Object> read = new ArrayList<>();
		JsonToken token;
		while ((token = next()) != null && token != JsonToken.END_ARRAY) {
			read.add(value(token, depth + 1));
		}
		if (token == null) {
			this.complete = false;
			if (!read.isEmpty() && read.get(read.size() - 1) instanceof JsonNumber) {
				read.remove(read.size() - 1);
			}
			read.add(CUT);
		}
		return read;
	}

	/**
	 * Prefixes a name until it is unique in an object.
	 */
	static String unique(Map<String, ?> object, String name) {
		return unique(object.keySet(), name);
	}

	static String unique(Set<String> names, String name) {
		String unique = name;
		while (names.contains(unique)) {
			unique = "_" + unique;
		}
		return unique;
	}

}
