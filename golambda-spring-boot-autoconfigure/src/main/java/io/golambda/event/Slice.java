package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an array of bytes.
 *
 * @param bytes the array; not to be changed
 * @param offset where the part begins
 * @param length its length in bytes
 */
record Slice(byte[] bytes, int offset, int length) {

	byte[] copy() {
		return Arrays.copyOfRange(this.bytes, this.offset, this.offset + this.length);
	}

	/**
	 * The part as text, if it is known to be ASCII.
	 */
	String ascii() {
		return new String(this.bytes, this.offset, this.length, StandardCharsets.US_ASCII);
	}

	/**
	 * Whether the first character other than white space is this one.
	 */
	boolean startsWith(char first) {
		for (int i = this.offset; i < this.offset + this.length; i++) {
			if (this.bytes[i] > ' ') {
				return this.bytes[i] == first;
			}
		}
		return false;
	}

}
