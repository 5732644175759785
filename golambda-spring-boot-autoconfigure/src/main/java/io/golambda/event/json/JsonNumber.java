package io.golambda.event.json;

import java.nio.charset.StandardCharsets;

/**
 * Numbers in JSON.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, numbers</a>
 */
public final class JsonNumber {

	private JsonNumber() {
	}

	/**
	 * Returns whether a text is a number in JSON.
	 * @param text the text
	 * @return whether it is a number, with nothing around it
	 */
	public static boolean isNumber(String text) {
		byte[] digits = text.getBytes(StandardCharsets.UTF_8);
		return end(digits, 0, digits.length) == digits.length;
	}

	/**
	 * Finds the end of a number.
	 * @param json the JSON
	 * @param start the position of the number
	 * @param end the end of the JSON
	 * @return the position behind the number, or -1 if it is not a number
	 */
	static int end(byte[] json, int start, int end) {
		int at = (start < end && json[start] == '-') ? start + 1 : start;
		at = (at < end && json[at] == '0') ? at + 1 : digits(json, at, end);
		if (at >= 0 && at < end && json[at] == '.') {
			at = digits(json, at + 1, end);
		}
		if (at >= 0 && at < end && (json[at] == 'e' || json[at] == 'E')) {
			at++;
			at = digits(json, (at < end && (json[at] == '+' || json[at] == '-')) ? at + 1 : at, end);
		}
		return at;
	}

	private static int digits(byte[] json, int start, int end) {
		int at = start;
		while (at < end && json[at] >= '0' && json[at] <= '9') {
			at++;
		}
		return (at > start) ? at : -1;
	}

}
