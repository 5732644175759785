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
	 * Creates the binding to a type. An unspecific type, such as {@code ?} or
	 * {@code Object}, is bound to the bytes.
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
		// an unresolvable type is left to Jackson
		Type known = (type.resolve() != null) ? type.getType() : Object.class;
		return new TypeReference<>() {

			@Override
			public Type getType() {
				return known;
			}

		};
	}

	// like Lambda's own runtime: the value of a JSON string, the text of any other JSON
	private static String text(Event event) {
		String json = event.json();
		return json.stripLeading().startsWith("\"") ? event.bind(JsonNode.class).stringValue() : json;
	}

	Object bind(Event event) {
		return this.bind.apply(event);
	}

	/**
	 * Binds each element of an array from EventBridge, unless the type itself has many
	 * values; otherwise binds the whole event.
	 */
	List<?> bindEach(Event event) {
		if (!isSingle() || !EventMapper.isArray(event)) {
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
	 * Returns whether the type is a single value of the application, as opposed to many
	 * values or a whole event.
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
	 * Returns whether the type is more specific than {@code Object}.
	 */
	boolean isKnown() {
		return this.raw != Object.class;
	}

	/**
	 * Returns whether a value is already of the type.
	 * @param declared the declared type of the value
	 */
	boolean accepts(Object value, ResolvableType declared) {
		return this.raw.isInstance(value) && (!this.type.hasGenerics() || this.type.isAssignableFrom(declared));
	}

	/**
	 * Returns whether text is a value of the type, and not JSON to bind.
	 */
	boolean isScalar() {
		return this.raw != String.class && ClassUtils.isSimpleValueType(this.raw);
	}

	Type type() {
		return this.type.getType();
	}

}
