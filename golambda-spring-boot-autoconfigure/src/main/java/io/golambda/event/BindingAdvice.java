package io.golambda.event;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Advice on how to bind the data in an event, as a sentence for an error message.
 */
final class BindingAdvice {

	private static final String TREE = "Use JsonNode, or a type with the members that are there.";

	private BindingAdvice() {
	}

	/**
	 * Advises how a function takes the data in an event.
	 * @param type the type to which the event as a whole does not bind
	 */
	static String forEvent(Event event, Type type) {
		if (event.source() == EventSource.UNKNOWN) {
			return TREE;
		}
		String name = elementName(type);
		return "To bind the data in its records, use Function<Records<" + name + ">, ...>, Batch.each(" + name
				+ ".class, ...) or Event." + event.source().decapMethod() + "(); to bind the event itself, use Event.";
	}

	/**
	 * Advises how to bind the data in the payload of a record.
	 */
	static String forRecord(EventRecord record) {
		if (record.hasPayload() && record.source().format().carriesEvents()) {
			EventSource carried = record.payloadAsEvent().source();
			if (carried == EventSource.SNS && record.source() == EventSource.SQS) {
				return "Use decapSnsOverSqs(), or records() for any source.";
			}
			if (carried != EventSource.UNKNOWN) {
				return "Use records(), which unwraps the records of that event.";
			}
		}
		return TREE;
	}

	private static String elementName(Type type) {
		if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1) {
			return elementName(generic.getActualTypeArguments()[0]);
		}
		if (type instanceof Class<?> raw) {
			return raw.isArray() ? elementName(raw.getComponentType()) : raw.getSimpleName();
		}
		return type.getTypeName();
	}

}
