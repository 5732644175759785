package io.golambda.event.json;

/**
 * Shortens text from an event for an exception message, and escapes characters that a
 * terminal or a log viewer would act on.
 */
public final class Excerpt {

	public static final int MAX_LENGTH = 100;

	private Excerpt() {
	}

	/**
	 * Returns the beginning of a text. Invisible characters and unpaired surrogates are
	 * escaped as in JSON; shortened text ends with an ellipsis.
	 * @param text the text
	 * @return at most {@link #MAX_LENGTH} characters and the ellipsis
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
