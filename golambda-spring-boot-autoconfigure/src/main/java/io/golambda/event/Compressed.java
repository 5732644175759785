package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Data compressed by gzip or zlib. Inflated up to a limit only, because a few kilobytes
 * of it may stand for more than any memory holds.
 *
 * @param data the compressed data
 */
record Compressed(Slice data) {

	// what deflate can make of a byte at the most
	private static final int MAX_RATIO = 1032;

	// the ten bytes before the data and the eight after it, the least that gzip has
	private static final int GZIP_HEADER_AND_TRAILER = 18;

	/**
	 * What was compressed.
	 * @param limit how many bytes it may have
	 * @throws DecodingException if it has more, or is not whole
	 */
	Slice inflate(int limit) throws DecodingException {
		try (InputStream inflater = open()) {
			return read(inflater, Math.min(limit, expectedLength()), limit);
		}
		catch (IOException ex) {
			throw new DecodingException("is compressed, but damaged or not whole");
		}
	}

	/**
	 * What was compressed as the payload of a record.
	 * @throws EventException if it has more than the limit, or is not whole
	 */
	Slice inflate(int limit, EventRecord record) {
		try {
			return inflate(limit);
		}
		catch (DecodingException ex) {
			throw EventException.badRecord(record, ex.what());
		}
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

	private static Slice read(InputStream inflater, int expected, int limit) throws IOException, DecodingException {
		byte[] inflated = new byte[expected];
		int length = 0;
		while (true) {
			length += inflater.readNBytes(inflated, length, inflated.length - length);
			int next = inflater.read();
			if (next < 0) {
				return new Slice(inflated, 0, length);
			}
			if (length == limit) {
				throw new DecodingException("inflates to more than the limit of " + limit
						+ " bytes; if it is meant to, raise the limit by golambda.event.inflated-limit "
						+ "or Event.withInflatedLimit(...)");
			}
			inflated = Arrays.copyOf(inflated, (int) Math.min(limit, Math.max(64, inflated.length * 2L)));
			inflated[length++] = (byte) next;
		}
	}

}
