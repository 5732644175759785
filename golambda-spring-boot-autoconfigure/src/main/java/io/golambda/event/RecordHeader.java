package io.golambda.event;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.Utf8;

/**
 * A header of a Kafka record or a RabbitMQ message: <pre>
 * for (RecordHeader header : record.headers()) {
 * 	log.debug("{}: {}", header.name(), header.text().orElse("binary"));
 * }
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 */
public final class RecordHeader {

	private final String name;

	private final byte[] value;

	RecordHeader(String name, byte[] value) {
		this.name = name;
		this.value = value;
	}

	/**
	 * Returns the name of the header. A Kafka record may have more than one header of the
	 * same name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the value of the header.
	 * @return a copy of the bytes; empty for a Kafka header that is {@code null}
	 */
	public byte[] bytes() {
		return this.value.clone();
	}

	/**
	 * Returns the value of the header as text.
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
		// without the value, which may be a secret
		return "RecordHeader[" + this.name + "]";
	}

}
