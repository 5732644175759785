package io.golambda.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.invocation.AsyncResult;

/**
 * Unwraps the result of a function: waits for stages, futures and publishers, and takes
 * values out of messages and optionals, in any order and depth. A publisher of several
 * values becomes a list.
 */
final class ResultUnwrapper {

	private ResultUnwrapper() {
	}

	/**
	 * Returns the value itself.
	 * @throws Exception the failure of an asynchronous result, unchanged
	 */
	static @Nullable Object unwrap(@Nullable Object result) throws Exception {
		Object value = result;
		while (isWrapped(value)) {
			value = (value instanceof Message<?> message) ? message.getPayload() : content(value);
		}
		Collection<?> elements = elements(value);
		return elements.stream().anyMatch(ResultUnwrapper::isWrapped) ? unwrapAll(elements) : value;
	}

	/**
	 * Returns the value itself, in a message if it comes in one: Spring Cloud Function's
	 * adapter reads status code and headers of an HTTP response from its headers.
	 * @throws Exception the failure of an asynchronous result, unchanged
	 */
	static @Nullable Object unwrapToMessage(@Nullable Object result) throws Exception {
		Object value = result;
		while (isWrapped(value) && !(value instanceof Message)) {
			value = content(value);
		}
		Object payload = unwrap(value);
		return (value instanceof Message<?> message && payload != null) ? withPayload(message, payload) : payload;
	}

	/**
	 * Returns a message with the headers of another one.
	 */
	static Message<?> withPayload(Message<?> message, Object payload) {
		return MessageBuilder.withPayload(payload).copyHeaders(message.getHeaders()).build();
	}

	private static boolean isWrapped(@Nullable Object value) {
		return value instanceof Message || value instanceof Optional || value instanceof BaseStream
				|| AsyncResult.isAsync(value);
	}

	private static @Nullable Object content(Object wrapper) throws Exception {
		if (wrapper instanceof Optional<?> optional) {
			return optional.orElse(null);
		}
		if (wrapper instanceof BaseStream<?, ?> stream) {
			List<Object> elements = new ArrayList<>();
			try (stream) {
				stream.iterator().forEachRemaining(elements::add);
			}
			return elements;
		}
		List<?> values = AsyncResult.values(wrapper);
		return (values.size() > 1) ? values : values.stream().findFirst().orElse(null);
	}

	private static Collection<?> elements(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		return (value instanceof Object[] array) ? Arrays.asList(array) : List.of();
	}

	private static List<@Nullable Object> unwrapAll(Collection<?> elements) throws Exception {
		List<@Nullable Object> unwrapped = new ArrayList<>(elements.size());
		for (Object element : elements) {
			unwrapped.add(unwrap(element));
		}
		return unwrapped;
	}

}
