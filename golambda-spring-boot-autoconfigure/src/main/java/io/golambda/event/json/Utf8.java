package io.golambda.event.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes UTF-8 without replacing malformed input.
 */
public final class Utf8 {

	private Utf8() {
	}

	/**
	 * Decodes UTF-8.
	 * @param bytes the array
	 * @param offset the position of the first byte
	 * @param length the number of bytes
	 * @return the text, or empty if the bytes are not UTF-8
	 */
	public static Optional<String> decode(byte[] bytes, int offset, int length) {
		// the JDK's lenient decoder is much faster, and replaces by U+FFFD
		String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
		if (text.indexOf('\uFFFD') < 0) {
			return Optional.of(text);
		}
		try {
			return Optional
				.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString());
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

}
