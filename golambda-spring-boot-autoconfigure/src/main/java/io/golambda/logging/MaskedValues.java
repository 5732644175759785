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
 * Masks values as on a log line, for use elsewhere, such as by Sentry: <pre>
 * Map&lt;String, Object&gt; masked = new MaskedValues(format).of(invocation.values());
 * </pre> The results are strings, numbers, booleans, lists and maps of limited size. Safe
 * for use by several threads.
 */
public final class MaskedValues {

	private static final int MOST_BYTES = 128 * 1024;

	private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder(ValueParsers.factory()).build();

	private final ValueWriter writer;

	/**
	 * Creates a masking.
	 * @param format the words of keys whose values are masked
	 */
	public MaskedValues(LineFormat format) {
		this.writer = new ValueWriter(this.mapper, new MaskedWords(format.maskedKeys()));
	}

	/**
	 * Masks values. Never throws: if masking fails, the values are dropped.
	 * @param values values of any type
	 * @return the masked values
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
	 * Masks the values in the MDC, markers, key-value pairs and structured arguments of a
	 * log event. Never throws: if masking fails, the values are dropped.
	 * @param line the log event
	 * @return the masked values, without those of the invocation
	 */
	public Map<String, @Nullable Object> ofLine(ILoggingEvent line) {
		return read(line, (values) -> line.getMDCPropertyMap().forEach((key, value) -> {
			if (!LogContextInterceptor.REQUEST_ID.equals(key)) {
				values.add(key, value);
			}
		}));
	}

	/**
	 * Masks the values of a log event like {@link #ofLine}, without its MDC.
	 */
	Map<String, @Nullable Object> withoutMdc(ILoggingEvent line) {
		return read(line, (values) -> {
		});
	}

	private Map<String, @Nullable Object> read(ILoggingEvent line, Consumer<LogValues> first) {
		try {
			LogValues values = new LogValues(Set.of(), this.writer);
			first.accept(values);
			values.addValuesOf(line);
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
