package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;

/**
 * Makes the event of an invocation, as the application is configured to read it. Safe for
 * use by several threads.
 */
final class EventFactory {

	private final JsonMapper mapper;

	private final int inflatedLimit;

	EventFactory(JsonMapper mapper, int inflatedLimit) {
		this.mapper = mapper;
		this.inflatedLimit = inflatedLimit;
	}

	/**
	 * The event that Lambda's runtime hands to a handler.
	 */
	Event read(InputStream input, @Nullable Context context) throws IOException {
		return configured(Event.read(input, context));
	}

	/**
	 * The event that a message of Spring Cloud Function's adapter carries.
	 */
	Event of(Message<?> message) {
		Object payload = message.getPayload();
		if (payload instanceof Event event) {
			return event;
		}
		byte[] bytes = (payload instanceof byte[] raw) ? raw : (payload instanceof String text)
				? text.getBytes(StandardCharsets.UTF_8) : this.mapper.writeValueAsBytes(payload);
		return configured((message.getHeaders().get(LambdaFunction.CONTEXT_HEADER) instanceof Context context)
				? Event.of(bytes, context) : Event.of(bytes));
	}

	/**
	 * The event that the result of a function is for the next one.
	 * @param scalar whether text is a value as it is, and not the JSON of one
	 */
	Event of(Object result, boolean scalar, Map<String, Object> headers) {
		Object payload = (scalar && result instanceof String) ? this.mapper.writeValueAsBytes(result) : result;
		return of(MessageBuilder.withPayload(payload).copyHeaders(headers).build());
	}

	/**
	 * The same event, as the application reads it.
	 */
	Event configured(Event event) {
		return event.withMapper(this.mapper).withInflatedLimit(this.inflatedLimit);
	}

}
