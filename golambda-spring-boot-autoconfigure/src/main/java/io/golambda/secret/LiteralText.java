package io.golambda.secret;

/**
 * A text with a placeholder that Spring must not resolve, which it would do in a
 * {@code String}.
 *
 * @param text the text
 */
record LiteralText(String text) implements CharSequence {

	/**
	 * Returns a text as the value of a property: a {@code String} unless it looks as if
	 * it contained a placeholder.
	 */
	static Object of(String text) {
		return text.contains("${") ? new LiteralText(text) : text;
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public char charAt(int index) {
		return this.text.charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.subSequence(start, end);
	}

	// Spring converts this to the type of the property
	@Override
	public String toString() {
		return this.text;
	}

}
