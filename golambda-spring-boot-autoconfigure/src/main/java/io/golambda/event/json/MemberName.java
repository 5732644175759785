package io.golambda.event.json;

import java.nio.charset.StandardCharsets;

/**
 * The name of the member that a {@link JsonScanner} read last.
 */
final class MemberName {

	private final byte[] json;

	private int start;

	private int end;

	private boolean escaped;

	MemberName(byte[] json) {
		this.json = json;
	}

	/**
	 * Sets the name.
	 * @param start the position of its first character
	 * @param end the position of its closing quote
	 * @param escaped whether it has escapes
	 */
	void set(int start, int end, boolean escaped) {
		this.start = start;
		this.end = end;
		this.escaped = escaped;
	}

	boolean isEscaped() {
		return this.escaped;
	}

	int length() {
		return this.end - this.start;
	}

	boolean isAscii(String name) {
		if (this.escaped) {
			return text().equals(name);
		}
		int length = name.length();
		if (length() != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (this.json[this.start + i] != name.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	String text() {
		if (!this.escaped) {
			return new String(this.json, this.start, length(), StandardCharsets.UTF_8);
		}
		return new JsonString(this.json, this.start, this.end, 1).text().orElse("");
	}

	int copy(byte[] to, int at) {
		int length = length() + 2;
		System.arraycopy(this.json, this.start - 1, to, at, length);
		return at + length;
	}

}
