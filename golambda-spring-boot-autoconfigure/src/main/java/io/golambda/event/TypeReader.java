package io.golambda.event;

import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a type by a mapper. An application has one mapper, so the reader of each class is
 * kept for the next event.
 *
 * @param mapper the mapper
 * @param reader the mapper's reader for the type
 * @param misfit what to look for after reading
 */
record TypeReader(JsonMapper mapper, ObjectReader reader, Misfit misfit) {

	private static final ClassValue<AtomicReference<@Nullable TypeReader>> LAST = new ClassValue<>() {

		@Override
		protected AtomicReference<@Nullable TypeReader> computeValue(Class<?> type) {
			return new AtomicReference<>();
		}

	};

	static TypeReader of(JsonMapper mapper, Type type) {
		if (!(type instanceof Class<?> raw)) {
			return create(mapper, type);
		}
		AtomicReference<@Nullable TypeReader> last = LAST.get(raw);
		TypeReader known = last.get();
		if (known == null || known.mapper != mapper) {
			known = create(mapper, type);
			last.set(known);
		}
		return known;
	}

	private static TypeReader create(JsonMapper mapper, Type type) {
		JsonMapper reading = AwsEventClasses.mapperFor(type, mapper);
		JavaType javaType = reading.constructType(type);
		return new TypeReader(mapper, reading.readerFor(javaType), Misfit.of(reading, javaType));
	}

}
