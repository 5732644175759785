package io.golambda.event;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.schema.EncodedPayload;
import io.golambda.event.schema.PayloadReader;
import io.golambda.event.schema.SchemaClasses;
import io.golambda.event.schema.SchemaException;
import io.golambda.event.source.OutgoingContent;
import io.golambda.event.source.RecordJson;

/**
 * Binds the payloads of records to classes of Avro and Protobuf.
 */
final class SchemaBinding {

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

	private SchemaBinding() {
	}

	static PayloadReader reader(Class<?> type, @Nullable AvroSchemaRegistry registry) {
		return SchemaClasses.reader(type, (registry != null) ? registry::schema : null);
	}

	/**
	 * Returns an object as the payload of a record that a test creates.
	 */
	static OutgoingContent content(Object payload) {
		byte[] bytes = SchemaClasses.write(payload);
		return SchemaClasses.isProtobuf(payload.getClass()) ? OutgoingContent.ofProtobuf(bytes)
				: OutgoingContent.ofAvro(bytes);
	}

	/**
	 * Binds the payload of a record.
	 * @throws EventException if the payload does not fit the class
	 */
	static Object bind(EventRecord record, Type type, PayloadReader reader) {
		String unbound = record.payload().unbound();
		if (unbound != null) {
			throw EventException.forRecord(record, unbound);
		}
		ByteSlice payload = record.payloadBytes();
		try {
			return reader.read(encoded(record, payload));
		}
		catch (SchemaException ex) {
			String reason = isJson(payload) ? "it is JSON" + advice(record) : ex.reason();
			throw new BindingFailure(record, type).because(reason, ex.getCause());
		}
	}

	private static EncodedPayload encoded(EventRecord record, ByteSlice payload) {
		String member = record.payload().schemaMember();
		RecordJson json = record.recordJson();
		return new EncodedPayload(record.payload().isText() ? decoded(payload) : payload,
				(member != null) ? json.text(member, "dataFormat") : null,
				(member != null) ? json.text(member, "schemaId") : null, (compressed) -> inflated(record, compressed));
	}

	private static ByteSlice decoded(ByteSlice text) {
		try {
			ByteBuffer bytes = Base64.getDecoder().decode(ByteBuffer.wrap(text.bytes(), text.offset(), text.length()));
			return new ByteSlice(bytes.array(), bytes.arrayOffset(), bytes.remaining());
		}
		catch (IllegalArgumentException ex) {
			return decodedVariant(text.ascii());
		}
	}

	// with line breaks, or for URLs
	private static ByteSlice decodedVariant(String text) {
		try {
			byte[] bytes = Base64.getDecoder()
				.decode(WHITE_SPACE.matcher(text).replaceAll("").replace('-', '+').replace('_', '/'));
			return new ByteSlice(bytes, 0, bytes.length);
		}
		catch (IllegalArgumentException ex) {
			throw new SchemaException("it is text, but not base64, in which text carries binary data");
		}
	}

	private static ByteSlice inflated(EventRecord record, ByteSlice compressed) {
		try {
			return record.event().eventMapper().inflater().inflate(compressed);
		}
		catch (DecodingException ex) {
			throw new SchemaException("it " + ex.what());
		}
	}

	private static String advice(EventRecord record) {
		return (record.payload().schemaMember() != null)
				? "; bind a class that Jackson reads, or set EventRecordFormat of the event source mapping to SOURCE"
				: "; bind a class that Jackson reads";
	}

	private static boolean isJson(ByteSlice payload) {
		JsonScanner json = new JsonScanner(payload);
		try {
			if (json.type() != JsonType.OBJECT && json.type() != JsonType.ARRAY) {
				return false;
			}
			json.skip();
			json.end();
			return true;
		}
		catch (JsonException ex) {
			return false;
		}
	}

}
