package io.golambda.secret;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object as properties: {@code {"a":{"b":[1]}}} under the prefix {@code x} is
 * {@code x.a.b[0]=1}. Numbers keep the digits that they were written with; what is
 * {@code null} is left out.
 */
final class FlatJson {

	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
		.build();

	// anything else is no part of a property's name as it stands
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

	private static final int MOST_DIGITS = 20;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private @Nullable String fault;

	private FlatJson() {
	}

	/**
	 * Reads it.
	 * @throws NoObjectException if it is no JSON object
	 */
	static Map<String, Object> of(String prefix, String json) throws NoObjectException {
		FlatJson flat = new FlatJson();
		try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
			if (in.nextToken() != JsonToken.START_OBJECT) {
				throw new NoObjectException((in.currentToken() != null) ? "JSON, but no object" : "empty", false);
			}
			flat.object(prefix, in);
			if (in.nextToken() != null) {
				throw new NoObjectException("more than one JSON value", false);
			}
			if (flat.fault != null) {
				throw new NoObjectException(flat.fault, true);
			}
			return flat.properties;
		}
		catch (JacksonException ex) {
			// its own message may quote the secret
			throw new NoObjectException("no JSON: it cannot be read beyond line " + ex.getLocation().getLineNr()
					+ ", column " + ex.getLocation().getColumnNr(), false);
		}
	}

	private void object(String path, JsonParser in) {
		Set<String> names = new HashSet<>();
		while (in.nextToken() != JsonToken.END_OBJECT) {
			String name = in.currentName();
			String property = path + (PLAIN.matcher(name).matches() ? "." + name : "[" + name + "]");
			if (!names.add(name) && this.fault == null) {
				this.fault = "JSON that has a key twice, " + property;
			}
			in.nextToken();
			value(property, in);
		}
	}

	private void array(String path, JsonParser in) {
		for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
			value(path + "[" + i + "]", in);
		}
	}

	private void value(String path, JsonParser in) {
		switch (in.currentToken()) {
			case START_OBJECT -> object(path, in);
			case START_ARRAY -> array(path, in);
			case VALUE_NULL -> {
			}
			case VALUE_TRUE, VALUE_FALSE -> put(path, in.getBooleanValue());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(path, number(in));
			default -> put(path, SecretText.of(in.getString()));
		}
	}

	private void put(String path, Object value) {
		if (this.properties.put(path, value) != null && this.fault == null) {
			this.fault = "JSON in which two members are one property, " + path;
		}
	}

	// the text, if the number would be written by other digits
	private static Object number(JsonParser in) {
		String digits = in.getString();
		if (digits.length() < MOST_DIGITS) {
			Number number = in.getNumberValue();
			if (number.toString().equals(digits)) {
				return number;
			}
		}
		return digits;
	}

	/**
	 * It is no JSON object; the message says what it is, and nothing of what it holds.
	 */
	static final class NoObjectException extends Exception {

		private static final long serialVersionUID = 1;

		private final boolean object;

		NoObjectException(String message, boolean object) {
			super(message, null, false, false);
			this.object = object;
		}

		/**
		 * Whether it is an object all the same, with a fault in it.
		 */
		boolean isObject() {
			return this.object;
		}

	}

}
