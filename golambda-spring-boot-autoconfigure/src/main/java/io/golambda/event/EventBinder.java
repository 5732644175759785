package io.golambda.event;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.schema.PayloadReader;
import io.golambda.event.schema.SchemaClasses;

/**
 * Binds events and records to types with one mapper. Keeps the readers of the types that
 * were bound. Safe for use by several threads.
 */
final class EventBinder {

	private final JsonMapper mapper;

	private final ClassValue<TypeReader> readers = new ClassValue<>() {

		@Override
		protected TypeReader computeValue(Class<?> type) {
			return TypeReader.of(EventBinder.this.mapper, type);
		}

	};

	private final Supplier<Optional<AvroSchemaRegistry>> registry;

	private final ClassValue<@Nullable PayloadReader> schemaReaders = new ClassValue<>() {

		@Override
		protected @Nullable PayloadReader computeValue(Class<?> type) {
			return SchemaClasses.isOne(type) ? SchemaBinding.reader(type, EventBinder.this.registry.get()) : null;
		}

	};

	// most functions bind all records to one type; a race costs one more look-up
	private volatile @Nullable TypeReader last;

	EventBinder(JsonMapper mapper, Supplier<Optional<AvroSchemaRegistry>> registry) {
		this.mapper = AwsEventClasses.withModule(mapper);
		this.registry = registry;
	}

	EventBinder withMapper(JsonMapper mapper) {
		return new EventBinder(mapper, this.registry);
	}

	EventBinder withRegistry(Supplier<Optional<AvroSchemaRegistry>> registry) {
		return new EventBinder(this.mapper, registry);
	}

	JsonMapper mapper() {
		return this.mapper;
	}

	/**
	 * Binds the whole event.
	 */
	Object bind(Event event, Type type) {
		if (type == String.class) {
			return event.json();
		}
		if (type == byte[].class) {
			return event.bytes();
		}
		if (type instanceof Class<?> awsClass && AwsEventClasses.isOne(awsClass)) {
			return AwsEventClasses.bind(event, awsClass);
		}
		return bind(event.whole(), event, type);
	}

	/**
	 * Binds JSON that stands anywhere in the event.
	 */
	Object bind(ByteSlice json, Event event, Type type) {
		PayloadReader schemaReader = schemaReader(type);
		if (schemaReader != null) {
			return valid(SchemaBinding.bind(json, event, type, schemaReader), event, null, type);
		}
		return valid(reader(type, false).read(json, event, null), event, null, type);
	}

	/**
	 * Binds the payload of a record.
	 * @param event the event that the record is from
	 */
	Object bind(EventRecord record, Event event, Type type) {
		if (type == String.class) {
			return record.text();
		}
		if (type == byte[].class) {
			return record.bytes();
		}
		if (type instanceof Class<?> awsClass && AwsEventClasses.isOne(awsClass)) {
			return AwsEventClasses.bind(record, awsClass);
		}
		PayloadReader schemaReader = schemaReader(type);
		if (schemaReader != null) {
			return valid(SchemaBinding.bind(record, type, schemaReader), event, record, type);
		}
		ByteSlice json = json(record, type);
		return valid(reader(type, record.payload().hasExactNumbers()).read(json, event, record), event, record, type);
	}

	/**
	 * Returns the reader of a class that is generated from a schema of Avro or Protobuf.
	 */
	private @Nullable PayloadReader schemaReader(Type type) {
		return (type instanceof Class<?> raw) ? this.schemaReaders.get(raw) : null;
	}

	private static Object valid(Object value, Event event, @Nullable EventRecord record, Type type) {
		List<PayloadValidator.Violation> violations = event.eventMapper().validator().validate(value);
		if (!violations.isEmpty()) {
			throw new BindingFailure(record, type).becauseInvalid(violations);
		}
		return value;
	}

	/**
	 * Returns the payload of a record, which must not be known to be anything but JSON.
	 */
	static ByteSlice json(EventRecord record, Type type) {
		String unbound = record.unbound();
		ByteSlice json = record.payloadBytes();
		if (unbound != null && !(type == JsonNode.class && new JsonScanner(json).type() != JsonType.NONE)) {
			throw EventException.forRecord(record, unbound);
		}
		if (json.isGzip()) {
			throw new CompressedLogEvents(json, record).notBindable();
		}
		return json;
	}

	private TypeReader reader(Type type, boolean exactNumbers) {
		TypeReader known = this.last;
		if (known == null || known.exactNumbers() != exactNumbers || !known.type().equals(type)) {
			TypeReader ofType = (type instanceof Class<?> raw) ? this.readers.get(raw)
					: TypeReader.of(this.mapper, type);
			known = exactNumbers ? ofType.withExactNumbers() : ofType;
			this.last = known;
		}
		return known;
	}

}
