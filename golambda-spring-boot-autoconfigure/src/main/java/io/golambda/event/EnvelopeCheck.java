package io.golambda.event;

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
 * Rejects types that have none of the members that AWS writes around the data. Jackson
 * creates an empty object of this type, and the function would not notice the loss. The
 * first member that the type has ends the search, which usually compares one name.
 */
final class EnvelopeCheck {

	private static final EnvelopeCheck NONE = new EnvelopeCheck(null, null, false);

	private static final Set<EventSource> PAYLOAD_BY_AWS = EnumSet.of(EventSource.S3, EventSource.SES,
			EventSource.CODECOMMIT);

	private final @Nullable JsonMapper mapper;

	private final @Nullable BeanDeserializerBase bean;

	private final boolean elements;

	// most payloads of a batch begin with the same member; a race costs one look-up
	private @Nullable String lastKnownMember;

	private EnvelopeCheck(@Nullable JsonMapper mapper, @Nullable BeanDeserializerBase bean, boolean elements) {
		this.mapper = mapper;
		this.bean = bean;
		this.elements = elements;
	}

	/**
	 * Creates the check for a type. Only objects that Jackson reads member by member, and
	 * lists of them, are checked; any other type decides itself what it accepts.
	 */
	static EnvelopeCheck of(JsonMapper mapper, JavaType type) {
		JavaType bean = content(type);
		boolean elements = bean.isCollectionLikeType() || bean.isArrayType();
		if (elements) {
			bean = content(bean.getContentType());
		}
		if (bean.isContainerType() || bean.isPrimitive() || bean.isEnumType() || bean.isJavaLangObject()
				|| bean.hasRawClass(String.class)) {
			return NONE;
		}
		try {
			return (mapper._deserializationContext()
				.findRootValueDeserializer(bean) instanceof BeanDeserializerBase found)
						? new EnvelopeCheck(mapper, found, elements) : NONE;
		}
		catch (JacksonException ex) {
			// reading the type reports this
			return NONE;
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
	 * Checks JSON that was read as the type.
	 * @param json the whole event, or the payload of the record
	 * @param record the record, or {@code null} for the whole event
	 * @throws EventException if the JSON is an envelope of AWS's and the type has none of
	 * its members
	 */
	void check(ByteSlice json, Type type, Event event, @Nullable EventRecord record) {
		BeanDeserializerBase bean = this.bean;
		if (bean == null || hasAnyMember(json, bean)) {
			return;
		}
		String found = (record != null) ? envelope(record) : envelope(event);
		if (found != null && readsByMember(bean)) {
			throw new BindingFailure(record, type).because(found + ", and none of its members is one of that type. "
					+ ((record != null) ? BindingAdvice.forRecord(record) : BindingAdvice.forEvent(event, type)));
		}
	}

	private boolean hasAnyMember(ByteSlice json, BeanDeserializerBase bean) {
		try {
			return anyMember(json, this.elements, (member) -> hasMember(bean, member));
		}
		catch (JsonException ex) {
			// the application's mapper may allow more than strict JSON
			return true;
		}
	}

	private boolean hasMember(BeanDeserializerBase bean, JsonScanner json) {
		String expected = this.lastKnownMember;
		if (expected != null && json.isNamed(expected)) {
			return true;
		}
		String name = json.name();
		if (bean.findProperty(PropertyName.construct(name)) == null) {
			return false;
		}
		// isNamed compares ASCII names only
		if (json.nameLength() == name.length() && !json.isNameEscaped()) {
			this.lastKnownMember = name;
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

	/**
	 * Whether the type has neither a creator that takes the whole value, nor a setter for
	 * unknown members, nor an unwrapped member.
	 */
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
		return description.findProperties().stream().noneMatch((property) -> readsOtherMembers(property, context));
	}

	private static boolean readsOtherMembers(BeanPropertyDefinition property, DeserializationContext context) {
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
		String bareRecord = bareRecord(event.signature());
		return (bareRecord != null) ? "it is " + bareRecord : null;
	}

	private static @Nullable String envelope(EventRecord record) {
		if (PAYLOAD_BY_AWS.contains(record.source())) {
			return "it is what " + record.source() + " says of it";
		}
		EventSignature signature = record.payloadAsEvent().signature();
		EventSource carried = EventSource.of(signature);
		if (carried != EventSource.UNKNOWN) {
			return "its payload is an event of " + carried;
		}
		String bareRecord = bareRecord(signature);
		return (bareRecord != null) ? "its payload is " + bareRecord : null;
	}

	private static @Nullable String bareRecord(EventSignature signature) {
		String source = signature.text("eventSource");
		return source.startsWith("aws:") ? "a record of \"" + Excerpt.of(source) + "\" itself" : null;
	}

}
