package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import io.golambda.event.json.ByteSlice;

/**
 * Data compressed by gzip or zlib. Inflated up to a limit only, because a few kilobytes
 * of it may stand for more than any memory holds.
 *
 * @param data the compressed data
 */
record Compressed(ByteSlice data) {

	private static final int BEGINNING = 16 * 1024;

	private static final int PART = 64 * 1024;

	// what deflate can make of a byte at the most
	private static final int MAX_RATIO = 1032;

	// the ten bytes before the data and the eight after it, the least that gzip has
	private static final int GZIP_HEADER_AND_TRAILER = 18;

	/**
	 * Inflates the beginning of the data, by which its kind is recognised.
	 * @return at most 16 kilobytes
	 * @throws DecodingException if it is damaged there
	 */
	ByteSlice beginning() throws DecodingException {
		byte[] beginning = new byte[BEGINNING];
		try (InputStream inflater = open()) {
			return new ByteSlice(beginning, 0, inflater.readNBytes(beginning, 0, beginning.length));
		}
		catch (IOException ex) {
			throw damaged();
		}
	}

	/**
	 * Inflates the data.
	 * @param limit how many bytes it may have
	 * @param inflated takes how many bytes were inflated, in vain or not
	 * @throws DecodingException if it has more, or is not whole
	 */
	ByteSlice inflate(int limit, IntConsumer inflated) throws DecodingException {
		Inflating inflating = new Inflating(limit);
		try {
			return inflating.inflate();
		}
		catch (IOException ex) {
			throw damaged();
		}
		finally {
			inflated.accept(inflating.count);
		}
	}

	ByteSlice inflate(int limit) throws DecodingException {
		return inflate(limit, (count) -> {
		});
	}

	private static DecodingException damaged() {
		return new DecodingException("is compressed, but damaged or not whole");
	}

	private InputStream open() throws IOException, DecodingException {
		InputStream bytes = new ByteArrayInputStream(this.data.bytes(), this.data.offset(), this.data.length());
		if (this.data.isGzip()) {
			return new GZIPInputStream(bytes, 4096);
		}
		if (this.data.isZlib()) {
			return new InflaterInputStream(bytes);
		}
		throw new DecodingException("is compressed neither by gzip nor by zlib");
	}

	// gzip ends with the length of what it holds, which is believed as far as it can be
	private int expectedLength() {
		if (!this.data.isGzip() || this.data.length() < GZIP_HEADER_AND_TRAILER) {
			return this.data.length() * 4;
		}
		long length = 0;
		for (int i = 1; i <= Integer.BYTES; i++) {
			length = (length << 8) | (this.data.bytes()[this.data.offset() + this.data.length() - i] & 0xFF);
		}
		return (int) Math.min(Math.min(length, (long) this.data.length() * MAX_RATIO), Integer.MAX_VALUE - 8);
	}

	/**
	 * One attempt to inflate the data into an array that is not larger than it has to be.
	 */
	private final class Inflating {

		private final int limit;

		// how many bytes were inflated so far
		private int count;

		Inflating(int limit) {
			this.limit = limit;
		}

		ByteSlice inflate() throws IOException, DecodingException {
			int expected = Math.min(this.limit, expectedLength());
			// a length that lies is not to cost more than the data can make good
			byte[] bytes = new byte[Math.min(expected, Math.max(BEGINNING, Compressed.this.data.length() * 32))];
			try (InputStream inflater = open()) {
				fill(inflater, bytes);
				int next = (this.count == bytes.length) ? inflater.read() : -1;
				if (next >= 0 && this.count < expected) {
					bytes = Arrays.copyOf(bytes, expected);
					bytes[this.count++] = (byte) next;
					fill(inflater, bytes);
					next = (this.count == bytes.length) ? inflater.read() : -1;
				}
				if (next < 0) {
					return new ByteSlice(bytes, 0, this.count);
				}
				bytes = new byte[0];
				countRest(inflater);
			}
			// the length is known only now, and a second pass needs less memory than to
			// copy
			byte[] whole = new byte[this.count];
			try (InputStream inflater = open()) {
				inflater.readNBytes(whole, 0, whole.length);
			}
			return new ByteSlice(whole, 0, whole.length);
		}

		private void fill(InputStream inflater, byte[] bytes) throws IOException {
			// in parts, so that what was inflated counts even if the rest is damaged
			while (this.count < bytes.length) {
				int read = inflater.read(bytes, this.count, Math.min(PART, bytes.length - this.count));
				if (read < 0) {
					return;
				}
				this.count += read;
			}
		}

		// a byte of the rest was read
		private void countRest(InputStream inflater) throws IOException, DecodingException {
			byte[] rest = new byte[PART];
			int read = 1;
			while (read >= 0) {
				if (read > this.limit - this.count) {
					throw new DecodingException("inflates to more than the limit of " + this.limit
							+ " bytes; if it is meant to, raise the limit by golambda.event.inflated-limit "
							+ "or Event.withInflatedLimit(...)", true);
				}
				this.count += read;
				read = inflater.read(rest, 0, rest.length);
			}
		}

	}

}
