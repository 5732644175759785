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
 * Flattens a JSON object to properties: <code>{"a":{"b":[1]}}</code> below the prefix
 * {@code x} is {@code x.a.b[0]=1}. Numbers keep their digits; members that are
 * {@code null} are omitted.
 */
final class FlatJson {

	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
		.build();

	// other names need brackets in the name of a property
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

	private static final int MAX_DIGITS = 20;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private @Nullable String ambiguity;

	private FlatJson() {
	}

	/**
	 * Flattens a JSON object.
	 * @throws NotAnObjectException if the text is not a JSON object
	 */
	static Map<String, Object> of(String prefix, String json) throws NotAnObjectException {
		FlatJson flat = new FlatJson();
		try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
			if (in.nextToken() != JsonToken.START_OBJECT) {
				throw new NotAnObjectException((in.currentToken() != null) ? "JSON, but not an object" : "empty",
						false);
			}
			flat.object(prefix, in);
			if (in.nextToken() != null) {
				throw new NotAnObjectException("more than one JSON value", false);
			}
			if (flat.ambiguity != null) {
				throw new NotAnObjectException(flat.ambiguity, true);
			}
			return flat.properties;
		}
		catch (JacksonException ex) {
			// the message may quote the secret
			throw new NotAnObjectException("not JSON: parsing failed at line " + ex.getLocation().getLineNr()
					+ ", column " + ex.getLocation().getColumnNr(), false);
		}
	}

	private void object(String path, JsonParser in) {
		Set<String> names = new HashSet<>();
		while (in.nextToken() != JsonToken.END_OBJECT) {
			String name = in.currentName();
			String property = path + (PLAIN.matcher(name).matches() ? "." + name : "[" + name + "]");
			if (!names.add(name) && this.ambiguity == null) {
				this.ambiguity = "JSON with a duplicate key, " + property;
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
			default -> put(path, LiteralText.of(in.getString()));
		}
	}

	private void put(String path, Object value) {
		if (this.properties.put(path, value) != null && this.ambiguity == null) {
			this.ambiguity = "JSON with two members for one property, " + path;
		}
	}

	// as text if a number would have other digits
	private static Object number(JsonParser in) {
		String digits = in.getString();
		if (digits.length() < MAX_DIGITS) {
			Number number = in.getNumberValue();
			if (number.toString().equals(digits)) {
				return number;
			}
		}
		return digits;
	}

	/**
	 * Thrown for a text that is not a JSON object. The message describes the text and
	 * quotes nothing of it.
	 */
	static final class NotAnObjectException extends Exception {

		private static final long serialVersionUID = 1;

		private final boolean ambiguous;

		NotAnObjectException(String message, boolean ambiguous) {
			super(message, null, false, false);
			this.ambiguous = ambiguous;
		}

		/**
		 * Returns whether the text is a JSON object after all, which has two values for
		 * one property.
		 */
		boolean isAmbiguous() {
			return this.ambiguous;
		}

	}

}
