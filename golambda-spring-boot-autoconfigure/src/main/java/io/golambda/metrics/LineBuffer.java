package io.golambda.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a line of JSON.
 */
final class LineBuffer {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	// beyond, a long is not exact
	private static final double MAX_INTEGER = 1L << 53;

	private byte[] bytes = new byte[512];

	private int size;

	int size() {
		return this.size;
	}

	/**
	 * Removes everything that was written after the given size was reached.
	 */
	void truncate(int size) {
		this.size = size;
	}

	/**
	 * Writes ASCII characters as they are.
	 */
	LineBuffer raw(String ascii) {
		int length = ascii.length();
		ensure(length);
		for (int i = 0; i < length; i++) {
			this.bytes[this.size++] = (byte) ascii.charAt(i);
		}
		return this;
	}

	/**
	 * Writes a string in quotes.
	 */
	LineBuffer string(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		ensure(6 * utf8.length + 2);
		this.bytes[this.size++] = '"';
		for (byte character : utf8) {
			if (character == '"' || character == '\\') {
				this.bytes[this.size++] = '\\';
				this.bytes[this.size++] = character;
			}
			else if (character >= 0 && character < 0x20) {
				raw("\\u00");
				this.bytes[this.size++] = HEX[character >> 4];
				this.bytes[this.size++] = HEX[character & 0xF];
			}
			else {
				this.bytes[this.size++] = character;
			}
		}
		this.bytes[this.size++] = '"';
		return this;
	}

	/**
	 * Writes the name of a member and a colon, after a comma.
	 */
	LineBuffer member(String name) {
		return raw(",").string(name).raw(":");
	}

	/**
	 * Writes a finite number.
	 */
	LineBuffer number(double value) {
		return raw((value == Math.rint(value) && Math.abs(value) < MAX_INTEGER) ? Long.toString((long) value)
				: Double.toString(value));
	}

	LineBuffer append(LineBuffer other) {
		ensure(other.size);
		System.arraycopy(other.bytes, 0, this.bytes, this.size, other.size);
		this.size += other.size;
		return this;
	}

	private void ensure(int more) {
		if (this.size + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.size + more));
		}
	}

	byte[] bytes() {
		return Arrays.copyOf(this.bytes, this.size);
	}

}
