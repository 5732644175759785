package io.golambda.event;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;

/**
 * Reads JSON as one type, and reports failures as {@link EventException}s.
 *
 * @param type the type
 * @param reader the mapper's reader for the type
 * @param envelopeCheck finds types that read nothing of what AWS writes around the data
 * @param exactNumbers whether untyped numbers keep all their digits
 */
record TypeReader(Type type, ObjectReader reader, EnvelopeCheck envelopeCheck, boolean exactNumbers) {

	/**
	 * Creates the reader of a type.
	 * @throws EventException if Jackson cannot read the type, because it is made of a
	 * class of another format
	 */
	static TypeReader of(JsonMapper mapper, Type type) {
		JavaType javaType = mapper.constructType(type);
		if (SchemaBinding.isWithin(javaType)) {
			throw new EventException(type.getTypeName() + " has a class that Avro or Protobuf generated within another "
					+ "type, which no payload holds. Bind the generated class itself.");
		}
		return new TypeReader(type, mapper.readerFor(javaType), EnvelopeCheck.of(mapper, javaType), false);
	}

	TypeReader withExactNumbers() {
		return new TypeReader(this.type, this.reader.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS),
				this.envelopeCheck, true);
	}

	/**
	 * Reads a value.
	 * @param json the whole event, or the payload of a record
	 * @param record the record, or {@code null} for the whole event
	 * @throws EventException if the JSON does not fit the type
	 */
	Object read(ByteSlice json, Event event, @Nullable EventRecord record) {
		Object value;
		try {
			value = this.reader.readValue(json.bytes(), json.offset(), json.length());
		}
		catch (JacksonException ex) {
			EventException failure = failure(record).because(ex, json);
			throw (record == null && isWrongForm(ex) && event.source() != EventSource.UNKNOWN)
					? failure.adding(BindingAdvice.forEvent(event, this.type)) : failure;
		}
		catch (ArithmeticException | NumberFormatException ex) {
			// Java's own number classes throw these at the root and in trees
			throw failure(record).becauseOfNumber();
		}
		if (value == null) {
			throw failure(record).becauseNull();
		}
		this.envelopeCheck.check(json, this.type, event, record);
		return value;
	}

	private BindingFailure failure(@Nullable EventRecord record) {
		return new BindingFailure(record, this.type);
	}

	/**
	 * Whether the JSON as a whole has another form than the type, such as an object for a
	 * list.
	 */
	private static boolean isWrongForm(JacksonException ex) {
		return ex instanceof MismatchedInputException && ex.getPath().isEmpty();
	}

}
