package io.golambda.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes a value of any type as JSON, whatever it is like: what cannot be written is told
 * in its place, what is too long is cut and marked, what looks secret is masked. Safe for
 * use by several threads.
 */
final class ValueWriter {

	private static final String CUT = "…";

	static final int MOST_KEY = 256;

	// of a string inside an object or array
	private static final int MOST_STRING = 8 * 1024;

	private static final char REPLACEMENT = '\uFFFD';

	private final ObjectMapper mapper;

	private final SecretKeys secrets;

	ValueWriter(ObjectMapper mapper, SecretKeys secrets) {
		this.mapper = mapper;
		this.secrets = secrets;
	}

	/**
	 * Writes values as an object, each so that it cannot spoil the others.
	 */
	void writeObject(JsonGenerator out, Map<String, ?> values, Limits limits) {
		out.writeStartObject();
		int written = 0;
		for (Map.Entry<String, ?> entry : values.entrySet()) {
			if (written++ == limits.values()) {
				out.writeStringProperty(CUT, "[cut, " + values.size() + " values]");
				break;
			}
			writeProperty(out, string(entry.getKey(), MOST_KEY), entry.getValue(), limits);
		}
		out.writeEndObject();
	}

	void writeProperty(JsonGenerator out, String key, @Nullable Object value, Limits limits) {
		out.writeName(limits.isCareful() ? valid(key) : key);
		if (value != null && this.secrets.contains(key)) {
			out.writeString(SecretKeys.MASK);
		}
		else {
			write(out, value, limits);
		}
	}

	private void write(JsonGenerator out, @Nullable Object value, Limits limits) {
		if (value == null) {
			out.writeNull();
		}
		else if (value instanceof String text) {
			out.writeString(string(text, limits.string()));
		}
		else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			out.writeNumber(((Number) value).intValue());
		}
		else if (value instanceof Long number) {
			out.writeNumber(number);
		}
		else if (value instanceof Boolean bool) {
			out.writeBoolean(bool);
		}
		else if (value instanceof Double number) {
			out.writeNumber(number);
		}
		else if (value instanceof byte[] bytes) {
			out.writeString("[" + bytes.length + " bytes]");
		}
		else if (value instanceof JsonBytes json) {
			writeJson(out, json.bytes(), limits);
		}
		else {
			writeObject(out, value, limits);
		}
	}

	private void writeJson(JsonGenerator out, byte[] bytes, Limits limits) {
		try (JsonParser in = this.mapper.createParser(bytes)) {
			in.nextToken();
		}
		catch (JacksonException ex) {
			write(out, bytes, limits);
			return;
		}
		copy(out, bytes, Math.min(bytes.length, limits.object()), limits);
	}

	private void writeObject(JsonGenerator out, Object value, Limits limits) {
		BoundedBuffer json = new BoundedBuffer(limits.object());
		Throwable failure = null;
		try {
			this.mapper.writeValue(json,
					(value instanceof Throwable || value instanceof CharSequence) ? String.valueOf(value) : value);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		if (failure == null || json.size() == limits.object()) {
			copy(out, json.bytes(), json.size(), limits);
		}
		else {
			// not the failure's message, which may quote the value
			out.writeString("(no JSON: " + failure.getClass().getName() + " from a value of "
					+ value.getClass().getName() + ")");
		}
	}

	/**
	 * The properties that others write themselves, as a tree, so that they are masked and
	 * bounded, too.
	 * @param properties writes them into an open object
	 * @return what could be written
	 */
	Map<String, @Nullable Object> properties(Consumer<JsonGenerator> properties) {
		BoundedBuffer json = new BoundedBuffer(Limits.WIDE.object());
		try (JsonGenerator out = this.mapper.createGenerator(json)) {
			out.writeStartObject();
			properties.accept(out);
			out.writeEndObject();
		}
		catch (Throwable ex) {
			return Map.of("values", "(no JSON: " + ex.getClass().getName() + ")");
		}
		Map<String, @Nullable Object> read = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> property : this.mapper.readTree(json.toByteArray()).properties()) {
			read.put(property.getKey(), property.getValue());
		}
		return read;
	}

	/**
	 * Copies a value, masks what is in it and ends it properly if it has been cut.
	 */
	private void copy(JsonGenerator out, byte[] json, int length, Limits limits) {
		int depth = out.streamWriteContext().getNestingDepth();
		boolean written = false;
		boolean named = false;
		try (JsonParser in = this.mapper.createParser(json, 0, length)) {
			JsonToken token;
			while ((token = in.nextToken()) != null) {
				named = token == JsonToken.PROPERTY_NAME;
				switch (token) {
					case PROPERTY_NAME -> {
						String name = in.currentName();
						out.writeName(string(name, MOST_KEY));
						if (this.secrets.contains(name)) {
							out.writeString(SecretKeys.MASK);
							named = false;
							in.nextToken();
							in.skipChildren();
						}
					}
					case VALUE_STRING ->
						out.writeString(string(in.getString(), Math.min(limits.string(), MOST_STRING)));
					case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
					default -> out.copyCurrentEvent(in);
				}
				written = true;
			}
		}
		catch (JacksonException ex) {
			// the text ends where it was cut
			end(out, depth, named || !written);
		}
	}

	private static void end(JsonGenerator out, int depth, boolean awaitsValue) {
		if (awaitsValue) {
			out.writeString(CUT);
		}
		while (out.streamWriteContext().getNestingDepth() > depth) {
			if (out.streamWriteContext().inArray()) {
				out.writeString(CUT);
				out.writeEndArray();
			}
			else {
				out.writeName(CUT);
				out.writeString(CUT);
				out.writeEndObject();
			}
		}
	}

	/**
	 * A string that JSON can hold and that is not too long.
	 */
	static String string(String text, int limit) {
		String cut = (text.length() > limit)
				? text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit) + CUT
						+ "[cut, " + text.length() + " characters]"
				: text;
		return (limit == Integer.MAX_VALUE) ? cut : valid(cut);
	}

	private static String valid(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return withoutLoneSurrogates(text);
			}
		}
		return text;
	}

	private static String withoutLoneSurrogates(String text) {
		StringBuilder valid = new StringBuilder(text);
		for (int i = 0; i < valid.length(); i++) {
			if (!Character.isSurrogate(valid.charAt(i))) {
				continue;
			}
			if (i + 1 < valid.length() && Character.isSurrogatePair(valid.charAt(i), valid.charAt(i + 1))) {
				i++;
			}
			else {
				valid.setCharAt(i, REPLACEMENT);
			}
		}
		return valid.toString();
	}

}
