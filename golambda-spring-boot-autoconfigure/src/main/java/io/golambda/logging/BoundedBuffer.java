package io.golambda.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes in memory, up to a limit.
 */
final class BoundedBuffer extends OutputStream {

	private final int limit;

	private byte[] bytes;

	private int size;

	BoundedBuffer(int limit) {
		this.limit = limit;
		this.bytes = new byte[Math.min(limit, 512)];
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	/**
	 * Adds what there is room for.
	 * @throws IOException if that is not all
	 */
	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		int fitting = Math.min(length, this.limit - this.size);
		if (this.size + fitting > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes,
					Math.min(this.limit, Math.max(this.bytes.length * 2, this.size + fitting)));
		}
		System.arraycopy(source, offset, this.bytes, this.size, fitting);
		this.size += fitting;
		if (fitting < length) {
			throw new IOException("longer than " + this.limit + " bytes");
		}
	}

	boolean isFull() {
		return this.size == this.limit;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int size() {
		return this.size;
	}

	/**
	 * Returns the JSON that was written, without what other readers of JSON refuse.
	 */
	byte[] toJson() {
		LoneSurrogates.replaceIn(this.bytes, this.size);
		return Arrays.copyOf(this.bytes, this.size);
	}

}
