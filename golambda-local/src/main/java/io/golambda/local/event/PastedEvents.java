package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;

/**
 * Reads the event in text that a user pastes: an event, or log lines from CloudWatch with
 * an event in them, as an object or as text, with or without a time in front: <pre>
 * PastedEvents.read("2026-01-31T12:00:00.000Z\t{\"level\":\"info\",\"event\":{\"Records\":[…]}}").event();
 * </pre>
 */
public final class PastedEvents {

	// an event of 6 MB whose quotes and backslashes are escaped
	private static final int MAX_LENGTH = 32 * 1024 * 1024;

	private PastedEvents() {
	}

	/**
	 * Reads pasted text.
	 * @param text the text
	 * @return the first event in it
	 * @throws EventInputException if there is no event in it, or it is too long
	 */
	public static PastedEvent read(String text) {
		if (text.length() > MAX_LENGTH) {
			throw EventInputException.invalid("The text has more than " + MAX_LENGTH / 1024 / 1024
					+ " million characters. Paste one event, or the log line of one event.");
		}
		String trimmed = text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip();
		if (trimmed.isEmpty()) {
			throw EventInputException.invalid("The text is empty. Paste an event as JSON, or a log line with one.");
		}
		JsonException problem = problem(trimmed);
		return (problem == null) ? json(trimmed) : logLines(trimmed, problem);
	}

	private static @Nullable JsonException problem(String text) {
		try {
			JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			json.skip();
			json.end();
			return null;
		}
		catch (JsonException ex) {
			return ex;
		}
	}

	private static PastedEvent json(String json) {
		if (EventText.sourceOf(Event.of(json)).isPresent()) {
			return PastedEvent.of(EventText.of(json), PastedEvent.Found.EVENT);
		}
		LogLine line = LogLine.of(json);
		if (line.isLogLine() || json.startsWith("\"")) {
			Optional<String> event = new EventSearch(json.length()).in(json).or(line::event);
			if (event.isPresent()) {
				return PastedEvent.of(EventText.of(event.get()), PastedEvent.Found.LOG_LINE);
			}
		}
		return PastedEvent.of(EventText.of(json), PastedEvent.Found.EVENT);
	}

	private static PastedEvent logLines(String text, JsonException problem) {
		Optional<String> event = new EventSearch(text.length()).in(text)
			.or(() -> new EventSearch(text.length()).values(text, (json) -> LogLine.of(json).event()));
		if (event.isEmpty()) {
			boolean intended = text.charAt(0) == '{' || text.charAt(0) == '[';
			throw EventInputException
				.invalid("There is no event in this text. " + (intended ? problem.getMessage() + " " : "")
						+ "Paste an event as JSON, or a complete log line with one.");
		}
		return PastedEvent.of(EventText.of(event.get()), PastedEvent.Found.LOG_LINE);
	}

}
