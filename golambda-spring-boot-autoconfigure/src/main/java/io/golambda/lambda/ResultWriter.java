package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * From what a function answers to what Lambda takes: nothing is JSON's {@code null},
 * {@code byte[]} and {@link InputStream} go out as they are, anything else as JSON.
 */
final class ResultWriter {

	private static final byte[] NULL = { 'n', 'u', 'l', 'l' };

	private final JsonMapper mapper;

	ResultWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	byte[] write(@Nullable Object result) throws IOException {
		if (result == null) {
			return NULL.clone();
		}
		if (result instanceof byte[] bytes) {
			return bytes;
		}
		if (result instanceof InputStream stream) {
			try (stream) {
				return stream.readAllBytes();
			}
		}
		try {
			return this.mapper.writeValueAsBytes(result);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("The function's result, of type " + result.getClass().getName()
					+ ", cannot be written as JSON: make it a type that Jackson writes, or answer a String or byte[].",
					ex);
		}
	}

}
