package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * A header of a Kafka record or a RabbitMQ message. Immutable and safe for use by several
 * threads.
 */
public final class RecordHeader {

	private static final int NO_BYTE = Integer.MIN_VALUE;

	private final String name;

	private final byte[] value;

	RecordHeader(String name, byte[] value) {
		this.name = name;
		this.value = value;
	}

	/**
	 * The header's name. Several headers of a Kafka record may have the same.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The header's value.
	 * @return a copy of the bytes; none for a header of Kafka that is {@code null}
	 */
	public byte[] bytes() {
		return this.value.clone();
	}

	/**
	 * The header's value as text.
	 * @return the text, or empty if the value is not UTF-8
	 */
	public Optional<String> text() {
		return Utf8.decode(this.value, 0, this.value.length);
	}

	/**
	 * The value as an attribute: text, or as AWS has it of SQS, in base64.
	 */
	String attribute() {
		return text().orElseGet(() -> Base64.getEncoder().encodeToString(this.value));
	}

	/**
	 * Reads bytes that are written as an array of numbers, of which some of AWS's
	 * services have negative ones.
	 * @return the bytes, or empty if the value that comes next is something else
	 */
	static Optional<byte[]> bytes(JsonScanner json) {
		if (json.type() != JsonType.ARRAY) {
			json.skip();
			return Optional.empty();
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		boolean whole = true;
		json.enterArray();
		while (json.nextElement()) {
			int value = number(json);
			whole &= value != NO_BYTE;
			bytes.write(value);
		}
		return whole ? Optional.of(bytes.toByteArray()) : Optional.empty();
	}

	private static int number(JsonScanner json) {
		try {
			int value = Integer.parseInt(json.value().ascii());
			return (value >= Byte.MIN_VALUE && value <= 0xFF) ? value : NO_BYTE;
		}
		catch (NumberFormatException ex) {
			return NO_BYTE;
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RecordHeader header && this.name.equals(header.name)
				&& Arrays.equals(this.value, header.value);
	}

	@Override
	public int hashCode() {
		return 31 * this.name.hashCode() + Arrays.hashCode(this.value);
	}

	@Override
	public String toString() {
		// not the value, which may be a secret
		return "RecordHeader[" + this.name + "]";
	}

}
