package io.golambda.event.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes Avro's binary encoding.
 */
final class AvroWriter {

	private AvroWriter() {
	}

	@SuppressWarnings("unchecked")
	static byte[] write(Object value) {
		GenericData data = (value instanceof SpecificRecord) ? SpecificData.getForClass(value.getClass())
				: SpecificData.get();
		DatumWriter<Object> writer = data.createDatumWriter(((GenericContainer) value).getSchema());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
		try {
			writer.write(value, encoder);
			encoder.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"This message, a " + value.getClass().getName() + ", does not fit its schema of Avro.", ex);
		}
		return bytes.toByteArray();
	}

}
