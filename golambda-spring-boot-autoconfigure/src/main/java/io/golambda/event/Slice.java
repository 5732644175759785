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

	/**
	 * The part in an array of its own, which is the array itself if it is all of it.
	 */
	byte[] exact() {
		return (this.offset == 0 && this.length == this.bytes.length) ? this.bytes : copy();
	}

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
	 * Whether this is gzip, by its magic number; no text is.
	 */
	boolean isGzip() {
		return this.length >= 2 && this.bytes[this.offset] == 0x1F && this.bytes[this.offset + 1] == (byte) 0x8B;
	}

	/**
	 * Whether this may be zlib, by its header; some text may be.
	 */
	boolean isZlib() {
		return this.length >= 2 && this.bytes[this.offset] == 0x78
				&& ((this.bytes[this.offset] << 8) | (this.bytes[this.offset + 1] & 0xFF)) % 31 == 0;
	}

}
