package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;

/**
 * Reads the fields of a protobuf message in a byte array without copying them. Like
 * {@link JsonScanner} it is positioned before a value. Not safe for use by multiple
 * threads.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {

	private static final int VARINT = 0;

	private static final int I64 = 1;

	private static final int LEN = 2;

	private static final int I32 = 5;

	private final byte[] bytes;

	private final int end;

	private int at;

	private int field;

	private int wireType;

	ProtobufReader(ByteSlice message) {
		this.bytes = message.bytes();
		this.at = message.offset();
		this.end = message.offset() + message.length();
	}

	/**
	 * Moves to the value of the next field.
	 * @return {@code false} at the end of the message
	 */
	boolean next() {
		if (this.at == this.end) {
			return false;
		}
		long tag = varint();
		this.field = (int) (tag >>> 3);
		this.wireType = (int) (tag & 7);
		return true;
	}

	/**
	 * Whether the current field has this number and is encoded as a number.
	 */
	boolean isNumber(int number) {
		return this.field == number && this.wireType == VARINT;
	}

	/**
	 * Whether the current field has this number and is encoded as bytes.
	 */
	boolean isBytes(int number) {
		return this.field == number && this.wireType == LEN;
	}

	long number() {
		return varint();
	}

	ByteSlice bytes() {
		long length = varint();
		int start = this.at;
		move(length);
		return new ByteSlice(this.bytes, start, (int) length);
	}

	void skip() {
		switch (this.wireType) {
			case VARINT -> varint();
			case I64 -> move(Long.BYTES);
			case LEN -> bytes();
			case I32 -> move(Integer.BYTES);
			default -> throw broken();
		}
	}

	private void move(long length) {
		if (length < 0 || length > this.end - this.at) {
			throw broken();
		}
		this.at += (int) length;
	}

	private long varint() {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			if (this.at == this.end) {
				throw broken();
			}
			byte next = this.bytes[this.at++];
			value |= (long) (next & 0x7F) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw broken();
	}

	private static RecordException broken() {
		return new RecordException("is not a protobuf message");
	}

}
