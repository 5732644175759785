package io.golambda.test;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.logging.LineFormat;
import io.golambda.logging.LogField;

/**
 * A log line as the function writes it in Lambda, for assertions: <pre>
 * LogLine line = logs.lines("order rejected").get(0);
 * assertThat(line.level()).isEqualTo("error");
 * assertThat(line.get("error.values")).isEqualTo(Map.of("order", 17));
 * </pre>
 *
 * @param json the line without its line break
 * @param fields the unmodifiable fields of the line in their order, with JSON values as
 * Jackson reads them into a map
 * @param level the level in lower case, whatever the name of its field
 * @param message the message, whatever the name of its field
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
	 * Returns the value of a field.
	 * @param name the name of the field
	 * @return the value, or {@code null} if the line has no such field or its value is
	 * JSON null
	 */
	public @Nullable Object get(String name) {
		return this.fields.get(name);
	}

	/**
	 * Returns the JSON of the line, so that failed assertions show it.
	 */
	@Override
	public String toString() {
		return this.json;
	}

}
