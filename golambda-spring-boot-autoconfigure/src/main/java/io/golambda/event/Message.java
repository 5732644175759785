package io.golambda.event;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message to be put into an event.
 *
 * @param content what the test wants to send
 */
record Message(@Nullable Object content) {

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
	 * The message as text that JSON can hold.
	 */
	String text() {
		if (this.content instanceof byte[] bytes) {
			return Utf8.decode(bytes, 0, bytes.length)
				.orElseThrow(() -> new IllegalArgumentException("These bytes are no UTF-8, "
						+ "and this event source carries text only: encode them, for example in base64."));
		}
		if (this.content instanceof CharSequence text) {
			try {
				StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
			}
			catch (CharacterCodingException ex) {
				throw new IllegalArgumentException(
						"This text holds half a character (an unpaired surrogate), which no event source carries.", ex);
			}
			return text.toString();
		}
		return DefaultMapper.INSTANCE.writeValueAsString(this.content);
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
		catch (EventException ex) {
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
		return (this.content instanceof byte[] bytes) ? bytes : text().getBytes(StandardCharsets.UTF_8);
	}

}
