package io.golambda.event;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamConstraintsException;

import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * A message to be put into an event: the payload, and what a test says of it beside. What
 * it does not say is made up by who writes the event.
 */
final class Message {

	/**
	 * Why content is refused that every parser would refuse.
	 */
	static final String BEYOND = "This is beyond what an event can hold "
			+ "(nested too deep, or with a number or name too long).";

	private final NewRecord record;

	/**
	 * A message.
	 * @param content what the test wants to send, a {@link NewRecord} if it says more
	 */
	Message(@Nullable Object content) {
		this.record = (content instanceof NewRecord record) ? record : NewRecord.of(content);
	}

	static List<Message> list(@Nullable Object @Nullable ... contents) {
		if (contents == null) {
			// what Java makes of one argument that is null
			return List.of(new Message(null));
		}
		if (contents.length == 0) {
			throw new IllegalArgumentException("An event has at least one record: give at least one message.");
		}
		return Arrays.stream(contents).map(Message::new).toList();
	}

	/**
	 * The messages by topic or queue, in their order.
	 */
	static Map<String, List<Message>> grouped(List<Message> messages, Function<Message, String> group) {
		return messages.stream().collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
	}

	/**
	 * What holds for the whole event, as its records say it.
	 * @param attribute the name
	 * @param otherwise what it is if none of them does
	 * @throws IllegalArgumentException if they do not say the same
	 */
	static String agreed(List<Message> messages, String attribute, String otherwise) {
		String agreed = agreed(messages, attribute, (message) -> message.attribute(attribute));
		return (agreed != null) ? agreed : otherwise;
	}

	/**
	 * What holds for all of the messages, as some of them say it.
	 * @param what how to call it in an error
	 * @return it, or {@code null} if none of them does
	 * @throws IllegalArgumentException if they do not say the same
	 */
	static <T> @Nullable T agreed(List<Message> messages, String what, Function<Message, @Nullable T> said) {
		List<T> different = messages.stream().map(said).filter(Objects::nonNull).distinct().toList();
		if (different.size() > 1) {
			throw new IllegalArgumentException(
					"The event has one \"" + what + "\" for all of its records, and they do not agree on it.");
		}
		return different.isEmpty() ? null : different.get(0);
	}

	NewRecord record() {
		return this.record;
	}

	@Nullable Object content() {
		return this.record.payload();
	}

	String id(String otherwise) {
		String id = this.record.id();
		return (id != null) ? id : otherwise;
	}

	/**
	 * The id where it is an attribute, too.
	 */
	String id(String attribute, String otherwise) {
		String said = attribute(attribute);
		return (said != null) ? agreeing(attribute, said, id(said)) : id(otherwise);
	}

	Instant timestamp() {
		Instant timestamp = this.record.timestamp();
		return (timestamp != null) ? timestamp : Made.now();
	}

	/**
	 * The time in milliseconds where it is an attribute, too.
	 */
	long epochMillis(String attribute) {
		long millis = number(attribute, timestamp().toEpochMilli());
		if (this.record.timestamp() != null) {
			agreeing(attribute, String.valueOf(timestamp().toEpochMilli()));
		}
		return millis;
	}

	/**
	 * Whether it says anything under one of these names.
	 */
	boolean saysAny(Set<String> attributes) {
		return attributes.stream().anyMatch((attribute) -> attribute(attribute) != null);
	}

	@Nullable String attribute(String name) {
		NewRecord.Value value = this.record.attributes().get(name);
		return (value != null) ? value.text() : null;
	}

	String attribute(String name, String otherwise) {
		String value = attribute(name);
		return (value != null) ? value : otherwise;
	}

	/**
	 * An attribute that follows from others, and may be said if it is said right.
	 */
	String agreeing(String attribute, String value) {
		return agreeing(attribute, attribute(attribute, value), value);
	}

	private static String agreeing(String attribute, String said, String value) {
		if (!said.equals(value)) {
			throw new IllegalArgumentException("The attribute \"" + attribute
					+ "\" is at odds with what else is said of the same record: give one of them only.");
		}
		return value;
	}

	/**
	 * An attribute that is a whole number.
	 */
	long number(String name, long otherwise) {
		return number(name, otherwise, Long.MAX_VALUE);
	}

	/**
	 * An attribute that is a whole number of 32 bits to AWS.
	 */
	int smallNumber(String name, int otherwise) {
		return (int) number(name, otherwise, Integer.MAX_VALUE);
	}

	private long number(String name, long otherwise, long max) {
		String digits = attribute(name);
		if (digits == null) {
			return otherwise;
		}
		try {
			long number = Long.parseLong(digits);
			// as it would not come out again with a sign or with zeros before it
			if (number >= 0 && number <= max && String.valueOf(number).equals(digits)) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw new IllegalArgumentException(
				"The attribute \"" + name + "\" is to be a whole number from 0 to " + max + ", in plain digits.");
	}

	/**
	 * The members of these names with what is said of them; without those that nothing is
	 * said of.
	 */
	void writeGiven(JsonGenerator json, String... attributes) {
		for (String attribute : attributes) {
			if (attribute(attribute) != null) {
				write(json, attribute, null);
			}
		}
	}

	/**
	 * A member that is called like the attribute.
	 */
	void write(JsonGenerator json, String attribute, @Nullable String otherwise) {
		String said = attribute(attribute);
		json.writeStringProperty(attribute, (said != null) ? said : otherwise);
	}

	/**
	 * Likewise, a whole number.
	 */
	void writeNumber(JsonGenerator json, String attribute, long otherwise) {
		json.writeNumberProperty(attribute, number(attribute, otherwise));
	}

	/**
	 * Likewise, a whole number of 32 bits.
	 */
	void writeSmallNumber(JsonGenerator json, String attribute, int otherwise) {
		json.writeNumberProperty(attribute, smallNumber(attribute, otherwise));
	}

	/**
	 * Likewise, {@code true} or {@code false}.
	 */
	void writeBoolean(JsonGenerator json, String attribute, boolean otherwise) {
		String value = attribute(attribute, String.valueOf(otherwise));
		if (!value.equals("true") && !value.equals("false")) {
			throw new IllegalArgumentException("The attribute \"" + attribute + "\" is to be true or false.");
		}
		json.writeBooleanProperty(attribute, value.equals("true"));
	}

	/**
	 * A member that is an array of the attribute's texts, between which are commas.
	 */
	static void writeArray(JsonGenerator json, String member, @Nullable String texts) {
		json.writeArrayPropertyStart(member);
		if (texts != null) {
			for (String text : texts.split(",", -1)) {
				json.writeString(text);
			}
		}
		json.writeEndArray();
	}

	/**
	 * The attributes of the sender's own.
	 * @param ofAws the names that are not
	 */
	Map<String, NewRecord.Value> attributesExcept(Set<String> ofAws) {
		Map<String, NewRecord.Value> attributes = new LinkedHashMap<>(this.record.attributes());
		attributes.keySet().removeAll(ofAws);
		return attributes;
	}

	/**
	 * The attributes of the sender's own, where they are all text.
	 */
	void writeAttributesExcept(Set<String> ofAws, JsonGenerator json) {
		attributesExcept(ofAws).forEach((name, value) -> json.writeStringProperty(name, value.text()));
	}

	/**
	 * Another payload.
	 * @return it, or {@code null} if there is none of the name
	 */
	@Nullable Message part(String name) {
		Message part = this.record.parts().get(name);
		return (part != null && part.content() != null) ? part : null;
	}

	/**
	 * Whether something is said of the part, be it that there is none.
	 */
	boolean saysPart(String name) {
		return this.record.parts().containsKey(name);
	}

	List<RecordHeader> headers() {
		return this.record.headers();
	}

	/**
	 * Text that JSON can hold.
	 * @throws IllegalArgumentException if it is none
	 */
	static String wellFormed(CharSequence text) {
		try {
			StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException(
					"This text holds half a character (an unpaired surrogate), which no event source carries.", ex);
		}
		return text.toString();
	}

	/**
	 * The message as text that JSON can hold.
	 */
	String text() {
		if (content() instanceof byte[] bytes) {
			return Utf8.decode(bytes, 0, bytes.length)
				.orElseThrow(() -> new IllegalArgumentException("These bytes are no UTF-8, "
						+ "and this event source carries text only: encode them, for example in base64."));
		}
		if (content() instanceof CharSequence text) {
			return wellFormed(text);
		}
		try {
			return wellFormed(DefaultMapper.INSTANCE.writeValueAsString(content()));
		}
		catch (StreamConstraintsException ex) {
			throw new IllegalArgumentException(BEYOND, ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("This message, a "
					+ ((content() != null) ? content().getClass().getName() : "null") + ", cannot be written as JSON.",
					ex);
		}
	}

	/**
	 * The message as JSON, for a source that carries nothing else.
	 */
	String json() {
		String text = text();
		try {
			JsonScanner scanner = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			scanner.skip();
			scanner.end();
		}
		catch (JsonException ex) {
			throw new IllegalArgumentException("This event source carries JSON only, and this text is none.", ex);
		}
		return text;
	}

	/**
	 * The message as JSON of this type, for a source that carries nothing else.
	 */
	String json(JsonType required) {
		String json = json();
		JsonType type = new JsonScanner(json.getBytes(StandardCharsets.UTF_8)).type();
		if (type != required) {
			throw new IllegalArgumentException(
					"This event source carries " + required + " as its payload, and this is " + type + ".");
		}
		return json;
	}

	/**
	 * The message as bytes, for a source that carries any.
	 */
	byte[] bytes() {
		return (content() instanceof byte[] bytes) ? bytes : text().getBytes(StandardCharsets.UTF_8);
	}

}
