package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.function.Function;

import org.springframework.core.ResolvableType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.Records;

/**
 * How an event becomes what the function takes.
 */
final class EventBinding {

	private final Class<?> type;

	private final Function<Event, Object> bind;

	private EventBinding(Class<?> type, Function<Event, Object> bind) {
		this.type = type;
		this.bind = bind;
	}

	static EventBinding to(Type type) {
		Class<?> raw = ResolvableType.forType(type).resolve(Object.class);
		if (raw == Event.class) {
			return new EventBinding(raw, (event) -> event);
		}
		if (raw == InputStream.class) {
			return new EventBinding(raw, (event) -> new ByteArrayInputStream(event.bytes()));
		}
		if (raw == String.class) {
			return new EventBinding(raw, EventBinding::text);
		}
		if (raw == Records.class) {
			TypeReference<Object> payload = reference(ResolvableType.forType(type).getGeneric(0));
			return new EventBinding(raw, (event) -> Records.of(event, payload));
		}
		if (raw == type) {
			return new EventBinding(raw, (event) -> event.bind(raw));
		}
		TypeReference<Object> reference = reference(ResolvableType.forType(type));
		return new EventBinding(raw, (event) -> event.bind(reference));
	}

	private static TypeReference<Object> reference(ResolvableType type) {
		// a type that is not said is whatever Jackson makes of the JSON
		Type known = (type.resolve() != null) ? type.getType() : Object.class;
		return new TypeReference<>() {

			@Override
			public Type getType() {
				return known;
			}

		};
	}

	// as Lambda's own runtime does it: a JSON string is its value, anything else its text
	private static String text(Event event) {
		String json = event.json();
		return json.stripLeading().startsWith("\"") ? event.bind(JsonNode.class).stringValue() : json;
	}

	Object bind(Event event) {
		return this.bind.apply(event);
	}

	boolean isEvent() {
		return this.type == Event.class;
	}

}
