package io.golambda.event.json;

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
public record JsonString(byte[] json, int start, int end, int escapes) {

	/**
	 * The text of the string, with U+FFFD for an escape that is half of a surrogate pair.
	 * @return the text, or empty if it is not UTF-8
	 */
	public Optional<String> text() {
		ByteSlice utf8 = utf8();
		return Utf8.decode(utf8.bytes(), utf8.offset(), utf8.length());
	}

	/**
	 * Whether the string says just this, escaped or not.
	 */
	public boolean isAscii(String text) {
		if (this.escapes == 0) {
			return this.end - this.start == text.length() && hasAscii(this.json, this.start, text);
		}
		ByteSlice utf8 = utf8();
		return utf8.length() == text.length() && hasAscii(utf8.bytes(), utf8.offset(), text);
	}

	/**
	 * Whether what the string says begins with this.
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
	 * Whether the string says what JSON takes for a number.
	 */
	public boolean isNumber() {
		return JsonNumber.end(this.json, this.start, this.end) == this.end;
	}

	/**
	 * What the string says, as UTF-8; see {@link JsonScanner#utf8()}.
	 */
	public ByteSlice utf8() {
		return (this.escapes == 0) ? new ByteSlice(this.json, this.start, this.end - this.start)
				: new JsonScanner(this.json, this.start - 1, this.end + 1).utf8();
	}

}
