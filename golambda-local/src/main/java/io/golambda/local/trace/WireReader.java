package io.golambda.local.trace;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads the fields of a protobuf message one after the other: <pre>
 * while (reader.next()) {
 * 	switch (reader.field()) {
 * 		case 1 -&gt; name = reader.text();
 * 		default -&gt; reader.skip();
 * 	}
 * }
 * </pre> Each field is read or skipped exactly once. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding of
 * protobuf</a>
 */
final class WireReader {

	private static final int VARINT = 0;

	private static final int FIXED_64 = 1;

	private static final int LENGTH = 2;

	private static final int FIXED_32 = 5;

	private static final int MAX_VARINT_BITS = 64;

	private final byte[] bytes;

	private final int end;

	private int position;

	private int field;

	private int type;

	WireReader(byte[] bytes) {
		this(bytes, 0, bytes.length);
	}

	private WireReader(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.position = start;
		this.end = end;
	}

	/**
	 * Reads the key of the next field.
	 * @return {@code false} at the end of the message
	 */
	boolean next() {
		if (this.position == this.end) {
			return false;
		}
		long key = varint();
		this.type = (int) (key & 7);
		long number = key >>> 3;
		if (number < 1 || number > 0x1FFF_FFFF) {
			throw new SpanException("The body is not protobuf: it has the field number " + number + ".");
		}
		this.field = (int) number;
		return true;
	}

	int field() {
		return this.field;
	}

	long integer() {
		require(VARINT);
		return varint();
	}

	long fixed64() {
		require(FIXED_64);
		long value = 0;
		int start = advance(Long.BYTES);
		for (int i = Long.BYTES - 1; i >= 0; i--) {
			value = (value << 8) | (this.bytes[start + i] & 0xFF);
		}
		return value;
	}

	String text() {
		int start = length();
		return new String(this.bytes, start, this.position - start, StandardCharsets.UTF_8);
	}

	String hex() {
		int start = length();
		return HexFormat.of().formatHex(this.bytes, start, this.position);
	}

	WireReader message() {
		int start = length();
		return new WireReader(this.bytes, start, this.position);
	}

	void skip() {
		switch (this.type) {
			case VARINT -> varint();
			case FIXED_64 -> advance(Long.BYTES);
			case LENGTH -> length();
			case FIXED_32 -> advance(Integer.BYTES);
			default -> throw new SpanException("The body is not protobuf: it has the wire type " + this.type + ".");
		}
	}

	/**
	 * Skips the content of a field with a length.
	 * @return where the content starts; it ends at the new position
	 */
	private int length() {
		require(LENGTH);
		long length = varint();
		if (length < 0 || length > this.end - this.position) {
			throw new SpanException("The body is incomplete: a field is longer than its message.");
		}
		return advance((int) length);
	}

	private void require(int expected) {
		if (this.type != expected) {
			throw new SpanException("The body is not an ExportTraceServiceRequest: field " + this.field
					+ " has the wire type " + this.type + " instead of " + expected + ".");
		}
	}

	private int advance(int count) {
		if (count > this.end - this.position) {
			throw new SpanException("The body is incomplete: it ends within a field.");
		}
		int start = this.position;
		this.position += count;
		return start;
	}

	private long varint() {
		long value = 0;
		for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
			byte next = this.bytes[advance(1)];
			value |= (long) (next & 0x7F) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new SpanException("The body is not protobuf: a number has more than 64 bits.");
	}

}
