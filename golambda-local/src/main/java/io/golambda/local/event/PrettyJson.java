package io.golambda.local.event;

import java.nio.charset.StandardCharsets;

import io.golambda.event.json.JsonScanner;

/**
 * Indents JSON without changing its strings and numbers: every digit and every escape is
 * kept.
 */
final class PrettyJson {

	// indentation of deeper levels would multiply the size
	private static final int MAX_INDENTED_DEPTH = 64;

	private static final String INDENT = "  ";

	private final String json;

	private final StringBuilder pretty;

	private int at;

	private PrettyJson(String json) {
		this.json = json;
		this.pretty = new StringBuilder(json.length() * 2);
	}

	/**
	 * Indents JSON.
	 * @param json one JSON value
	 * @return the same value, one member or element a line
	 * @throws io.golambda.event.json.JsonException if it is not JSON
	 */
	static String of(String json) {
		JsonScanner scanner = new JsonScanner(json.getBytes(StandardCharsets.UTF_8));
		scanner.skip();
		scanner.end();
		return new PrettyJson(json).write();
	}

	private String write() {
		int depth = 0;
		for (char next = next(); next != 0; next = next()) {
			switch (next) {
				case '{', '[' -> {
					this.pretty.append(next);
					if (peek() == '}' || peek() == ']') {
						this.pretty.append(next());
					}
					else {
						newLine(++depth);
					}
				}
				case '}', ']' -> {
					newLine(--depth);
					this.pretty.append(next);
				}
				case ',' -> {
					this.pretty.append(next);
					newLine(depth);
				}
				case ':' -> this.pretty.append(": ");
				case '"' -> copyString();
				default -> this.pretty.append(next);
			}
		}
		return this.pretty.toString();
	}

	private void newLine(int depth) {
		if (depth <= MAX_INDENTED_DEPTH) {
			this.pretty.append('\n').append(INDENT.repeat(depth));
		}
	}

	private void copyString() {
		int start = this.at - 1;
		while (this.json.charAt(this.at) != '"') {
			this.at += (this.json.charAt(this.at) == '\\') ? 2 : 1;
		}
		this.at++;
		this.pretty.append(this.json, start, this.at);
	}

	private char peek() {
		while (this.at < this.json.length() && isSpace(this.json.charAt(this.at))) {
			this.at++;
		}
		return (this.at < this.json.length()) ? this.json.charAt(this.at) : 0;
	}

	// a byte order mark is not part of the value
	private static boolean isSpace(char character) {
		return character == ' ' || character == '\n' || character == '\r' || character == '\t' || character == '\uFEFF';
	}

	private char next() {
		char next = peek();
		this.at++;
		return next;
	}

}
