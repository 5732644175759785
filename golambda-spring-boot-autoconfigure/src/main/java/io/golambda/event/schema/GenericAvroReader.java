package io.golambda.event.schema;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/**
 * Reads Avro's binary encoding as a record without a class. The payload, or what Lambda
 * says about it, must name a schema that the registry knows.
 *
 * @param writers the schemas by which records are read
 */
record GenericAvroReader(WriterSchemas writers) implements PayloadReader {

	static boolean reads(Class<?> type) {
		return type == GenericRecord.class || type == IndexedRecord.class || type == GenericData.Record.class;
	}

	@Override
	public Object read(EncodedPayload payload) {
		payload.requireFormat(AvroReader.FORMAT, GenericRecord.class);
		if (!this.writers.hasRegistry()) {
			throw new SchemaException("it can only be read with the schema with which it was written; declare an "
					+ "AvroSchemaRegistry bean, or bind a class that Avro generated");
		}
		WireHeader header = (payload.schemaId() == null) ? WireHeader.of(payload.bytes()) : null;
		String id = (header != null) ? header.schemaId() : payload.schemaId();
		if (id == null) {
			throw new SchemaException(
					"it does not name the schema with which it was written; bind a class that Avro " + "generated");
		}
		Schema schema = this.writers.find(id);
		if (schema == null) {
			throw new SchemaException("the AvroSchemaRegistry does not know schema " + id);
		}
		if (schema.getType() != Schema.Type.RECORD) {
			throw new SchemaException("schema " + id + " is not that of a record");
		}
		return new AvroDecoding(GenericData.get().createDatumReader(schema), false)
			.decode((header != null) ? header.body(payload.inflater()) : payload.bytes());
	}

}
