package io.golambda.local.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a line.
 *
 * @param number the number of the line in its invocation, from 1
 * @param time the time in the line, or {@code null}
 * @param level the level in the line in lower case, or {@code null}
 * @param raw the line
 * @param json the line if it is a JSON object, otherwise {@code null}
 * @param cutBytes the number of bytes that were cut from a long line, or {@code null}
 */
record LineView(int number, @Nullable String time, @Nullable String level, String raw, @Nullable JsonNode json,
		@Nullable Long cutBytes) {

	// Spring Boot's text format, and that of Lambda's runtime client
	private static final Pattern LEVEL = Pattern.compile("\\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b");

	private static final int MAX_LEVEL_POSITION = 60;

	static LineView of(HistoryEntry.NumberedLine numbered) {
		String raw = numbered.line().text();
		Long cutBytes = (numbered.line().cutBytes() > 0) ? numbered.line().cutBytes() : null;
		JsonNode json = object(raw);
		if (json != null) {
			return new LineView(numbered.number(), text(json, "time", "timestamp", "@timestamp"),
					lowerCase(text(json, "level", "severity")), raw, json, cutBytes);
		}
		Matcher level = LEVEL.matcher(raw.substring(0, Math.min(raw.length(), MAX_LEVEL_POSITION)));
		return new LineView(numbered.number(), null, level.find() ? lowerCase(level.group(1)) : null, raw, null,
				cutBytes);
	}

	private static @Nullable JsonNode object(String raw) {
		if (!raw.startsWith("{") || !raw.endsWith("}")) {
			return null;
		}
		try {
			JsonNode json = Json.MAPPER.readTree(raw);
			return json.isObject() ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String text(JsonNode json, String... names) {
		for (String name : names) {
			JsonNode value = json.get(name);
			if (value != null && value.isString()) {
				return value.stringValue();
			}
		}
		return null;
	}

	private static @Nullable String lowerCase(@Nullable String level) {
		return (level != null) ? level.toLowerCase(Locale.ROOT) : null;
	}

}
