package io.golambda.event.schema;

import java.io.EOFException;
import java.io.IOException;

import org.apache.avro.AvroTypeException;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;

/**
 * Decodes data of Avro to its last byte.
 *
 * @param reader reads the data
 * @param resolves whether the data was written with another schema than that of the class
 */
record AvroDecoding(DatumReader<?> reader, boolean resolves) {

	private static final int EXCERPT_LENGTH = 200;

	Object decode(byte[] data) {
		return decode(new ByteSlice(data, 0, data.length));
	}

	/**
	 * Decodes data.
	 * @throws SchemaException if the data is not exactly one object of the schema
	 */
	Object decode(ByteSlice data) {
		BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(data.bytes(), data.offset(), data.length(), null);
		Object value;
		try {
			value = this.reader.read(null, decoder);
			if (!decoder.isEnd()) {
				throw new SchemaException("it has more bytes than an object of its schema");
			}
		}
		catch (SchemaException ex) {
			throw ex;
		}
		catch (EOFException ex) {
			throw new SchemaException("it has fewer bytes than an object of its schema");
		}
		catch (SystemLimitException ex) {
			// the message names only lengths
			throw new SchemaException("it is beyond Avro's limits: " + Excerpt.of(String.valueOf(ex.getMessage())));
		}
		catch (StackOverflowError ex) {
			throw new SchemaException("it is nested too deep");
		}
		catch (AvroTypeException ex) {
			// of two schemas, the message names only types
			throw new SchemaException(this.resolves ? "the schema with which it was written does not resolve to that "
					+ "of the class: " + Excerpt.of(String.valueOf(ex.getMessage()), EXCERPT_LENGTH) : notOfSchema());
		}
		catch (IOException | RuntimeException ex) {
			throw new SchemaException(notOfSchema());
		}
		return value;
	}

	private static String notOfSchema() {
		return "it is not an object of its schema in Avro's binary encoding";
	}

}
