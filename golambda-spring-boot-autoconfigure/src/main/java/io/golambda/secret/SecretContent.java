package io.golambda.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What a secret holds: text or bytes. Its text form says nothing of it.
 */
final class SecretContent {

	private final @Nullable String text;

	private final byte[] bytes;

	private SecretContent(@Nullable String text, byte[] bytes) {
		this.text = text;
		this.bytes = bytes;
	}

	static SecretContent of(String text) {
		return new SecretContent(text, text.getBytes(StandardCharsets.UTF_8));
	}

	static SecretContent of(byte[] bytes) {
		return new SecretContent(null, bytes);
	}

	/**
	 * As a property: text for text, and bytes for bytes.
	 */
	Object value() {
		return (this.text != null) ? new SecretText(this.text) : bytes();
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The text, also of bytes that are text.
	 * @return the text, or {@code null} if it is none
	 */
	@Nullable String text() {
		if (this.text != null) {
			return this.text;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return "SecretContent[***]";
	}

}
