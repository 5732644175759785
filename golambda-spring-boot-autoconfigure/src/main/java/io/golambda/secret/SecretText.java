package io.golambda.secret;

/**
 * A text that is a secret, as the value of a property: no {@code String}, because in
 * those Spring replaces what looks like a placeholder.
 *
 * @param text the text
 */
record SecretText(String text) implements CharSequence {

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
