package io.golambda.event;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A JSON string within the bytes of an event. A {@link JsonScanner} has been over it, so
 * its escapes are known to be well-formed.
 *
 * @param json the bytes around it
 * @param start where its first character is
 * @param end where its closing quote is
 * @param escapes how many of its characters are escaped
 */
record JsonString(byte[] json, int start, int end, int escapes) {

	/**
	 * What the string says, with a {@code ?} for an escape that is half of a surrogate
	 * pair.
	 * @return the text, or empty if it is not UTF-8
	 */
	Optional<String> text() {
		Slice utf8 = utf8();
		return Utf8.decode(utf8.bytes(), utf8.offset(), utf8.length());
	}

	/**
	 * Whether the string says just this, escaped or not.
	 */
	boolean isAscii(String text) {
		if (this.escapes == 0) {
			return this.end - this.start == text.length() && hasAscii(this.json, this.start, text);
		}
		Slice utf8 = utf8();
		return utf8.length() == text.length() && hasAscii(utf8.bytes(), utf8.offset(), text);
	}

	/**
	 * Whether what the string says begins with this.
	 */
	boolean startsWithAscii(String text) {
		if (this.escapes == 0) {
			return this.end - this.start >= text.length() && hasAscii(this.json, this.start, text);
		}
		Slice utf8 = utf8();
		return utf8.length() >= text.length() && hasAscii(utf8.bytes(), utf8.offset(), text);
	}

	private static boolean hasAscii(byte[] bytes, int at, String text) {
		for (int i = 0; i < text.length(); i++) {
			if (bytes[at + i] != text.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether the string says what JSON takes for a number.
	 */
	boolean isNumber() {
		int i = this.start;
		if (i < this.end && this.json[i] == '-') {
			i++;
		}
		int digits = i;
		while (i < this.end && this.json[i] >= '0' && this.json[i] <= '9') {
			i++;
		}
		boolean whole = i == this.end && i > digits && (this.json[digits] != '0' || i == digits + 1);
		return whole || JsonScanner.isNumber(this.json, this.start, this.end);
	}

	/**
	 * What the string says, as UTF-8. Where nothing is escaped this is a view of the
	 * event, and nothing is copied. An escape that is half of a surrogate pair is no
	 * character and becomes a {@code ?}.
	 */
	Slice utf8() {
		if (this.escapes == 0) {
			return new Slice(this.json, this.start, this.end - this.start);
		}
		byte[] from = this.json;
		// each escape is longer than what it stands for; eight more, to copy eight at a
		// time up to the end
		byte[] to = new byte[this.end - this.start - this.escapes + Long.BYTES];
		ByteBuffer source = EightBytes.over(from);
		ByteBuffer target = EightBytes.over(to);
		int length = 0;
		int i = this.start;
		while (i < this.end) {
			if (i + Long.BYTES <= this.end) {
				long bytes = source.getLong(i);
				int plain = EightBytes.before(EightBytes.backslashes(bytes));
				target.putLong(length, bytes);
				length += plain;
				i += plain;
				if (plain == Long.BYTES) {
					continue;
				}
			}
			byte next = from[i++];
			if (next != '\\') {
				to[length++] = next;
			}
			else if (from[i] == '"') {
				// by far the most frequent where JSON lies in JSON
				to[length++] = from[i++];
			}
			else if (from[i] != 'u') {
				to[length++] = simpleEscape(from[i++]);
			}
			else {
				int codePoint = codePoint(i + 1);
				i += (codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT) ? 11 : 5;
				length = append(to, length, codePoint);
			}
		}
		return new Slice(to, 0, length);
	}

	private static byte simpleEscape(byte escape) {
		return switch (escape) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			default -> escape;
		};
	}

	/**
	 * The character whose hexadecimal digits begin here, of two escapes if it is the
	 * first half of a pair.
	 */
	private int codePoint(int digits) {
		char first = hex(digits);
		int second = digits + 4;
		if (Character.isHighSurrogate(first) && second + 6 <= this.end && this.json[second] == '\\'
				&& this.json[second + 1] == 'u' && Character.isLowSurrogate(hex(second + 2))) {
			return Character.toCodePoint(first, hex(second + 2));
		}
		return first;
	}

	private char hex(int digits) {
		int value = 0;
		for (int i = digits; i < digits + 4; i++) {
			value = (value << 4) | Character.digit(this.json[i], 16);
		}
		return (char) value;
	}

	private static int append(byte[] to, int at, int codePoint) {
		int length = at;
		if (codePoint < 0x80) {
			to[length++] = (byte) codePoint;
		}
		else if (codePoint < 0x800) {
			to[length++] = (byte) (0xC0 | (codePoint >> 6));
			to[length++] = (byte) (0x80 | (codePoint & 0x3F));
		}
		else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
			// half a character: no UTF-8 stands for it, as String.getBytes has it
			to[length++] = '?';
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
