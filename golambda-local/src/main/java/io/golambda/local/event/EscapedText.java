package io.golambda.local.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;

/**
 * A part of text that was copied out of a string of JSON with its escapes, or out of a
 * file of comma-separated values, which doubles quotes.
 *
 * @param text the text without escapes
 * @param length the number of bytes with escapes
 */
record EscapedText(String text, int length) {

	private static final int MAX_BRACKETS = 16;

	/**
	 * Reads escaped text that begins with a brace or bracket.
	 * @return the text up to the first quote without an escape, or {@code null} if there
	 * are no escapes after the brace
	 */
	static @Nullable EscapedText at(byte[] bytes, int start) {
		int next = start + 1;
		int last = Math.min(bytes.length, start + MAX_BRACKETS);
		while (next < last && (bytes[next] == ' ' || bytes[next] == '{' || bytes[next] == '[')) {
			next++;
		}
		if (next + 1 >= bytes.length) {
			return null;
		}
		if (bytes[next] == '\\') {
			return withBackslashes(bytes, start);
		}
		return (bytes[next] == '"' && bytes[next + 1] == '"') ? withDoubledQuotes(bytes, start) : null;
	}

	private static EscapedText withBackslashes(byte[] bytes, int start) {
		int end = start;
		while (end < bytes.length && bytes[end] != '"' && bytes[end] != '\n') {
			end += (bytes[end] == '\\') ? 2 : 1;
		}
		end = Math.min(end, bytes.length);
		ByteArrayOutputStream quoted = new ByteArrayOutputStream();
		quoted.write('"');
		quoted.write(bytes, start, end - start);
		quoted.write('"');
		try {
			JsonScanner json = new JsonScanner(quoted.toByteArray());
			String text = new String(json.utf8().copy(), StandardCharsets.UTF_8);
			return new EscapedText(text, end - start);
		}
		catch (JsonException ex) {
			return new EscapedText("", end - start);
		}
	}

	private static EscapedText withDoubledQuotes(byte[] bytes, int start) {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		int end = start;
		while (end < bytes.length) {
			if (bytes[end] == '"') {
				if (end + 1 == bytes.length || bytes[end + 1] != '"') {
					break;
				}
				end++;
			}
			text.write(bytes[end]);
			end++;
		}
		return new EscapedText(text.toString(StandardCharsets.UTF_8), end - start);
	}

}
