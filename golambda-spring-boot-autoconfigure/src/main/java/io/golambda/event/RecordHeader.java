package io.golambda.event;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
