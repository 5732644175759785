package io.golambda.logging;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as they are on a log line, for elsewhere: masked, bounded, and all of them
 * strings, numbers, lists or maps. Safe for use by several threads.
 */
public final class MaskedValues {

	private static final int MOST_BYTES = 128 * 1024;

	private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder(ValueParsers.factory()).build();

	private final ValueWriter writer;

	/**
	 * Creates it.
	 * @param format says which keys are masked
	 */
	public MaskedValues(LineFormat format) {
		this.writer = new ValueWriter(this.mapper, new MaskedWords(format.maskedKeys()));
	}

	/**
	 * Masks values. Never throws.
	 * @param values values of any type
	 * @return the values as they may be read
	 */
	public Map<String, @Nullable Object> of(Map<String, ?> values) {
		try {
			return of(values, Limits.NARROW);
		}
		catch (Throwable tooMuch) {
			try {
				return of(values, Limits.LEAST);
			}
			catch (Throwable ex) {
				return Map.of("values", "(no JSON: " + ex.getClass().getName() + ")");
			}
		}
	}

	/**
	 * Masks the values of a log line: those of its MDC, markers, key-value pairs and
	 * structured arguments. Never throws.
	 * @param line the line
	 * @return the values as they may be read, without those of the invocation
	 */
	public Map<String, @Nullable Object> ofLine(ILoggingEvent line) {
		return read(line, (values) -> line.getMDCPropertyMap().forEach((key, value) -> {
			if (!LogContextInterceptor.REQUEST_ID.equals(key)) {
				values.add(key, value);
			}
		}));
	}

	/**
	 * Masks the values of a log line as {@link #ofLine} does, but for its MDC.
	 */
	Map<String, @Nullable Object> withoutMdc(ILoggingEvent line) {
		return read(line, (values) -> {
		});
	}

	private Map<String, @Nullable Object> read(ILoggingEvent line, Consumer<LogValues> first) {
		try {
			LogValues values = new LogValues(Set.of(), this.writer);
			first.accept(values);
			values.addOf(line);
			if (values.isEmpty()) {
				return Map.of();
			}
			return read((out) -> {
				out.writeStartObject();
				values.write(out, Limits.NARROW);
				out.writeEndObject();
			});
		}
		catch (Throwable ex) {
			return Map.of("values", "(no JSON: " + ex.getClass().getName() + ")");
		}
	}

	private Map<String, @Nullable Object> of(Map<String, ?> values, Limits limits) {
		return read((out) -> this.writer.writeObject(out, values, limits));
	}

	private Map<String, @Nullable Object> read(Consumer<JsonGenerator> written) {
		BoundedBuffer json = new BoundedBuffer(MOST_BYTES);
		try (JsonGenerator out = this.mapper.createGenerator(json)) {
			written.accept(out);
		}
		return this.mapper.readValue(json.toJson(), MAP);
	}

}
