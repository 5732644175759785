package io.golambda.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The content of a secret: text or bytes. Its string representation hides it.
 */
final class SecretContent {

	private final @Nullable String text;

	private final byte[] bytes;

	private SecretContent(@Nullable String text, byte[] bytes) {
		this.text = text;
		this.bytes = bytes;
	}

	static SecretContent of(String text) {
		String plain = withoutByteOrderMark(text);
		return new SecretContent(plain, plain.getBytes(StandardCharsets.UTF_8));
	}

	static SecretContent of(byte[] bytes) {
		return new SecretContent(null, bytes);
	}

	/**
	 * Returns the value of a property: text or bytes.
	 */
	Object value() {
		return (this.text != null) ? LiteralText.of(this.text) : bytes();
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Returns the text, also of bytes in UTF-8.
	 * @return the text, or {@code null} if the content is binary
	 */
	@Nullable String text() {
		if (this.text != null) {
			return this.text;
		}
		try {
			return withoutByteOrderMark(
					StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes)).toString());
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * Returns whether the bytes are text in UTF-16, as PowerShell writes it.
	 */
	boolean isUtf16() {
		return this.bytes.length > 1 && (this.bytes[0] == (byte) 0xFF && this.bytes[1] == (byte) 0xFE
				|| this.bytes[0] == (byte) 0xFE && this.bytes[1] == (byte) 0xFF);
	}

	// some editors begin a file with a byte order mark
	private static String withoutByteOrderMark(String text) {
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
	}

	@Override
	public String toString() {
		return "SecretContent[***]";
	}

}
