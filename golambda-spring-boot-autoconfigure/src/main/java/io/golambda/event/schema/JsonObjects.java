package io.golambda.event.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;

/**
 * Reads objects of JSON with all digits of their numbers.
 */
final class JsonObjects {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonObjects() {
	}

	static @Nullable JsonNode read(ByteSlice bytes) {
		try {
			JsonNode json = MAPPER.readTree(bytes.bytes(), bytes.offset(), bytes.length());
			return json.isObject() ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	static String write(JsonNode json) {
		return MAPPER.writeValueAsString(json);
	}

}
