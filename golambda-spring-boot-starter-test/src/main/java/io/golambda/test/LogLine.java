package io.golambda.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.logging.LineFormat;
import io.golambda.logging.LogField;

/**
 * A log line, as Lambda's console shows it.
 *
 * @param json the line
 * @param fields the fields of the line, as Jackson reads them into a map
 * @param level the level, in lower case
 * @param message the message
 */
public record LogLine(String json, Map<String, @Nullable Object> fields, String level, String message) {

	@SuppressWarnings("unchecked")
	static LogLine of(String json, LineFormat format) {
		Map<String, @Nullable Object> fields = JsonMapper.shared().readValue(json, LinkedHashMap.class);
		return new LogLine(json, Collections.unmodifiableMap(fields), text(fields, format, LogField.LEVEL),
				text(fields, format, LogField.MESSAGE));
	}

	private static String text(Map<String, @Nullable Object> fields, LineFormat format, LogField field) {
		return String.valueOf(fields.get(format.names().get(field)));
	}

	/**
	 * Returns a field or value.
	 * @param name its name
	 * @return the value, or {@code null} if the line does not have it
	 */
	public @Nullable Object get(String name) {
		return this.fields.get(name);
	}

	@Override
	public String toString() {
		return this.json;
	}

}
