package io.golambda.logging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Replaces unpaired surrogates, which are not characters, by U+FFFD. Jackson writes them
 * as escapes that other JSON parsers reject.
 */
final class LoneSurrogates {

	private static final char REPLACEMENT = '\uFFFD';

	private static final int ESCAPE = 6;

	private static final long LOWEST_BITS = 0x0101010101010101L;

	private static final long HIGHEST_BITS = LOWEST_BITS << 7;

	private static final long BACKSLASHES = LOWEST_BITS * '\\';

	private LoneSurrogates() {
	}

	/**
	 * Replaces escapes in JSON that Jackson has written.
	 * @param json the JSON in UTF-8
	 * @param length the number of bytes of JSON
	 */
	static void replaceIn(byte[] json, int length) {
		if (hasEscapes(json, length)) {
			replaceEscapes(json, length);
		}
	}

	// eight bytes at a time, since most lines have none
	private static boolean hasEscapes(byte[] json, int length) {
		// starts faster than a VarHandle
		ByteBuffer bytes = ByteBuffer.wrap(json).order(ByteOrder.LITTLE_ENDIAN);
		int at = 0;
		for (; at + Long.BYTES <= length; at += Long.BYTES) {
			long difference = bytes.getLong(at) ^ BACKSLASHES;
			if ((difference - LOWEST_BITS & ~difference & HIGHEST_BITS) != 0) {
				return true;
			}
		}
		for (; at < length; at++) {
			if (json[at] == '\\') {
				return true;
			}
		}
		return false;
	}

	private static void replaceEscapes(byte[] json, int length) {
		int at = 0;
		while (at < length) {
			if (json[at] != '\\') {
				at++;
			}
			else if (!isEscape(json, at, length)) {
				at += 2;
			}
			else {
				char unit = unit(json, at);
				boolean pair = Character.isHighSurrogate(unit) && isEscape(json, at + ESCAPE, length)
						&& Character.isLowSurrogate(unit(json, at + ESCAPE));
				if (!pair && Character.isSurrogate(unit)) {
					json[at + 2] = 'F';
					json[at + 3] = 'F';
					json[at + 4] = 'F';
					json[at + 5] = 'D';
				}
				at += pair ? 2 * ESCAPE : ESCAPE;
			}
		}
	}

	private static boolean isEscape(byte[] json, int at, int length) {
		return at + ESCAPE <= length && json[at] == '\\' && json[at + 1] == 'u';
	}

	private static char unit(byte[] json, int escape) {
		int unit = 0;
		for (int i = escape + 2; i < escape + ESCAPE; i++) {
			unit = unit << 4 | Character.digit(json[i], 16);
		}
		return (char) unit;
	}

	/**
	 * Replaces unpaired surrogates in a text.
	 */
	static String replaceIn(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return replaceFrom(i, text);
			}
		}
		return text;
	}

	private static String replaceFrom(int start, String text) {
		StringBuilder valid = new StringBuilder(text);
		for (int i = start; i < valid.length(); i++) {
			if (!Character.isSurrogate(valid.charAt(i))) {
				continue;
			}
			if (i + 1 < valid.length() && Character.isSurrogatePair(valid.charAt(i), valid.charAt(i + 1))) {
				i++;
			}
			else {
				valid.setCharAt(i, REPLACEMENT);
			}
		}
		return valid.toString();
	}

}
