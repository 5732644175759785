package io.golambda.event.schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;

/**
 * The header that names the schema of the data behind it. A payload without one may start
 * with the same bytes.
 *
 * @param form the form of the header
 * @param schemaId the id of the schema
 * @param body the data behind the header
 * @param compressed whether the data is compressed by zlib
 * @see <a href=
 * "https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 * format of Confluent's Schema Registry</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/glue/latest/dg/schema-registry-integrations.html">Integrating
 * with AWS Glue Schema Registry</a>
 * @see <a href=
 * "https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Single-object
 * encoding of Avro</a>
 */
record WireHeader(Form form, String schemaId, ByteSlice body, boolean compressed) {

	private static final int CONFLUENT_LENGTH = 5;

	private static final int GLUE_LENGTH = 18;

	private static final int GLUE_VERSION = 3;

	private static final int GLUE_ZLIB = 5;

	private static final int SINGLE_OBJECT_LENGTH = 10;

	/**
	 * Returns any header that data of Avro can have.
	 */
	static @Nullable WireHeader of(ByteSlice payload) {
		WireHeader header = ofRegistry(payload);
		return (header != null) ? header : ofSingleObject(payload);
	}

	/**
	 * Returns the header of a registry.
	 * @return the header, or {@code null} if the payload does not start with one
	 */
	static @Nullable WireHeader ofRegistry(ByteSlice payload) {
		if (payload.length() >= CONFLUENT_LENGTH && at(payload, 0) == 0) {
			int id = buffer(payload).getInt(1);
			return (id > 0)
					? new WireHeader(Form.CONFLUENT, String.valueOf(id), behind(payload, CONFLUENT_LENGTH), false)
					: null;
		}
		if (payload.length() >= GLUE_LENGTH && at(payload, 0) == GLUE_VERSION
				&& (at(payload, 1) == 0 || at(payload, 1) == GLUE_ZLIB)) {
			ByteBuffer header = buffer(payload);
			return new WireHeader(Form.GLUE, new UUID(header.getLong(2), header.getLong(2 + Long.BYTES)).toString(),
					behind(payload, GLUE_LENGTH), at(payload, 1) == GLUE_ZLIB);
		}
		return null;
	}

	/**
	 * Returns the header of Avro's single-object encoding.
	 * @return the header with the fingerprint of the schema in hexadecimal digits, or
	 * {@code null} if the payload does not start with one
	 */
	static @Nullable WireHeader ofSingleObject(ByteSlice payload) {
		if (payload.length() < SINGLE_OBJECT_LENGTH || at(payload, 0) != (byte) 0xC3 || at(payload, 1) != 1) {
			return null;
		}
		return new WireHeader(Form.SINGLE_OBJECT,
				fingerprint(buffer(payload).order(ByteOrder.LITTLE_ENDIAN).getLong(2)),
				behind(payload, SINGLE_OBJECT_LENGTH), false);
	}

	static String fingerprint(long fingerprint) {
		return String.format("%016x", fingerprint);
	}

	/**
	 * Returns the data behind the header, inflated if it is compressed.
	 */
	ByteSlice body(UnaryOperator<ByteSlice> inflater) {
		return this.compressed ? inflater.apply(this.body) : this.body;
	}

	String describe() {
		return "it starts with " + this.form.description + " for schema " + this.schemaId;
	}

	private static byte at(ByteSlice payload, int index) {
		return payload.bytes()[payload.offset() + index];
	}

	private static ByteBuffer buffer(ByteSlice payload) {
		return ByteBuffer.wrap(payload.bytes(), payload.offset(), payload.length()).slice();
	}

	private static ByteSlice behind(ByteSlice payload, int length) {
		return new ByteSlice(payload.bytes(), payload.offset() + length, payload.length() - length);
	}

	/**
	 * The forms of headers.
	 */
	enum Form {

		CONFLUENT("the header of Confluent's registry"),

		GLUE("the header of AWS Glue Schema Registry"),

		SINGLE_OBJECT("the header of Avro's single-object encoding");

		private final String description;

		Form(String description) {
			this.description = description;
		}

	}

}
