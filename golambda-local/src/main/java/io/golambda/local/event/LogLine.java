package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * A JSON object or array that may be a log line, or the result of a query for log lines.
 *
 * @param members the members of the object, or of the first object in the array
 */
record LogLine(Map<String, ByteSlice> members) {

	private static final Set<String> NAMES = Set.of("level", "severity", "message", "@message", "msg", "time",
			"timestamp", "@timestamp", "logger", "log", "AWSRequestId", "requestId", "lambda.requestID", "event");

	// the name under which golambda logs an event
	private static final String EVENT = "event";

	private static final int MAX_MEMBERS = 1000;

	static LogLine of(String text) {
		Map<String, ByteSlice> members = new LinkedHashMap<>();
		JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
		if (json.type() == JsonType.ARRAY) {
			json.enterArray();
			if (!json.nextElement()) {
				return new LogLine(members);
			}
		}
		if (json.type() == JsonType.OBJECT) {
			json.enterObject();
			while (members.size() < MAX_MEMBERS && json.nextMember()) {
				members.putIfAbsent(json.name(), json.value());
			}
		}
		return new LogLine(members);
	}

	boolean isLogLine() {
		return this.members.keySet().stream().anyMatch(NAMES::contains);
	}

	/**
	 * Returns the event of a function that is invoked directly, whose events have no
	 * source.
	 */
	Optional<String> event() {
		ByteSlice event = this.members.get(EVENT);
		if (event == null) {
			return Optional.empty();
		}
		JsonScanner json = new JsonScanner(event);
		if (json.type() == JsonType.STRING) {
			return Optional.of(new String(json.utf8().copy(), StandardCharsets.UTF_8)).filter(LogLine::isContainer);
		}
		return Optional.of(new String(event.copy(), StandardCharsets.UTF_8)).filter(LogLine::isContainer);
	}

	private static boolean isContainer(String text) {
		try {
			JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			boolean container = json.type() == JsonType.OBJECT || json.type() == JsonType.ARRAY;
			json.skip();
			json.end();
			return container;
		}
		catch (JsonException ex) {
			return false;
		}
	}

}
