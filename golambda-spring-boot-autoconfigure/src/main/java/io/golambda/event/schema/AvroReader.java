package io.golambda.event.schema;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.ByteSlice;

/**
 * Reads Avro's binary encoding as a class that Avro generated. A payload that seems to
 * start with a header is read without it first, and otherwise as it is. Either way, the
 * data must be an object of the schema to its last byte.
 */
final class AvroReader implements PayloadReader {

	static final String FORMAT = "AVRO";

	private static final String REGISTRY_ADVICE = ". To read what was written with another version of the schema, "
			+ "declare an AvroSchemaRegistry bean that returns the schema of an id";

	private final Class<?> type;

	private final Schema schema;

	private final String fingerprint;

	private final SpecificData classes;

	private final AvroDecoding own;

	private final WriterSchemas writers;

	private final Map<Schema, AvroDecoding> ofWriters = new ConcurrentHashMap<>();

	private AvroReader(Class<?> type, Schema schema, WriterSchemas writers) {
		this.type = type;
		this.schema = schema;
		this.fingerprint = WireHeader.fingerprint(SchemaNormalization.parsingFingerprint64(schema));
		this.classes = new TrustedClasses(type, schema);
		this.own = new AvroDecoding(this.classes.createDatumReader(schema), false);
		this.writers = writers;
	}

	static PayloadReader of(Class<?> type, @Nullable Function<String, Optional<String>> registry) {
		WriterSchemas writers = new WriterSchemas(registry);
		if (GenericAvroReader.reads(type)) {
			return new GenericAvroReader(writers);
		}
		try {
			return new AvroReader(type, SpecificData.get().getSchema(type), writers);
		}
		catch (AvroRuntimeException ex) {
			return (payload) -> {
				throw new SchemaException(
						"it has no schema of its own; bind a class that Avro generated, or GenericRecord");
			};
		}
	}

	@Override
	public Object read(EncodedPayload payload) {
		payload.requireFormat(FORMAT, this.type);
		JsonNode json = payload.json();
		if (json != null) {
			return this.own.decode(AvroJson.toBinary(json, this.schema));
		}
		if (payload.schemaId() != null) {
			return readAs(payload.schemaId(), payload.bytes());
		}
		WireHeader header = WireHeader.of(payload.bytes());
		return (header != null) ? readWithout(header, payload) : this.own.decode(payload.bytes());
	}

	/**
	 * Reads a payload whose header Lambda has removed.
	 */
	private Object readAs(String schemaId, ByteSlice data) {
		AvroDecoding decoding = decoding(schemaId);
		if (decoding == null) {
			throw unknown("it was written with schema " + schemaId);
		}
		try {
			return decoding.decode(data);
		}
		catch (SchemaException ex) {
			throw new SchemaException("it was written with schema " + schemaId + ", but " + ex.reason() + advice());
		}
	}

	private Object readWithout(WireHeader header, EncodedPayload payload) {
		AvroDecoding decoding = decoding(header);
		SchemaException failure;
		try {
			if (decoding != null) {
				return decoding.decode(header.body(payload.inflater()));
			}
			failure = unknown(header.describe());
		}
		catch (SchemaException ex) {
			failure = new SchemaException(header.describe() + ", but behind it, " + ex.reason() + advice());
		}
		try {
			return this.own.decode(payload.bytes());
		}
		catch (SchemaException ex) {
			// more likely than data that starts like a header
			throw failure;
		}
	}

	private @Nullable AvroDecoding decoding(WireHeader header) {
		if (header.form() != WireHeader.Form.SINGLE_OBJECT) {
			return decoding(header.schemaId());
		}
		return header.schemaId().equals(this.fingerprint) ? this.own : ofWriter(header.schemaId());
	}

	private @Nullable AvroDecoding decoding(String schemaId) {
		return this.writers.hasRegistry() ? ofWriter(schemaId) : this.own;
	}

	private @Nullable AvroDecoding ofWriter(String schemaId) {
		Schema writer = this.writers.find(schemaId);
		return (writer != null) ? this.ofWriters.computeIfAbsent(writer, this::decodingOf) : null;
	}

	private AvroDecoding decodingOf(Schema writer) {
		return writer.equals(this.schema) ? this.own
				: new AvroDecoding(this.classes.createDatumReader(writer, this.schema), true);
	}

	private SchemaException unknown(String written) {
		return new SchemaException(written + (this.writers.hasRegistry()
				? ", which the AvroSchemaRegistry does not know" : ", not with that of the class" + REGISTRY_ADVICE));
	}

	private String advice() {
		return this.writers.hasRegistry() ? "" : REGISTRY_ADVICE;
	}

}
