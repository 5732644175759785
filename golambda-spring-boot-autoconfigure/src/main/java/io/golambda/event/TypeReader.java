package io.golambda.event;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
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
record TypeReader(Type type, ObjectReader reader, Misfit envelopeCheck, boolean exactNumbers) {

	static TypeReader of(JsonMapper mapper, Type type) {
		JavaType javaType = mapper.constructType(type);
		return new TypeReader(type, mapper.readerFor(javaType), Misfit.of(mapper, javaType), false);
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
			EventException unbindable = EventException.unbindable(record, this.type, json, ex);
			throw (record == null && Misfit.isWrongForm(ex) && event.source() != EventSource.UNKNOWN)
					? unbindable.adding(Misfit.formFor(event, this.type)) : unbindable;
		}
		catch (ArithmeticException | NumberFormatException ex) {
			// Java's own number classes throw these at the root and in trees
			throw EventException.numberBeyond(record, this.type);
		}
		if (value == null) {
			throw EventException.isNull(record, this.type);
		}
		this.envelopeCheck.check(json, this.type, event, record);
		return value;
	}

}
