package io.golambda.event.source;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The JSON of one record, read by paths of member names: <pre>
 * record.text("ses", "mail", "messageId")
 * </pre>
 * <p>
 * If a member occurs more than once, the first one wins. The event has been read
 * completely before, so its JSON is known to be valid.
 *
 * @param event the bytes of the event; not to be changed
 * @param start where in the event the record starts
 * @param shared the attributes that the record shares with other records of the event
 */
public record RecordJson(byte[] event, int start, Map<String, String> shared) {

	private JsonScanner scanner() {
		return new JsonScanner(this.event, this.start);
	}

	/**
	 * Returns the JSON of the whole record.
	 */
	public ByteSlice value() {
		return scanner().value();
	}

	/**
	 * Finds a value.
	 * @return a scanner before the value, or empty if it is missing
	 */
	public Optional<JsonScanner> at(String... path) {
		JsonScanner json = scanner();
		return moveTo(json, path) ? Optional.of(json) : Optional.empty();
	}

	/**
	 * Whether the record has a value.
	 */
	public boolean has(String... path) {
		return moveTo(scanner(), path);
	}

	/**
	 * Whether the record has a value of this type.
	 */
	boolean has(JsonType type, String... path) {
		JsonScanner json = scanner();
		return moveTo(json, path) && json.type() == type;
	}

	/**
	 * Reads a value as a payload.
	 * @return the payload; {@link Payload#NONE} if the value is missing or {@code null}
	 */
	Payload payload(Function<JsonScanner, Payload> reader, String... path) {
		JsonScanner json = scanner();
		Payload payload = Payload.NONE;
		boolean found = moveTo(json, path);
		while (found) {
			// continues behind the value, since the member may occur again
			payload = payload.then(reader.apply(json));
			found = moveToNext(json, path[path.length - 1]);
		}
		return payload;
	}

	/**
	 * Reads a string.
	 * @return the text, or {@code null} if the value is missing or not a string
	 */
	public @Nullable String text(String... path) {
		JsonScanner json = scanner();
		return (moveTo(json, path) && json.type() == JsonType.STRING) ? json.string().text().orElse(null) : null;
	}

	/**
	 * Reads a string, a number or a boolean.
	 * @return the text, a number with its digits as written, or {@code null} if the value
	 * is missing or something else
	 */
	@Nullable String scalar(String... path) {
		JsonScanner json = scanner();
		return moveTo(json, path) ? scalar(json) : null;
	}

	/**
	 * Reads the next value if it is a string, a number or a boolean.
	 * @return the text, a number with its digits as written, or {@code null} if the value
	 * is something else
	 */
	public static @Nullable String scalar(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return json.string().text().orElse(null);
		}
		ByteSlice value = json.value();
		return (type == JsonType.NUMBER || type == JsonType.BOOLEAN) ? value.ascii() : null;
	}

	/**
	 * Adds a string, a number or a boolean to the attributes, if the record has it.
	 */
	void putScalar(Map<String, String> attributes, String name, String... path) {
		String value = scalar(path);
		if (value != null) {
			attributes.put(name, value);
		}
	}

	/**
	 * Adds strings, numbers and booleans of an object to the attributes.
	 * @param names the members to add
	 * @param path the path to the object
	 */
	void putScalars(Map<String, String> attributes, Set<String> names, String... path) {
		putScalars(attributes, names::contains, path);
	}

	/**
	 * Adds strings, numbers and booleans of an object to the attributes.
	 * @param names accepts the members to add
	 * @param path the path to the object
	 */
	void putScalars(Map<String, String> attributes, Predicate<String> names, String... path) {
		JsonScanner json = scanner();
		if (!moveTo(json, path) || json.type() != JsonType.OBJECT) {
			return;
		}
		Set<String> seen = new HashSet<>();
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (!names.test(name) || !seen.add(name)) {
				json.skip();
				continue;
			}
			String value = scalar(json);
			if (value != null) {
				attributes.put(name, value);
			}
		}
	}

	/**
	 * Adds some of the strings, numbers and booleans of the record.
	 * @param names the members to add
	 * @param nested reads other members; returns whether it did
	 */
	void putSome(Map<String, String> attributes, List<String> names, Predicate<JsonScanner> nested) {
		JsonScanner json = scanner();
		if (json.type() == JsonType.OBJECT) {
			json.enterObject();
			while (json.nextMember()) {
				if (!nested.test(json)) {
					putIfNamed(json, attributes, names);
				}
			}
		}
	}

	/**
	 * Adds the next value if its name is one of these, and moves behind it.
	 */
	static void putIfNamed(JsonScanner json, Map<String, String> attributes, List<String> names) {
		String name = nameOf(json, names);
		String value = null;
		if (name != null) {
			value = scalar(json);
		}
		else {
			json.skip();
		}
		if (value != null) {
			attributes.putIfAbsent(name, value);
		}
	}

	static @Nullable String nameOf(JsonScanner json, List<String> names) {
		for (int i = 0; i < names.size(); i++) {
			if (json.isNamed(names.get(i))) {
				return names.get(i);
			}
		}
		return null;
	}

	/**
	 * Reads the strings of an array.
	 */
	List<String> texts(String... path) {
		JsonScanner json = scanner();
		List<String> texts = new ArrayList<>();
		if (moveTo(json, path) && json.type() == JsonType.ARRAY) {
			json.enterArray();
			while (json.nextElement()) {
				if (json.type() == JsonType.STRING) {
					json.string().text().ifPresent(texts::add);
				}
				else {
					json.skip();
				}
			}
		}
		return texts;
	}

	/**
	 * Passes on the strings of an object.
	 * @param consumer receives name and text of each
	 * @param path the path to the object
	 */
	void forEachText(BiConsumer<String, String> consumer, String... path) {
		JsonScanner json = scanner();
		if (moveTo(json, path) && json.type() == JsonType.OBJECT) {
			forEachText(json, consumer);
		}
	}

	/**
	 * Adds attributes of the sender, which are written as an object of objects.
	 * @param reserved the names that only AWS may use, even in records where AWS does not
	 * @param valueNames the members that may hold the value of an attribute
	 * @param path the path to the outer object
	 */
	void putSenderAttributes(Map<String, String> attributes, Set<String> reserved, Set<String> valueNames,
			String... path) {
		JsonScanner json = scanner();
		if (moveTo(json, path) && json.type() == JsonType.OBJECT) {
			Set<String> seen = new HashSet<>();
			json.enterObject();
			while (json.nextMember()) {
				String name = json.name();
				if (!seen.add(name) || json.type() != JsonType.OBJECT || reserved.contains(name)) {
					json.skip();
					continue;
				}
				forEachText(json, (member, text) -> {
					if (valueNames.contains(member)) {
						attributes.put(name, text);
					}
				});
			}
		}
	}

	private static void forEachText(JsonScanner json, BiConsumer<String, String> consumer) {
		Set<String> seen = new HashSet<>();
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (seen.add(name) && json.type() == JsonType.STRING) {
				json.string().text().ifPresent((text) -> consumer.accept(name, text));
			}
			else {
				json.skip();
			}
		}
	}

	/**
	 * Reads a time in ISO 8601.
	 * @return the time, or empty if it is missing or not a time
	 */
	Optional<Instant> time(String... path) {
		String time = text(path);
		try {
			return (time != null) ? Optional.of(Instant.parse(time)) : Optional.empty();
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads a time in milliseconds since 1970, or in a smaller unit.
	 * @return the time to the millisecond, or empty if it is missing or not a time
	 * @see EpochTime
	 */
	Optional<Instant> epochMillis(String... path) {
		return EpochTime.millis(scalar(path));
	}

	/**
	 * Reads a time in seconds since 1970, with a fraction or an exponent, or in a smaller
	 * unit.
	 * @return the time to the millisecond, or empty if it is missing or not a time
	 * @see EpochTime
	 */
	Optional<Instant> epochSeconds(String... path) {
		return EpochTime.seconds(scalar(path));
	}

	/**
	 * Reads a time since 1970 in the given unit.
	 * @return the exact time, or empty if it is missing or not a time in whole units
	 */
	Optional<Instant> epochTime(ChronoUnit unit, String... path) {
		return EpochTime.of(scalar(path), unit);
	}

	private static boolean moveTo(JsonScanner json, String... path) {
		for (String step : path) {
			if (json.type() != JsonType.OBJECT) {
				return false;
			}
			json.enterObject();
			if (!moveToNext(json, step)) {
				return false;
			}
		}
		return true;
	}

	private static boolean moveToNext(JsonScanner json, String member) {
		while (json.nextMember()) {
			if (json.isNamed(member)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

}
