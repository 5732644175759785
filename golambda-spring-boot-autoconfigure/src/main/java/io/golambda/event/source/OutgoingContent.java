package io.golambda.event.source;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * The payload of a record that a test creates, or another of its parts.
 */
public final class OutgoingContent {

	/**
	 * No payload.
	 */
	public static final OutgoingContent NONE = new OutgoingContent(Kind.NONE, new byte[0]);

	// the first message of its file
	private static final byte[] MESSAGE_INDEX = { 0 };

	private final Kind kind;

	private final byte[] bytes;

	private final Encoding encoding;

	private OutgoingContent(Kind kind, byte[] bytes) {
		this(kind, bytes, Encoding.NONE);
	}

	private OutgoingContent(Kind kind, byte[] bytes, Encoding encoding) {
		this.kind = kind;
		this.bytes = bytes;
		this.encoding = encoding;
	}

	/**
	 * Creates content from bytes.
	 * @param bytes the bytes, which may be anything; not copied
	 * @return the content
	 */
	public static OutgoingContent ofBytes(byte[] bytes) {
		return new OutgoingContent(Kind.BYTES, bytes);
	}

	/**
	 * Creates content from an object of Avro.
	 * @param bytes the object in binary encoding, which sources that carry text carry in
	 * base64; not copied
	 * @return the content
	 */
	public static OutgoingContent ofAvro(byte[] bytes) {
		return new OutgoingContent(Kind.BYTES, bytes, Encoding.AVRO);
	}

	/**
	 * Creates content from a message of Protobuf.
	 * @param bytes the message, which sources that carry text carry in base64; not copied
	 * @return the content
	 */
	public static OutgoingContent ofProtobuf(byte[] bytes) {
		return new OutgoingContent(Kind.BYTES, bytes, Encoding.PROTOBUF);
	}

	/**
	 * Creates content from text.
	 * @param text the text
	 * @return the content
	 * @throws IllegalArgumentException if the text has an unpaired surrogate
	 */
	public static OutgoingContent ofText(CharSequence text) {
		return new OutgoingContent(Kind.TEXT, requireWellFormed(text).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Creates content from an object.
	 * @param json the object as JSON
	 * @return the content
	 * @throws IllegalArgumentException if the JSON has an unpaired surrogate
	 */
	public static OutgoingContent ofObject(String json) {
		return new OutgoingContent(Kind.OBJECT, requireWellFormed(json).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Requires text without unpaired surrogates, which UTF-8 cannot encode.
	 * @param text the text
	 * @return the text
	 * @throws IllegalArgumentException if the text has an unpaired surrogate
	 */
	public static String requireWellFormed(CharSequence text) {
		try {
			StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("This text has an unpaired surrogate, which no event source can carry.",
					ex);
		}
		return text.toString();
	}

	boolean isPresent() {
		return this.kind != Kind.NONE;
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Returns the content as text.
	 * @throws IllegalArgumentException if it is bytes that are not UTF-8
	 */
	String text() {
		if (this.kind == Kind.NONE) {
			return "null";
		}
		if (this.encoding != Encoding.NONE) {
			return Base64.getEncoder().encodeToString(this.bytes);
		}
		return Utf8.decode(this.bytes, 0, this.bytes.length)
			.orElseThrow(() -> new IllegalArgumentException("These bytes are not UTF-8, "
					+ "but this event source carries text only; encode them, for example in base64."));
	}

	/**
	 * Returns the content as JSON.
	 * @throws IllegalArgumentException if it is not JSON
	 */
	String json() {
		String text = text();
		try {
			JsonScanner scanner = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			scanner.skip();
			scanner.end();
		}
		catch (JsonException ex) {
			throw new IllegalArgumentException("This event source carries JSON only, but this text is not JSON.", ex);
		}
		return text;
	}

	/**
	 * Returns the content as a JSON object.
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	String jsonObject() {
		String json = json();
		JsonType type = new JsonScanner(json.getBytes(StandardCharsets.UTF_8)).type();
		if (type != JsonType.OBJECT) {
			throw new IllegalArgumentException(
					"This event source carries " + JsonType.OBJECT + " as its payload, but this is " + type + ".");
		}
		return json;
	}

	/**
	 * Returns the content as bytes, of text in UTF-8.
	 */
	byte[] bytes() {
		return (this.kind == Kind.NONE) ? text().getBytes(StandardCharsets.UTF_8) : this.bytes;
	}

	/**
	 * Returns the content as Lambda delivers it after it removed the header of a schema
	 * registry: before a message of Protobuf, its index remains.
	 */
	byte[] bytesWithoutHeader() {
		if (this.encoding != Encoding.PROTOBUF) {
			return bytes();
		}
		byte[] indexed = Arrays.copyOf(MESSAGE_INDEX, MESSAGE_INDEX.length + this.bytes.length);
		System.arraycopy(this.bytes, 0, indexed, MESSAGE_INDEX.length, this.bytes.length);
		return indexed;
	}

	private enum Encoding {

		NONE, AVRO, PROTOBUF

	}

	/**
	 * The type from which content was created.
	 */
	enum Kind {

		NONE, BYTES, TEXT, OBJECT

	}

}
