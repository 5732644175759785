package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.AwsResponse;
import io.golambda.event.EventMapper;
import io.golambda.invocation.AsyncResult;

/**
 * Makes the answer for Lambda of whatever a function or an interceptor returns: waits for
 * it, unwraps it, and writes it as JSON. Nothing is JSON's {@code null}, {@code byte[]}
 * and {@link InputStream} go out as they are, the types whose JSON AWS prescribes are
 * written as AWS reads them, the application's mapper writes all others.
 */
final class ResultWriter {

	private static final byte[] NULL = { 'n', 'u', 'l', 'l' };

	private final JsonMapper mapper;

	ResultWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Writes a result.
	 * @throws Exception the failure of a result that had to be waited for, unchanged
	 */
	byte[] write(@Nullable Object result) throws Exception {
		Object value = settled(result);
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
		try {
			if (value instanceof AwsResponse response) {
				return response.toJson(this.mapper);
			}
			return EventMapper.isAwsClass(value.getClass()) ? EventMapper.writeAwsClass(value)
					: this.mapper.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("The function's result, of type " + value.getClass().getName()
					+ ", cannot be written as JSON: make it a type that Jackson writes, or answer a String or byte[].",
					ex);
		}
	}

	/**
	 * The value itself, without what was around it: waits for stages, futures and
	 * publishers, and unwraps messages and optionals, in any order and depth. A publisher
	 * of several values becomes a list.
	 * @throws Exception the failure of a result that had to be waited for, unchanged
	 */
	static @Nullable Object settled(@Nullable Object result) throws Exception {
		Object value = result;
		while (isWrapped(value)) {
			value = (value instanceof Message<?> message) ? message.getPayload() : unwrapped(value);
		}
		Collection<?> elements = elements(value);
		return elements.stream().anyMatch(ResultWriter::isWrapped) ? settledAll(elements) : value;
	}

	/**
	 * The same, but a message keeps its headers: the adapter of Spring Cloud Function
	 * reads status code and headers of an HTTP response from them.
	 */
	static @Nullable Object settledWithHeaders(@Nullable Object result) throws Exception {
		Object value = result;
		while (isWrapped(value) && !(value instanceof Message)) {
			value = unwrapped(value);
		}
		Object payload = settled(value);
		return (value instanceof Message<?> message && payload != null)
				? MessageBuilder.withPayload(payload).copyHeaders(message.getHeaders()).build() : payload;
	}

	private static boolean isWrapped(@Nullable Object value) {
		return value instanceof Message || value instanceof Optional || value instanceof BaseStream
				|| AsyncResult.isOne(value);
	}

	private static @Nullable Object unwrapped(Object value) throws Exception {
		if (value instanceof Optional<?> optional) {
			return optional.orElse(null);
		}
		if (value instanceof BaseStream<?, ?> stream) {
			List<Object> elements = new ArrayList<>();
			try (stream) {
				stream.iterator().forEachRemaining(elements::add);
			}
			return elements;
		}
		List<?> values = AsyncResult.values(value);
		return (values.size() > 1) ? values : values.stream().findFirst().orElse(null);
	}

	private static Collection<?> elements(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		return (value instanceof Object[] array) ? Arrays.asList(array) : List.of();
	}

	private static List<@Nullable Object> settledAll(Collection<?> elements) throws Exception {
		List<@Nullable Object> settled = new ArrayList<>(elements.size());
		for (Object element : elements) {
			settled.add(settled(element));
		}
		return settled;
	}

}
