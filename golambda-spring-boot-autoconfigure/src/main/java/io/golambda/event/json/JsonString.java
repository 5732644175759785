package io.golambda.event.json;

import java.util.Optional;

/**
 * A string that a {@link JsonScanner} found, so its escapes are valid.
 *
 * @param json the array that contains it
 * @param start the position of its first character
 * @param end the position of its closing quote
 * @param escapes the number of its escapes
 */
public record JsonString(byte[] json, int start, int end, int escapes) {

	/**
	 * Returns the unescaped text, with U+FFFD for unpaired surrogates.
	 * @return the text, or empty if the string is not UTF-8
	 */
	public Optional<String> text() {
		ByteSlice utf8 = utf8();
		return Utf8.decode(utf8.bytes(), utf8.offset(), utf8.length());
	}

	/**
	 * Returns whether the unescaped text is equal to a text.
	 * @param text the text, in ASCII
	 * @return whether it is equal
	 */
	public boolean isAscii(String text) {
		if (this.escapes == 0) {
			return this.end - this.start == text.length() && hasAscii(this.json, this.start, text);
		}
		ByteSlice utf8 = utf8();
		return utf8.length() == text.length() && hasAscii(utf8.bytes(), utf8.offset(), text);
	}

	/**
	 * Returns whether the unescaped text starts with a text.
	 * @param text the text, in ASCII
	 * @return whether it starts with it
	 */
	public boolean startsWithAscii(String text) {
		if (this.escapes == 0) {
			return this.end - this.start >= text.length() && hasAscii(this.json, this.start, text);
		}
		ByteSlice utf8 = utf8();
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
	 * Returns whether the text is a number in JSON.
	 * @return whether it is
	 */
	public boolean isNumber() {
		return JsonNumber.end(this.json, this.start, this.end) == this.end;
	}

	/**
	 * Returns the unescaped text as UTF-8, as {@link JsonScanner#utf8()} does.
	 * @return the text
	 */
	public ByteSlice utf8() {
		return (this.escapes == 0) ? new ByteSlice(this.json, this.start, this.end - this.start)
				: new JsonScanner(this.json, this.start - 1, this.end + 1).utf8();
	}

}
