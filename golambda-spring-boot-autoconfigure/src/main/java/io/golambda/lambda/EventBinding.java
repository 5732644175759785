package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.Records;

/**
 * Binds an event to the payload type of a function.
 */
final class EventBinding {

	private final ResolvableType type;

	private final Class<?> raw;

	private final Function<Event, Object> bind;

	private EventBinding(ResolvableType type, Class<?> raw, Function<Event, Object> bind) {
		this.type = type;
		this.raw = raw;
		this.bind = bind;
	}

	/**
	 * Creates the binding to a type; a type that says nothing, such as {@code ?} or
	 * {@code Object}, is given the bytes.
	 */
	static EventBinding to(Type type) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Class<?> raw = resolvable.resolve(Object.class);
		return new EventBinding(resolvable, raw, bind(type, raw));
	}

	private static Function<Event, Object> bind(Type type, Class<?> raw) {
		if (raw == Object.class) {
			return Event::bytes;
		}
		if (raw == Event.class) {
			return (event) -> event;
		}
		if (raw == InputStream.class) {
			return (event) -> new ByteArrayInputStream(event.bytes());
		}
		if (raw == String.class) {
			return EventBinding::text;
		}
		if (raw == Records.class) {
			TypeReference<Object> payload = reference(ResolvableType.forType(type).getGeneric(0));
			return (event) -> Records.of(event, payload);
		}
		if (raw == type) {
			return (event) -> event.bind(raw);
		}
		TypeReference<Object> reference = reference(ResolvableType.forType(type));
		return (event) -> event.bind(reference);
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

	/**
	 * Binds each element of an event that is an array, unless the type itself is one of
	 * many values; else the whole event.
	 */
	List<?> bindEach(Event event) {
		if (!isSingle() || !event.isFromPipes()) {
			return List.of(bind(event));
		}
		if (this.raw == String.class) {
			return event.bind(JsonNode.class)
				.valueStream()
				.map((element) -> element.isString() ? element.stringValue() : element.toString())
				.toList();
		}
		return (List<?>) event.bind(reference(ResolvableType.forClassWithGenerics(List.class, this.type)));
	}

	/**
	 * Whether the type is one of an application's values, as opposed to one of many
	 * values or of a whole event.
	 */
	boolean isSingle() {
		return !(this.raw == Object.class || this.raw == Event.class || this.raw == Records.class || this.raw.isArray()
				|| InputStream.class.isAssignableFrom(this.raw) || Iterable.class.isAssignableFrom(this.raw)
				|| EventMapper.isAwsClass(this.raw));
	}

	boolean isEvent() {
		return this.raw == Event.class;
	}

	/**
	 * Whether the type says anything of what the function takes.
	 */
	boolean isKnown() {
		return this.raw != Object.class;
	}

	/**
	 * Whether a value is of the type already.
	 * @param declared the type by which the value is known
	 */
	boolean accepts(Object value, ResolvableType declared) {
		return this.raw.isInstance(value) && (!this.type.hasGenerics() || this.type.isAssignableFrom(declared));
	}

	/**
	 * Whether text is a value of the type as it is, and not the JSON of one.
	 */
	boolean isScalar() {
		return this.raw != String.class && ClassUtils.isSimpleValueType(this.raw);
	}

	Type type() {
		return this.type.getType();
	}

}
