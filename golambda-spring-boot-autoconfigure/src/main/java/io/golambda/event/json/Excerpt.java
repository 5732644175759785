package io.golambda.event.json;

/**
 * The part of a text from outside that an exception message shows: at most 100
 * characters, none of which a terminal or a log viewer acts upon.
 */
public final class Excerpt {

	public static final int MAX_LENGTH = 100;

	private Excerpt() {
	}

	/**
	 * The beginning of a text. Characters that are not visible, and halves of surrogate
	 * pairs, are escaped as in JSON; a text that was cut ends with an ellipsis.
	 */
	public static String of(String text) {
		return of(text, MAX_LENGTH);
	}

	public static String of(String text, int maxLength) {
		StringBuilder excerpt = new StringBuilder(Math.min(text.length(), maxLength));
		int at = 0;
		while (at < text.length()) {
			int codePoint = text.codePointAt(at);
			int end = excerpt.length();
			append(excerpt, codePoint);
			if (excerpt.length() > maxLength) {
				excerpt.setLength(end);
				return excerpt.append('…').toString();
			}
			at += Character.charCount(codePoint);
		}
		return excerpt.toString();
	}

	private static void append(StringBuilder excerpt, int codePoint) {
		if (isVisible(codePoint)) {
			excerpt.appendCodePoint(codePoint);
			return;
		}
		for (char half : Character.toChars(codePoint)) {
			excerpt.append(String.format("\\u%04x", (int) half));
		}
	}

	private static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
