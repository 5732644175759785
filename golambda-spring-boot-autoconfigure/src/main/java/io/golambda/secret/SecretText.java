package io.golambda.secret;

/**
 * A secret text in which something looks like a placeholder. It is not a {@code String},
 * because Spring replaces placeholders in those.
 *
 * @param text the text
 */
record SecretText(String text) implements CharSequence {

	/**
	 * A text as the value of a property: a {@code String} unless Spring would find a
	 * placeholder in it.
	 */
	static Object of(String text) {
		return text.contains("${") ? new SecretText(text) : text;
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

	// what Spring converts to the type of a property
	@Override
	public String toString() {
		return this.text;
	}

}
