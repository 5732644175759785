package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.AwsResponse;
import io.golambda.event.EventMapper;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Writes the result of a function as the answer for Lambda. No result is written as
 * JSON's {@code null}, {@code byte[]} and {@link InputStream} are written as they are,
 * types whose JSON AWS prescribes in AWS's format, and all others by the application's
 * mapper.
 * <p>
 * As an interceptor it writes within the chain, so that a result that cannot be written
 * is an error of the invocation like any other.
 */
final class ResultWriter implements InvocationInterceptor {

	private static final byte[] NULL = { 'n', 'u', 'l', 'l' };

	private final JsonMapper mapper;

	ResultWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * {@inheritDoc}
	 * @return the bytes of the answer; a message of them if the rest of the chain returns
	 * a message, whose headers belong to an HTTP response
	 */
	@Override
	public Object intercept(Invocation invocation, Chain chain) throws Exception {
		Object result = ResultUnwrapper.unwrapToMessage(chain.proceed(invocation));
		return (result instanceof Message<?> message)
				? ResultUnwrapper.withPayload(message, writeValue(message.getPayload())) : writeValue(result);
	}

	/**
	 * Writes a result, unless the interceptor has already written it.
	 * @throws Exception the failure of an asynchronous result, unchanged
	 */
	byte[] write(@Nullable Object result) throws Exception {
		return writeValue(ResultUnwrapper.unwrap(result));
	}

	private byte[] writeValue(@Nullable Object value) throws IOException {
		if (value == null) {
			return NULL.clone();
		}
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof InputStream stream) {
			try (stream) {
				return stream.readAllBytes();
			}
		}
		return json(value);
	}

	private byte[] json(Object value) throws IOException {
		if (EventMapper.isSchemaClass(value.getClass())) {
			throw unwritable(value, null);
		}
		try {
			if (value instanceof AwsResponse response) {
				return response.toJson(this.mapper);
			}
			return EventMapper.isAwsClass(value.getClass()) ? EventMapper.writeAwsClass(value)
					: this.mapper.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw unwritable(value, ex);
		}
	}

	private static IllegalStateException unwritable(Object value, @Nullable JacksonException ex) {
		return new IllegalStateException("The function's result, of type " + value.getClass().getName()
				+ ", cannot be written as JSON. Return a type that Jackson can write, a String or byte[].", ex);
	}

}
