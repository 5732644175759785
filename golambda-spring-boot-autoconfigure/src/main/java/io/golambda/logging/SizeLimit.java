package io.golambda.logging;

/**
 * The characters that may still be added to a value. Not thread-safe.
 */
final class SizeLimit {

	// what a number, or a comma and quotes, take
	private static final int SCALAR = 4;

	private int left;

	SizeLimit(int characters) {
		this.left = characters;
	}

	void take(int characters) {
		this.left -= characters;
	}

	void takeScalar() {
		take(SCALAR);
	}

	boolean isReached() {
		return this.left <= 0;
	}

	int left() {
		return Math.max(0, this.left);
	}

}
