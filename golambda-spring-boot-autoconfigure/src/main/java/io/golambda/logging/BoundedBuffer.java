package io.golambda.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects bytes in memory, up to a limit.
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
	 * Adds the bytes that fit.
	 * @throws IOException if some do not
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

	/**
	 * Returns the JSON that was written, without the escapes that other JSON parsers
	 * reject.
	 */
	byte[] toJson() {
		LoneSurrogates.replaceIn(this.bytes, this.size);
		return Arrays.copyOf(this.bytes, this.size);
	}

}
