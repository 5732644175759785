package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.AwsEventClasses;
import io.golambda.event.AwsResponse;

/**
 * From what a function answers to what Lambda takes: nothing is JSON's {@code null},
 * {@code byte[]} and {@link InputStream} go out as they are, anything else as JSON: what
 * AWS prescribes as AWS wants it, the rest by the application's mapper.
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
			if (result instanceof AwsResponse response) {
				return response.toJson(this.mapper);
			}
			return AwsEventClasses.isOne(result.getClass()) ? AwsEventClasses.write(result)
					: this.mapper.writeValueAsBytes(result);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("The function's result, of type " + result.getClass().getName()
					+ ", cannot be written as JSON: make it a type that Jackson writes, or answer a String or byte[].",
					ex);
		}
	}

}
