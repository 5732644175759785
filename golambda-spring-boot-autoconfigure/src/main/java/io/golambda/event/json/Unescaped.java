package io.golambda.event.json;

import java.nio.ByteBuffer;

/**
 * Where the strings of one pass over an event are written that have escapes: one behind
 * the other in few arrays, which is cheaper than an array for each. What was written
 * stays as it is. Not safe for use by several threads.
 */
final class Unescaped {

	/**
	 * How many bytes may be written at once.
	 */
	static final int ROOM = 16;

	private static final int FIRST_SIZE = 1024;

	private static final int LARGEST_SIZE = 1024 * 1024;

	private byte[] bytes = {};

	private ByteBuffer words = WordScanner.over(this.bytes);

	private int nextSize = FIRST_SIZE;

	// where the string begins that is being written
	private int start;

	/**
	 * Begins a string.
	 * @param from where its first bytes are, which have no escapes
	 * @param left how many bytes there can be at the most, these included
	 * @return where the byte after these goes
	 */
	int begin(byte[] from, int offset, int length, int left) {
		if (this.start + length + ROOM > this.bytes.length) {
			grow(length, left);
		}
		System.arraycopy(from, offset, this.bytes, this.start, length);
		return this.start + length;
	}

	byte[] bytes() {
		return this.bytes;
	}

	ByteBuffer words() {
		return this.words;
	}

	/**
	 * Makes room for more of the string.
	 * @param at where its next byte goes
	 * @param left how many more there can be at the most
	 * @return where it goes now
	 */
	int makeRoom(int at, int left) {
		byte[] before = this.bytes;
		int from = this.start;
		int length = at - from;
		grow(length, length + left);
		System.arraycopy(before, from, this.bytes, 0, length);
		return length;
	}

	// an array of its own for a string that is longer than others are
	private void grow(int length, int left) {
		long size = Math.max(this.nextSize, 2L * length);
		this.bytes = new byte[(int) Math.min(size, left) + ROOM];
		this.words = WordScanner.over(this.bytes);
		this.start = 0;
		this.nextSize = Math.min(this.nextSize * 2, LARGEST_SIZE);
	}

	/**
	 * Ends the string.
	 * @param end where its last byte ends
	 */
	ByteSlice end(int end) {
		ByteSlice string = new ByteSlice(this.bytes, this.start, end - this.start);
		this.start = end;
		return string;
	}

}
