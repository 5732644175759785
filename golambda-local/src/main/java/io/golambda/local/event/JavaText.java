package io.golambda.local.event;

import java.nio.charset.StandardCharsets;

/**
 * Text in Java source. Characters that cannot be seen, or that change the direction of
 * what follows, are escaped.
 */
final class JavaText {

	// a class file has at most 65,535 bytes for a string
	private static final int MAX_LITERAL = 60_000;

	private JavaText() {
	}

	/**
	 * Whether text can be one literal.
	 */
	static boolean fits(String text) {
		return text.length() <= MAX_LITERAL && text.getBytes(StandardCharsets.UTF_8).length <= MAX_LITERAL;
	}

	/**
	 * Returns text as a text block if it has several lines, otherwise as a string.
	 * @param text the text, indented JSON
	 * @param indent the indentation of the lines
	 */
	static String literal(String text, String indent) {
		if (text.indexOf('\n') < 0) {
			return string(text);
		}
		StringBuilder block = new StringBuilder();
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '\n' -> block.append('\n').append(indent);
				case '"' -> block.append('"');
				default -> append(block, character);
			}
		});
		// JSON has no three quotes in a row, and ends with a bracket if it has several
		// lines
		return "\"\"\"\n" + indent + block + "\"\"\"";
	}

	/**
	 * Returns text as a string.
	 */
	static String string(String text) {
		StringBuilder string = new StringBuilder("\"");
		text.codePoints().forEach((character) -> {
			if (character == '"') {
				string.append('\\');
				string.append('"');
			}
			else {
				append(string, character);
			}
		});
		return string.append('"').toString();
	}

	/**
	 * Returns text of any length as an expression.
	 */
	static String joined(String text) {
		if (fits(text)) {
			return string(text);
		}
		StringBuilder joined = new StringBuilder("String.join(\"\"");
		int at = 0;
		while (at < text.length()) {
			int end = Math.min(at + MAX_LITERAL / 4, text.length());
			if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
				end--;
			}
			joined.append(", ").append(string(text.substring(at, end)));
			at = end;
		}
		return joined.append(')').toString();
	}

	private static void append(StringBuilder literal, int character) {
		switch (character) {
			case '\\' -> literal.append("\\\\");
			case '\n' -> literal.append("\\n");
			case '\r' -> literal.append("\\r");
			case '\t' -> literal.append("\\t");
			default -> {
				if (isVisible(character)) {
					literal.appendCodePoint(character);
				}
				else if (character < 0x80) {
					// the compiler would read an escape of a line feed before the literal
					literal.append("\\%03o".formatted(character));
				}
				else {
					for (char unit : Character.toChars(character)) {
						literal.append("\\u%04x".formatted((int) unit));
					}
				}
			}
		}
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> character == ' ';
			default -> true;
		};
	}

}
