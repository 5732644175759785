package io.golambda.event.json;

/**
 * Escapes in JSON strings.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, strings</a>
 */
final class JsonEscape {

	private static final int UNICODE_DIGITS = 4;

	private static final int REPLACEMENT_CHARACTER = 0xFFFD;

	private JsonEscape() {
	}

	/**
	 * Returns whether a byte of a string stands for itself: it is not a quote, a
	 * backslash or a control character.
	 */
	static boolean isUnescaped(byte next) {
		return next != '"' && next != '\\' && (next >= ' ' || next < 0);
	}

	/**
	 * Finds the end of an escape.
	 * @param backslash the position of its backslash
	 * @param end the end of the JSON
	 * @return the position behind the escape, or -1 if it is not a valid escape
	 */
	static int end(byte[] json, int backslash, int end) {
		int at = backslash + 1;
		if (at >= end) {
			return -1;
		}
		return switch (json[at]) {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
			case 'u' -> isHex(json, at + 1, end) ? at + 1 + UNICODE_DIGITS : -1;
			default -> -1;
		};
	}

	private static boolean isHex(byte[] json, int digits, int end) {
		if (digits + UNICODE_DIGITS > end) {
			return false;
		}
		for (int i = digits; i < digits + UNICODE_DIGITS; i++) {
			if (Character.digit(json[i], 16) < 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the character of an escape, or of two escapes that are a surrogate pair.
	 * @param backslash the position of the backslash of a valid escape
	 * @param end the end of the JSON
	 * @return a code point, which can be an unpaired surrogate
	 */
	static int codePoint(byte[] json, int backslash, int end) {
		int at = backslash + 1;
		return switch (json[at]) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode(json, at + 1, end);
			default -> json[at];
		};
	}

	private static int unicode(byte[] json, int digits, int end) {
		char first = hex(json, digits);
		int second = digits + UNICODE_DIGITS;
		if (Character.isHighSurrogate(first) && second + 1 < end && json[second] == '\\' && json[second + 1] == 'u'
				&& isHex(json, second + 2, end) && Character.isLowSurrogate(hex(json, second + 2))) {
			return Character.toCodePoint(first, hex(json, second + 2));
		}
		return first;
	}

	private static char hex(byte[] json, int digits) {
		int value = 0;
		for (int i = digits; i < digits + UNICODE_DIGITS; i++) {
			value = (value << 4) | Character.digit(json[i], 16);
		}
		return (char) value;
	}

	/**
	 * Writes a character in UTF-8, with U+FFFD for an unpaired surrogate.
	 * @return the position behind it, at most four bytes further
	 */
	static int append(byte[] to, int at, int codePoint) {
		int length = at;
		if (codePoint < 0x80) {
			to[length++] = (byte) codePoint;
		}
		else if (codePoint < 0x800) {
			to[length++] = (byte) (0xC0 | (codePoint >> 6));
			to[length++] = (byte) (0x80 | (codePoint & 0x3F));
		}
		else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
			return append(to, at, REPLACEMENT_CHARACTER);
		}
		else if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
			to[length++] = (byte) (0xE0 | (codePoint >> 12));
			to[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
			to[length++] = (byte) (0x80 | (codePoint & 0x3F));
		}
		else {
			to[length++] = (byte) (0xF0 | (codePoint >> 18));
			to[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
			to[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
			to[length++] = (byte) (0x80 | (codePoint & 0x3F));
		}
		return length;
	}

}
