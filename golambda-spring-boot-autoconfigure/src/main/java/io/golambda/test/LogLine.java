package io.golambda.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log line, as it is in Lambda.
 *
 * @param json the line
 * @param fields what is in it, as Jackson reads it into a map
 */
public record LogLine(String json, Map<String, @Nullable Object> fields) {

	@SuppressWarnings("unchecked")
	static LogLine of(String json) {
		Map<String, @Nullable Object> fields = JsonMapper.shared().readValue(json, LinkedHashMap.class);
		return new LogLine(json, Collections.unmodifiableMap(fields));
	}

	/**
	 * The level.
	 * @return the level, in lower case
	 */
	public String level() {
		return String.valueOf(this.fields.get("level"));
	}

	/**
	 * The message.
	 * @return the message
	 */
	public String message() {
		return String.valueOf(this.fields.get("message"));
	}

	/**
	 * A field or value.
	 * @param name its name
	 * @return what it is, or {@code null} if it is not there
	 */
	public @Nullable Object get(String name) {
		return this.fields.get(name);
	}

	@Override
	public String toString() {
		return this.json;
	}

}
