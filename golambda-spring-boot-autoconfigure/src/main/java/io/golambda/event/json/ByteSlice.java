package io.golambda.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of a byte array.
 *
 * @param bytes the array, which must not be changed
 * @param offset the position of the first byte
 * @param length the number of bytes
 */
public record ByteSlice(byte[] bytes, int offset, int length) {

	/**
	 * Returns the part as an array of its own.
	 * @return the array itself if the part is all of it, otherwise a copy
	 */
	public byte[] exact() {
		return (this.offset == 0 && this.length == this.bytes.length) ? this.bytes : copy();
	}

	/**
	 * Returns a copy of the part.
	 * @return a copy
	 */
	public byte[] copy() {
		return Arrays.copyOfRange(this.bytes, this.offset, this.offset + this.length);
	}

	/**
	 * Returns the part as text.
	 * @return the text, provided that it is ASCII
	 */
	public String ascii() {
		return new String(this.bytes, this.offset, this.length, StandardCharsets.US_ASCII);
	}

	/**
	 * Returns whether the part starts with the magic number of gzip, which text never
	 * does.
	 * @return whether it is gzip
	 */
	public boolean isGzip() {
		return this.length >= 2 && this.bytes[this.offset] == 0x1F && this.bytes[this.offset + 1] == (byte) 0x8B;
	}

	/**
	 * Returns whether the part starts with a header of zlib, which text can, too.
	 * @return whether it can be zlib
	 */
	public boolean isZlib() {
		return this.length >= 2 && this.bytes[this.offset] == 0x78
				&& ((this.bytes[this.offset] << 8) | (this.bytes[this.offset + 1] & 0xFF)) % 31 == 0;
	}

	/**
	 * Returns whether the part has only white space.
	 * @return whether it is blank
	 */
	public boolean isBlank() {
		return new JsonScanner(this).isAtEnd();
	}

	/**
	 * Finds a second JSON value behind the first.
	 * @return its position in the array, or -1 if there is none, or the first value is
	 * not JSON
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
	 * Returns whether the part is text in UTF-16, by its byte order mark or by the zero
	 * byte of its first character.
	 * @return whether it is UTF-16
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
	 * Describes a position as line and column within this part.
	 * @param at the position in the array
	 * @return a text such as {@code line 1, column 2}
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
	 * Returns the position of the text behind the byte order mark of UTF-8, if there is
	 * one.
	 * @return the position in the array
	 */
	public int textStart() {
		boolean marked = this.length >= 3 && this.bytes[this.offset] == (byte) 0xEF
				&& this.bytes[this.offset + 1] == (byte) 0xBB && this.bytes[this.offset + 2] == (byte) 0xBF;
		return marked ? this.offset + 3 : this.offset;
	}

}
