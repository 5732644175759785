package io.golambda.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an array of bytes.
 *
 * @param bytes the array; not to be changed
 * @param offset where the part begins
 * @param length its length in bytes
 */
public record ByteSlice(byte[] bytes, int offset, int length) {

	/**
	 * The part in an array of its own, which is the array itself if it is all of it.
	 */
	public byte[] exact() {
		return (this.offset == 0 && this.length == this.bytes.length) ? this.bytes : copy();
	}

	public byte[] copy() {
		return Arrays.copyOfRange(this.bytes, this.offset, this.offset + this.length);
	}

	/**
	 * The part as text, if it is known to be ASCII.
	 */
	public String ascii() {
		return new String(this.bytes, this.offset, this.length, StandardCharsets.US_ASCII);
	}

	/**
	 * Whether this is gzip, by its magic number; no text is.
	 */
	public boolean isGzip() {
		return this.length >= 2 && this.bytes[this.offset] == 0x1F && this.bytes[this.offset + 1] == (byte) 0x8B;
	}

	/**
	 * Whether this may be zlib, by its header; some text may be.
	 */
	public boolean isZlib() {
		return this.length >= 2 && this.bytes[this.offset] == 0x78
				&& ((this.bytes[this.offset] << 8) | (this.bytes[this.offset + 1] & 0xFF)) % 31 == 0;
	}

	/**
	 * Whether there is nothing but white space.
	 */
	public boolean isBlank() {
		return new JsonScanner(this).isAtEnd();
	}

	/**
	 * Where the JSON value behind the first one begins.
	 * @return the place in the array, or -1 if there is none, or the first is not JSON
	 */
	public int secondValue() {
		JsonScanner json = new JsonScanner(this);
		try {
			json.skip();
		}
		catch (JsonException ex) {
			return -1;
		}
		return (json.type() != JsonType.NONE) ? json.position() : -1;
	}

	/**
	 * Whether this is text in UTF-16, by its byte order mark or by what JSON begins with.
	 */
	public boolean isUtf16() {
		if (this.length < 2) {
			return false;
		}
		int first = this.bytes[this.offset] & 0xFF;
		int second = this.bytes[this.offset + 1] & 0xFF;
		return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE) || (first == 0 ^ second == 0);
	}

	/**
	 * A place within this part, for people.
	 * @param at the place in the array
	 */
	public String position(int at) {
		int line = 1;
		int column = 1;
		for (int i = this.offset; i < Math.min(at, this.offset + this.length); i++) {
			column++;
			if (this.bytes[i] == '\n') {
				line++;
				column = 1;
			}
		}
		return "line " + line + ", column " + column;
	}

	/**
	 * Where the text begins: behind the byte order mark of UTF-8, if there is one.
	 */
	public int textStart() {
		boolean marked = this.length >= 3 && this.bytes[this.offset] == (byte) 0xEF
				&& this.bytes[this.offset + 1] == (byte) 0xBB && this.bytes[this.offset + 2] == (byte) 0xBF;
		return marked ? this.offset + 3 : this.offset;
	}

}
