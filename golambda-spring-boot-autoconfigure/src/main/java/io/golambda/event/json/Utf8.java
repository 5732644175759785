package io.golambda.event.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text from bytes, strictly: malformed input is told, never replaced.
 */
public final class Utf8 {

	private Utf8() {
	}

	public static Optional<String> decode(byte[] bytes, int offset, int length) {
		// the JDK's lenient decoder is by far the faster, and shows by U+FFFD what it met
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
