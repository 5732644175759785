package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.PayloadValidator;

/**
 * Creates events that are read with the mapper and the limits of the application. Safe
 * for use by several threads.
 */
final class EventFactory {

	private final EventMapper events;

	EventFactory(EventMapper events) {
		this.events = events;
	}

	/**
	 * Reads the event that Lambda's runtime passes to a handler.
	 */
	Event read(InputStream input, @Nullable Context context) throws IOException {
		return this.events.read(input, context);
	}

	/**
	 * Returns the event in a message of Spring Cloud Function's adapter.
	 */
	Event of(Message<?> message) {
		Object payload = message.getPayload();
		if (payload instanceof Event event) {
			return event;
		}
		byte[] bytes = (payload instanceof byte[] raw) ? raw
				: (payload instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : this.events.write(payload);
		return this.events.event(bytes,
				(message.getHeaders().get(LambdaFunction.CONTEXT_HEADER) instanceof Context context) ? context : null);
	}

	/**
	 * Creates an event of the result of a function, as input for the next one.
	 * @param scalar whether text is a value, and not JSON to bind
	 */
	Event of(Object result, boolean scalar, Map<String, Object> headers) {
		Object payload = (scalar && result instanceof String) ? this.events.write(result) : result;
		return of(MessageBuilder.withPayload(payload).copyHeaders(headers).build());
	}

	/**
	 * Returns the event with the mapper and the limits of the application.
	 */
	Event configured(Event event) {
		return this.events.event(event);
	}

	/**
	 * Returns whether there may be types whose values are validated.
	 */
	boolean areValidated() {
		return this.events.validator() != PayloadValidator.NONE;
	}

	/**
	 * Returns whether the values of a type, or within a container type, are validated.
	 */
	boolean validates(Type type) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Class<?> raw = resolvable.isArray() ? resolvable.getComponentType().resolve(Object.class)
				: resolvable.resolve(Object.class);
		return (raw != Object.class && this.events.validator().validates(raw))
				|| Arrays.stream(resolvable.getGenerics()).anyMatch((generic) -> validates(generic.getType()));
	}

}
