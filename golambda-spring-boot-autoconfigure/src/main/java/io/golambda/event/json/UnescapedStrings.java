package io.golambda.event.json;

/**
 * Unescapes the strings of one pass over an event. Strings share a few large arrays,
 * which is cheaper than one array each. Bytes that were written never change. Not safe
 * for use by several threads.
 */
final class UnescapedStrings {

	// the bytes that one step of the loop can write
	private static final int MAX_STEP = 4;

	private static final int FIRST_SIZE = 1024;

	private static final int LARGEST_SIZE = 1024 * 1024;

	private byte[] bytes = {};

	private int nextSize = FIRST_SIZE;

	// of the last string
	private int start;

	private int end;

	/**
	 * Unescapes a string in one pass, which takes half the time of one pass to its end
	 * and another to unescape it.
	 * @param json the JSON
	 * @param start the position of the first character
	 * @param firstEscape the position of the first escape
	 * @param end the end of the JSON
	 * @return the position behind the closing quote, or the complement of the position at
	 * which the string becomes invalid
	 */
	int read(byte[] json, int start, int firstEscape, int end) {
		int length = begin(json, start, firstEscape - start, end - start);
		byte[] to = this.bytes;
		int i = firstEscape;
		while (i < end) {
			if (length + MAX_STEP > to.length) {
				length = grow(length, end - i);
				to = this.bytes;
			}
			byte next = json[i];
			if (JsonEscape.isUnescaped(next)) {
				to[length++] = next;
				i++;
			}
			else if (next == '"') {
				this.end = length;
				return i + 1;
			}
			else if (next != '\\') {
				return ~i;
			}
			else if (i + 1 < end && json[i + 1] == '"') {
				// the most frequent escape by far when JSON contains JSON
				to[length++] = '"';
				i += 2;
			}
			else {
				int behind = JsonEscape.end(json, i, end);
				if (behind < 0) {
					return ~(i + 1);
				}
				int codePoint = JsonEscape.codePoint(json, i, end);
				length = JsonEscape.append(to, length, codePoint);
				// a code point beyond the BMP is a pair of escapes of equal length
				i = Character.isBmpCodePoint(codePoint) ? behind : 2 * behind - i;
			}
		}
		return ~i;
	}

	/**
	 * Returns the string that was read last.
	 */
	ByteSlice last() {
		return new ByteSlice(this.bytes, this.start, this.end - this.start);
	}

	private int begin(byte[] json, int offset, int length, int maxLength) {
		this.start = this.end;
		if (this.start + length + MAX_STEP > this.bytes.length) {
			allocate(length, maxLength);
		}
		System.arraycopy(json, offset, this.bytes, this.start, length);
		return this.start + length;
	}

	private int grow(int at, int maxMore) {
		byte[] before = this.bytes;
		int from = this.start;
		int length = at - from;
		allocate(length, length + maxMore);
		System.arraycopy(before, from, this.bytes, 0, length);
		return length;
	}

	private void allocate(int length, int maxLength) {
		long size = Math.max(this.nextSize, 2L * length);
		this.bytes = new byte[(int) Math.min(size, maxLength) + MAX_STEP];
		this.start = 0;
		this.nextSize = Math.min(this.nextSize * 2, LARGEST_SIZE);
	}

}
