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
 * Data compressed by gzip or zlib. It is inflated only up to a limit, because a few
 * kilobytes may inflate to more than the memory holds.
 *
 * @param data the compressed data
 */
record Compressed(ByteSlice data) {

	private static final int BEGINNING = 16 * 1024;

	private static final int PART = 64 * 1024;

	// deflate's largest ratio of inflated to compressed data
	private static final int MAX_RATIO = 1032;

	// ten bytes before the data and eight after it at least
	private static final int GZIP_HEADER_AND_TRAILER = 18;

	/**
	 * Inflates the beginning of the data, which shows its kind.
	 * @return at most 16 kilobytes
	 * @throws DecodingException if the beginning is damaged
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
	 * @param limit the maximum number of inflated bytes
	 * @param inflated accepts the number of inflated bytes, also after a failure
	 * @throws DecodingException if the data is larger than the limit, damaged or
	 * incomplete
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
			inflated.accept(inflating.inflatedBytes);
		}
	}

	ByteSlice inflate(int limit) throws DecodingException {
		return inflate(limit, (count) -> {
		});
	}

	private static DecodingException damaged() {
		return new DecodingException("is compressed, but damaged or incomplete");
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

	// gzip ends with the length of the data, which is used as far as it is plausible
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
	 * One attempt to inflate the data into an array no larger than necessary.
	 */
	private final class Inflating {

		private final int limit;

		private int inflatedBytes;

		Inflating(int limit) {
			this.limit = limit;
		}

		ByteSlice inflate() throws IOException, DecodingException {
			int expected = Math.min(this.limit, expectedLength());
			// a wrong length must not allocate much more than the data can fill
			byte[] bytes = new byte[Math.min(expected, Math.max(BEGINNING, Compressed.this.data.length() * 32))];
			try (InputStream inflater = open()) {
				fill(inflater, bytes);
				int next = (this.inflatedBytes == bytes.length) ? inflater.read() : -1;
				if (next >= 0 && this.inflatedBytes < expected) {
					bytes = Arrays.copyOf(bytes, expected);
					bytes[this.inflatedBytes++] = (byte) next;
					fill(inflater, bytes);
					next = (this.inflatedBytes == bytes.length) ? inflater.read() : -1;
				}
				if (next < 0) {
					return new ByteSlice(bytes, 0, this.inflatedBytes);
				}
				bytes = new byte[0];
				countRest(inflater);
			}
			// the length is known only now; a second pass needs less memory than a copy
			byte[] whole = new byte[this.inflatedBytes];
			try (InputStream inflater = open()) {
				inflater.readNBytes(whole, 0, whole.length);
			}
			return new ByteSlice(whole, 0, whole.length);
		}

		private void fill(InputStream inflater, byte[] bytes) throws IOException {
			// in parts, so that they count even if the rest is damaged
			while (this.inflatedBytes < bytes.length) {
				int read = inflater.read(bytes, this.inflatedBytes, Math.min(PART, bytes.length - this.inflatedBytes));
				if (read < 0) {
					return;
				}
				this.inflatedBytes += read;
			}
		}

		private void countRest(InputStream inflater) throws IOException, DecodingException {
			byte[] rest = new byte[PART];
			int read = 1;
			while (read >= 0) {
				if (read > this.limit - this.inflatedBytes) {
					throw new DecodingException("inflates to more than the limit of " + this.limit
							+ " bytes; if this is intended, raise the limit by golambda.event.inflated-limit "
							+ "or Event.withInflatedLimit(...)", true);
				}
				this.inflatedBytes += read;
				read = inflater.read(rest, 0, rest.length);
			}
		}

	}

}
