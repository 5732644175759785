package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import io.golambda.event.Event;
import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Searches text for an event: in JSON within the text, in its members, and in text within
 * these. The work is bounded by a multiple of the length of the text, however it was
 * crafted.
 */
final class EventSearch {

	private static final int WORK_PER_CHARACTER = 20;

	// of an exception
	private static final int WORK_PER_ATTEMPT = 500;

	private static final int LEAST_WORK = 4 * 1024 * 1024;

	// an event in a log line in a message in a log line, escaped twice
	private static final int MAX_TEXTS = 6;

	private static final int MAX_LEVELS = 12;

	private long work;

	EventSearch(int length) {
		this.work = Math.max(LEAST_WORK, (long) length * WORK_PER_CHARACTER);
	}

	/**
	 * Searches text.
	 * @return the JSON of the first event of a known source
	 */
	Optional<String> in(String text) {
		return in(text, 0);
	}

	private Optional<String> in(String text, int texts) {
		return (texts < MAX_TEXTS) ? values(text, texts, (json) -> event(json, texts)) : Optional.empty();
	}

	/**
	 * Visits the JSON objects and arrays in text, one after the other, until one of them
	 * has a result.
	 */
	Optional<String> values(String text, Function<String, Optional<String>> visitor) {
		return values(text, 0, visitor);
	}

	private Optional<String> values(String text, int texts, Function<String, Optional<String>> visitor) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int at = 0;
		while (at < bytes.length && this.work > 0) {
			if (bytes[at] != '{' && bytes[at] != '[') {
				at++;
				continue;
			}
			int end = valueEnd(bytes, at);
			if (end > at) {
				Optional<String> result = visitor.apply(text(bytes, at, end));
				if (result.isPresent()) {
					return result;
				}
				at = end;
				continue;
			}
			EscapedText escaped = EscapedText.at(bytes, at);
			if (escaped != null) {
				this.work -= WORK_PER_ATTEMPT + escaped.length();
				Optional<String> result = in(escaped.text(), texts + 1);
				if (result.isPresent()) {
					return result;
				}
				at += Math.max(escaped.length(), 1);
				continue;
			}
			at++;
		}
		return Optional.empty();
	}

	// most values end on their line; an indented one begins at the end of a line
	private int valueEnd(byte[] bytes, int start) {
		if (!mayBegin(bytes, start)) {
			return -1;
		}
		int lineEnd = start;
		while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
			lineEnd++;
		}
		int end = valueEnd(bytes, start, lineEnd);
		return (end > start || lineEnd == bytes.length || !isBlank(bytes, start + 1, lineEnd)) ? end
				: valueEnd(bytes, start, bytes.length);
	}

	// rules out most braces and brackets of prose, such as [main]
	private static boolean mayBegin(byte[] bytes, int start) {
		int next = start + 1;
		while (next < bytes.length
				&& (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r' || bytes[next] == '\n')) {
			next++;
		}
		String first = (bytes[start] == '{') ? "\"}" : "{[]\"-0123456789tfn";
		return next < bytes.length && first.indexOf(bytes[next]) >= 0;
	}

	private int valueEnd(byte[] bytes, int start, int limit) {
		this.work -= WORK_PER_ATTEMPT + limit - start;
		// an array of its own, because an exception counts the lines from its beginning
		JsonScanner json = new JsonScanner(Arrays.copyOfRange(bytes, start, limit));
		try {
			return start + json.value().length();
		}
		catch (JsonException ex) {
			return -1;
		}
	}

	private static boolean isBlank(byte[] bytes, int start, int end) {
		for (int i = start; i < end; i++) {
			if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
				return false;
			}
		}
		return true;
	}

	private Optional<String> event(String json, int texts) {
		this.work -= json.length();
		if (EventText.sourceOf(Event.of(json)).isPresent()) {
			return Optional.of(json);
		}
		return within(new JsonScanner(json.getBytes(StandardCharsets.UTF_8)), texts, 0);
	}

	private Optional<String> within(JsonScanner json, int texts, int level) {
		if (json.type() == JsonType.OBJECT) {
			json.enterObject();
			while (json.nextMember()) {
				Optional<String> event = value(json.value(), texts, level + 1);
				if (event.isPresent()) {
					return event;
				}
			}
		}
		else if (json.type() == JsonType.ARRAY) {
			json.enterArray();
			while (json.nextElement()) {
				Optional<String> event = value(json.value(), texts, level + 1);
				if (event.isPresent()) {
					return event;
				}
			}
		}
		return Optional.empty();
	}

	private Optional<String> value(ByteSlice value, int texts, int level) {
		if (this.work < 0 || level > MAX_LEVELS) {
			return Optional.empty();
		}
		JsonScanner json = new JsonScanner(value);
		if (json.type() == JsonType.STRING) {
			this.work -= value.length();
			return in(text(json.utf8()), texts + 1);
		}
		if (json.type() != JsonType.OBJECT && json.type() != JsonType.ARRAY) {
			return Optional.empty();
		}
		this.work -= value.length();
		String text = text(value);
		return EventText.sourceOf(Event.of(text)).isPresent() ? Optional.of(text) : within(json, texts, level);
	}

	private static String text(ByteSlice slice) {
		return new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes, int start, int end) {
		return new String(bytes, start, end - start, StandardCharsets.UTF_8);
	}

}
