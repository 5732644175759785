package io.golambda.local.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes messages of OTLP for tests.
 */
final class Otlp {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	static Otlp message() {
		return new Otlp();
	}

	Otlp bytes(int field, byte[] value) {
		varint((long) field << 3 | 2);
		varint(value.length);
		this.out.writeBytes(value);
		return this;
	}

	Otlp text(int field, String value) {
		return bytes(field, value.getBytes(StandardCharsets.UTF_8));
	}

	Otlp hex(int field, String value) {
		return bytes(field, HexFormat.of().parseHex(value));
	}

	Otlp message(int field, Otlp value) {
		return bytes(field, value.toBytes());
	}

	Otlp integer(int field, long value) {
		varint((long) field << 3);
		varint(value);
		return this;
	}

	Otlp fixed64(int field, long value) {
		varint((long) field << 3 | 1);
		this.out.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
		return this;
	}

	private void varint(long value) {
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			this.out.write((int) (rest & 0x7F | 0x80));
			rest >>>= 7;
		}
		this.out.write((int) rest);
	}

	byte[] toBytes() {
		return this.out.toByteArray();
	}

	/**
	 * Returns the attribute of a name.
	 */
	static Otlp attribute(String name, Otlp value) {
		return message().text(1, name).message(2, value);
	}

	/**
	 * Returns a request with one span.
	 */
	static byte[] request(Otlp span) {
		return message().message(1, message().message(2, message().message(2, span))).toBytes();
	}

	/**
	 * Returns a span with ids.
	 */
	static Otlp span(String traceId, String spanId) {
		return message().hex(1, traceId).hex(2, spanId);
	}

}
