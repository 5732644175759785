package io.golambda.event;

/**
 * A JSON string within the bytes of an event, from its opening quote. A parser has been
 * over it, so it is known to be well-formed.
 *
 * @param json the bytes around it
 * @param start where its opening quote is
 */
record JsonString(byte[] json, int start) {

	/**
	 * What the string says, as UTF-8. Where nothing is escaped this is a view of the
	 * event, and nothing is copied.
	 */
	Utf8Slice utf8() {
		byte[] bytes = this.json;
		int end = this.start + 1;
		int escapes = 0;
		while (bytes[end] != '"') {
			if (bytes[end] == '\\') {
				escapes++;
				end++;
			}
			end++;
		}
		if (escapes == 0) {
			return new Utf8Slice(bytes, this.start + 1, end - this.start - 1);
		}
		// each escape is longer than what it stands for
		return unescape(end, new byte[end - this.start - 1 - escapes]);
	}

	private Utf8Slice unescape(int end, byte[] to) {
		byte[] from = this.json;
		int length = 0;
		for (int i = this.start + 1; i < end; i++) {
			byte next = from[i];
			if (next != '\\') {
				to[length++] = next;
				continue;
			}
			byte escape = from[++i];
			if (escape != 'u') {
				to[length++] = simpleEscape(escape);
				continue;
			}
			int codePoint = hex(i + 1);
			i += 4;
			if (Character.isHighSurrogate((char) codePoint) && i + 6 < end + 1 && from[i + 1] == '\\'
					&& from[i + 2] == 'u' && Character.isLowSurrogate((char) hex(i + 3))) {
				codePoint = Character.toCodePoint((char) codePoint, (char) hex(i + 3));
				i += 6;
			}
			length = append(to, length, codePoint);
		}
		return new Utf8Slice(to, 0, length);
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

	private int hex(int from) {
		int value = 0;
		for (int i = from; i < from + 4; i++) {
			value = (value << 4) | Character.digit(this.json[i], 16);
		}
		return value;
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
		else if (codePoint < 0x10000) {
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
