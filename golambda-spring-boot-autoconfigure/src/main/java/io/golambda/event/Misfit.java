package io.golambda.event;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventSignature;

/**
 * Finds types that read nothing of what AWS writes around the data. Jackson creates an
 * empty object of them, and the function would not notice the loss. The first member that
 * fits ends the search, so that the usual case costs the comparison of one name.
 */
final class Misfit {

	private static final Misfit NEVER = new Misfit(null, null, false);

	// where AWS itself writes the payload
	private static final Set<EventSource> PAYLOAD_OF_AWS = EnumSet.of(EventSource.S3, EventSource.SES,
			EventSource.CODECOMMIT);

	private static final String TREE = "Use JsonNode, or a type with the members that are there.";

	private final @Nullable JsonMapper mapper;

	private final @Nullable BeanDeserializerBase bean;

	private final boolean elements;

	// the payloads of a batch mostly begin alike; a race costs one look-up more
	private @Nullable String lastFit;

	private Misfit(@Nullable JsonMapper mapper, @Nullable BeanDeserializerBase bean, boolean elements) {
		this.mapper = mapper;
		this.bean = bean;
		this.elements = elements;
	}

	/**
	 * Prepares the check of a type. Only objects that Jackson reads member by member, and
	 * lists of them, are checked; any other type decides for itself what fits.
	 */
	static Misfit of(JsonMapper mapper, JavaType type) {
		JavaType bean = content(type);
		boolean elements = bean.isCollectionLikeType() || bean.isArrayType();
		if (elements) {
			bean = content(bean.getContentType());
		}
		if (bean.isContainerType() || bean.isPrimitive() || bean.isEnumType() || bean.isJavaLangObject()
				|| bean.hasRawClass(String.class)) {
			return NEVER;
		}
		try {
			return (mapper._deserializationContext()
				.findRootValueDeserializer(bean) instanceof BeanDeserializerBase found)
						? new Misfit(mapper, found, elements) : NEVER;
		}
		catch (JacksonException ex) {
			// reported when the type is read
			return NEVER;
		}
	}

	private static JavaType content(JavaType type) {
		JavaType content = type;
		while (content.isReferenceType()) {
			content = content.getContentType();
		}
		return content;
	}

	/**
	 * Checks what was read.
	 * @param json JSON that was read as the type
	 * @param event the event, which the JSON is all of if there is no record
	 * @param record the record whose payload it is, or {@code null}
	 * @throws EventException if the type reads nothing of what AWS writes around the data
	 */
	void check(ByteSlice json, Type type, Event event, @Nullable EventRecord record) {
		BeanDeserializerBase bean = this.bean;
		if (bean == null || anyFits(json, bean)) {
			return;
		}
		String found = (record != null) ? envelope(record) : envelope(event);
		if (found != null && readsByMember(bean)) {
			throw EventException.unfit(record, type, found + ", and none of its members is one of that type. "
					+ ((record != null) ? formFor(record) : formFor(event, type)));
		}
	}

	private boolean anyFits(ByteSlice json, BeanDeserializerBase bean) {
		try {
			return anyMember(json, this.elements, (member) -> fits(member, bean));
		}
		catch (JsonException ex) {
			// in some way of the application's mapper it is JSON
			return true;
		}
	}

	private boolean fits(JsonScanner json, BeanDeserializerBase bean) {
		String expected = this.lastFit;
		if (expected != null && json.isNamed(expected)) {
			return true;
		}
		String name = json.name();
		if (bean.findProperty(PropertyName.construct(name)) == null) {
			return false;
		}
		// only then it is ASCII
		if (json.nameLength() == name.length() && !json.isNameEscaped()) {
			this.lastFit = name;
		}
		return true;
	}

	/**
	 * Whether an object has a member of one of these names, or none at all.
	 */
	static boolean anyMember(ByteSlice json, Set<String> names) {
		return anyMember(json, false, (member) -> names.contains(member.name()));
	}

	private static boolean anyMember(ByteSlice value, boolean elements, Predicate<JsonScanner> fits) {
		JsonScanner json = new JsonScanner(value);
		if (elements) {
			if (json.type() != JsonType.ARRAY) {
				return true;
			}
			json.enterArray();
			if (!json.nextElement()) {
				return true;
			}
		}
		if (json.type() != JsonType.OBJECT) {
			return true;
		}
		json.enterObject();
		if (!json.nextMember()) {
			return true;
		}
		do {
			if (fits.test(json)) {
				return true;
			}
			json.skip();
		}
		while (json.nextMember());
		return false;
	}

	// whether nothing is left to the type itself: no creator that takes the whole, no
	// setter for unknown members, no unwrapped member
	private boolean readsByMember(BeanDeserializerBase bean) {
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (bean.getKnownPropertyNames().isEmpty() || instantiator.canCreateUsingDelegate()
				|| instantiator.canCreateUsingArrayDelegate() || this.mapper == null) {
			return false;
		}
		DeserializationContext context = this.mapper._deserializationContext();
		BeanDescription description = context.introspectBeanDescription(this.mapper.constructType(bean.handledType()));
		if (description.findAnySetterAccessor() != null) {
			return false;
		}
		return description.findProperties().stream().noneMatch((property) -> takesMore(property, context));
	}

	private static boolean takesMore(BeanPropertyDefinition property, DeserializationContext context) {
		DeserializationConfig config = context.getConfig();
		AnnotationIntrospector annotations = config.getAnnotationIntrospector();
		for (AnnotatedMember member : new AnnotatedMember[] { property.getField(), property.getSetter(),
				property.getConstructorParameter(), property.getGetter() }) {
			if (member != null && (annotations.findUnwrappingNameTransformer(config, member) != null
					|| Boolean.TRUE.equals(annotations.hasAnySetter(config, member)))) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String envelope(Event event) {
		EventSource source = event.source();
		if (source != EventSource.UNKNOWN) {
			return "it is from " + source;
		}
		String bare = bare(event.signature());
		return (bare != null) ? "it is " + bare : null;
	}

	private static @Nullable String envelope(EventRecord record) {
		if (PAYLOAD_OF_AWS.contains(record.source())) {
			return "it is what " + record.source() + " says of it";
		}
		EventSignature signature = record.payloadAsEvent().signature();
		EventSource carried = EventSource.of(signature);
		if (carried != EventSource.UNKNOWN) {
			return "its payload is an event of " + carried;
		}
		String bare = bare(signature);
		return (bare != null) ? "its payload is " + bare : null;
	}

	// what AWS writes and is not an event
	private static @Nullable String bare(EventSignature signature) {
		String source = signature.text("eventSource");
		return source.startsWith("aws:") ? "a record of \"" + Excerpt.of(source) + "\" itself" : null;
	}

	/**
	 * Whether the event as a whole is not of the form that the type asks for, such as an
	 * object for a list.
	 */
	static boolean isWrongForm(JacksonException ex) {
		return ex instanceof MismatchedInputException && ex.getPath().isEmpty();
	}

	/**
	 * How a function takes the data in an event, as a sentence.
	 */
	static String formFor(Event event, Type type) {
		if (event.source() == EventSource.UNKNOWN) {
			return TREE;
		}
		String name = name(type);
		return "For what is in its records take Function<Records<" + name + ">, ...>, Batch.each(" + name
				+ ".class, ...) or Event." + event.source().decapMethod() + "(), and Event for the event as it is.";
	}

	/**
	 * How the data in the payload of a record is reached, as a sentence.
	 */
	static String formFor(EventRecord record) {
		if (record.hasPayload() && record.source().format().carriesEvents()) {
			EventSource carried = record.payloadAsEvent().source();
			if (carried == EventSource.SNS && record.source() == EventSource.SQS) {
				return "Use decapSnsOverSqs(), or records() for any source.";
			}
			if (carried != EventSource.UNKNOWN) {
				return "Use records(), which takes the records of that event out.";
			}
		}
		return TREE;
	}

	// of a list or an optional value, what is in it
	private static String name(Type type) {
		if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1) {
			return name(generic.getActualTypeArguments()[0]);
		}
		if (type instanceof Class<?> raw) {
			return raw.isArray() ? name(raw.getComponentType()) : raw.getSimpleName();
		}
		return type.getTypeName();
	}

}
