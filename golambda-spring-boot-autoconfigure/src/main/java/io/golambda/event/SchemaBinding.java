package io.golambda.event;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import tools.jackson.databind.JavaType;

import io.golambda.event.json.ByteSlice;
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

	private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]+");

	private static final String JSON_WHITE_SPACE = " \t\r\n";

	private SchemaBinding() {
	}

	static PayloadReader reader(Class<?> type, Optional<AvroSchemaRegistry> registry) {
		return SchemaClasses.reader(type, registry.map(SchemaBinding::lookUp).orElse(null));
	}

	private static Function<String, Optional<String>> lookUp(AvroSchemaRegistry registry) {
		return registry::schema;
	}

	/**
	 * Whether a type is generic, or an array, and contains a class that Jackson does not
	 * read.
	 */
	static boolean isWithin(JavaType type) {
		for (int i = 0; i < type.containedTypeCount(); i++) {
			JavaType contained = type.containedType(i);
			if (contained != null && (SchemaClasses.isOne(contained.getRawClass()) || isWithin(contained))) {
				return true;
			}
		}
		JavaType elements = type.getContentType();
		return elements != null && (SchemaClasses.isOne(elements.getRawClass()) || isWithin(elements));
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
		String unbound = record.unbound();
		if (unbound != null) {
			throw EventException.forRecord(record, unbound);
		}
		try {
			return reader.read(encoded(record, record.payloadBytes()));
		}
		catch (SchemaException ex) {
			throw new BindingFailure(record, type).because(ex.reason(), ex.getCause());
		}
	}

	/**
	 * Binds JSON that stands anywhere in an event.
	 * @throws EventException if the JSON does not fit the class
	 */
	static Object bind(ByteSlice json, Event event, Type type, PayloadReader reader) {
		try {
			return reader.read(new EncodedPayload(json, null, null, (compressed) -> compressed));
		}
		catch (SchemaException ex) {
			throw new BindingFailure(null, type).because(ex.reason() + ". " + BindingAdvice.forEvent(event, type),
					ex.getCause());
		}
	}

	private static EncodedPayload encoded(EventRecord record, ByteSlice payload) {
		ByteSlice bytes = record.payload().isText() ? jsonOrDecoded(payload) : payload;
		String member = record.payload().schemaMember();
		Optional<JsonScanner> metadata = (member != null) ? record.recordJson().at(member) : Optional.empty();
		String dataFormat = null;
		String schemaId = null;
		if (metadata.isPresent() && metadata.get().type() == JsonType.OBJECT) {
			JsonScanner json = metadata.get();
			json.enterObject();
			while (json.nextMember()) {
				if (dataFormat == null && json.isNamed("dataFormat")) {
					dataFormat = RecordJson.scalar(json);
				}
				else if (schemaId == null && json.isNamed("schemaId")) {
					schemaId = RecordJson.scalar(json);
				}
				else {
					json.skip();
				}
			}
		}
		return new EncodedPayload(bytes, dataFormat, schemaId, (compressed) -> inflated(record, compressed));
	}

	private static ByteSlice jsonOrDecoded(ByteSlice text) {
		int end = text.offset() + text.length();
		int start = text.textStart();
		while (start < end && JSON_WHITE_SPACE.indexOf(text.bytes()[start]) >= 0) {
			start++;
		}
		return (start < end && text.bytes()[start] == '{') ? new ByteSlice(text.bytes(), start, end - start)
				: decoded(text);
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
				.decode(LINE_BREAKS.matcher(text).replaceAll("").replace('-', '+').replace('_', '/'));
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

}
