package io.golambda.event;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.ArrayLayout;

/**
 * Reads and writes the event and response classes of {@code aws-lambda-java-events} by
 * AWS's serialization. Jackson alone does not know the names of their members and leaves
 * them empty.
 */
final class AwsEventClasses {

	private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.events.";

	private AwsEventClasses() {
	}

	static boolean isOne(Class<?> type) {
		return type.getName().startsWith(PACKAGE);
	}

	/**
	 * Creates a module that reads and writes these classes within other types. It loads
	 * no class of AWS's before it reads or writes one.
	 */
	static JacksonModule module() {
		return new AwsModule();
	}

	/**
	 * Adds the {@linkplain #module() module} to a mapper that lacks it, if the library is
	 * present.
	 */
	static JsonMapper withModule(JsonMapper mapper) {
		return (hasModule(mapper) || !Library.PRESENT) ? mapper : mapper.rebuild().addModule(module()).build();
	}

	private static boolean hasModule(JsonMapper mapper) {
		for (JacksonModule module : mapper.registeredModules()) {
			if (module instanceof AwsModule) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Writes an event or a response as Lambda's managed runtime does, or by the names of
	 * the getters if AWS's serialization is missing.
	 * @return JSON in UTF-8
	 */
	static byte[] write(Object value) {
		try {
			return isS3(value.getClass()) && isEvent(value.getClass()) ? AwsS3.write(value) : AwsMapper.write(value);
		}
		catch (NoClassDefFoundError ex) {
			return Fallback.MAPPER.writeValueAsBytes(value);
		}
	}

	static String nameOf(Class<?> type) {
		return type.getName().substring(PACKAGE.length());
	}

	/**
	 * Binds a whole event.
	 */
	static Object bind(Event event, Class<?> type) {
		EventSource wanted = sourceOf(type);
		EventSource found = (wanted != EventSource.UNKNOWN) ? event.source() : EventSource.UNKNOWN;
		try {
			if (found == EventSource.UNKNOWN) {
				return readStrictly(event.whole(), type);
			}
			if (found == wanted) {
				return readEvent(event, null, type);
			}
		}
		catch (DecodingException ex) {
			throw new BindingFailure(null, type).because(ex.what());
		}
		catch (NoClassDefFoundError ex) {
			throw missing(type, ex);
		}
		throw new BindingFailure(null, type)
			.because("it is from " + found + ". " + BindingAdvice.forEvent(event, type));
	}

	/**
	 * Binds a record to a class for its source, or its payload to any other class.
	 */
	static Object bind(EventRecord record, Class<?> type) {
		EventSource wanted = sourceOf(type);
		try {
			if (wanted != EventSource.UNKNOWN) {
				Event payload = (record.hasPayload() && record.source().format().carriesEvents())
						? record.payloadAsEvent() : null;
				if (payload != null && payload.source() == wanted) {
					return readEvent(payload, record, type);
				}
				if (record.source() == wanted) {
					return own(record, type);
				}
			}
			return readStrictly(EventBinder.json(record, type), type);
		}
		catch (DecodingException ex) {
			throw new BindingFailure(record, type).because(ex.what() + ". " + BindingAdvice.forRecord(record));
		}
		catch (NoClassDefFoundError ex) {
			throw missing(type, ex);
		}
	}

	private static Object own(EventRecord record, Class<?> type) throws DecodingException {
		List<Object> parts = AwsRecords.readOwn(record);
		for (Object part : parts) {
			if (type.isInstance(part)) {
				return part;
			}
		}
		throw new DecodingException(
				"it is a " + parts.get(0).getClass().getName() + ", which cannot be read as this class");
	}

	/**
	 * Reads a record, even one without a payload, as AWS's class for it.
	 */
	static <T> T as(EventRecord record, Class<T> type) {
		Object read;
		try {
			read = AwsRecords.read(record).get(0);
		}
		catch (DecodingException ex) {
			throw EventException.forRecord(record, "does not fit the class that AWS has for it: " + ex.what());
		}
		catch (NoClassDefFoundError ex) {
			throw missing(type, ex);
		}
		if (!type.isInstance(read)) {
			throw EventException.forRecord(record,
					"is not a " + type.getName() + " but a " + read.getClass().getName());
		}
		return type.cast(read);
	}

	/**
	 * Reads an event from the source that the class is for.
	 * @param carrier the record that carries the event, or {@code null}
	 */
	private static Object readEvent(Event event, @Nullable EventRecord carrier, Class<?> type)
			throws DecodingException {
		EventSource source = event.source();
		if (!isEvent(type)) {
			List<EventRecord> records = event.records(source);
			if (carrier != null && source == EventSource.SNS && records.size() == 1) {
				return own(records.get(0), type);
			}
			throw new DecodingException("it is a whole event of " + source + ", and this is the class of a record");
		}
		boolean array = EventMapper.isArray(event);
		boolean lambdas = !array && !(source == EventSource.SNS && !event.signature().hasRecords());
		if (!lambdas) {
			List<EventRecord> records = AwsRecords.delivered(event.records(source));
			if (source == EventSource.EVENTBRIDGE && records.size() > 1) {
				throw new DecodingException(
						"it is an array of " + records.size() + " events, and this is the class of one");
			}
			return read(AwsRecords.event(records), type);
		}
		if (source == EventSource.FIREHOSE || source == EventSource.S3_BATCH) {
			AwsRecords.checkClass(event.records(source).get(0), type);
		}
		return read(event.whole(), type);
	}

	private static EventException missing(Class<?> type, NoClassDefFoundError ex) {
		return new EventException("To bind an event to " + type.getName() + " add com.amazonaws:" + missingLibrary(ex)
				+ " to the class path.");
	}

	static String missingLibrary(NoClassDefFoundError ex) {
		return String.valueOf(ex.getMessage()).startsWith(PACKAGE.replace('.', '/')) ? "aws-lambda-java-events"
				: "aws-lambda-java-serialization";
	}

	/**
	 * Reads JSON as a class that has at least one of its members.
	 * @throws DecodingException if the JSON does not fit the class
	 */
	static Object readStrictly(ByteSlice json, Class<?> type) throws DecodingException {
		if (type.isEnum()) {
			return read(json, type);
		}
		JsonType found = typeOf(json);
		if (found != JsonType.OBJECT) {
			throw new DecodingException("it is " + found + ", not an object");
		}
		checkNamedSource(json, sourceOf(type));
		Object read = read(AwsRecords.lambdas(json, type), type);
		if (!EnvelopeCheck.anyMember(json, members(type))) {
			throw new DecodingException("none of its members is one of that class");
		}
		return read;
	}

	private static JsonType typeOf(ByteSlice json) throws DecodingException {
		try {
			JsonScanner scanner = new JsonScanner(json);
			JsonType type = scanner.type();
			scanner.skip();
			return type;
		}
		catch (JsonException ex) {
			throw new DecodingException("it is not JSON");
		}
	}

	// records of different sources share the names of members
	private static void checkNamedSource(ByteSlice object, EventSource wanted) throws DecodingException {
		String name = (wanted != EventSource.UNKNOWN && wanted.format().layout() instanceof ArrayLayout layout)
				? layout.sourceName() : null;
		JsonScanner json = new JsonScanner(object);
		json.enterObject();
		while (name != null && json.nextMember()) {
			if ((json.isNamed("eventSource") || json.isNamed("EventSource")) && json.type() == JsonType.STRING) {
				String named = json.string().text().orElse("");
				if (named.startsWith("aws:") && !named.equals(name)) {
					throw new DecodingException("it is a record of \"" + Excerpt.of(named) + "\"");
				}
			}
			else {
				json.skip();
			}
		}
	}

	private static Set<String> members(Class<?> type) {
		return isS3(type) ? AwsS3.members(type) : AwsMapper.members(type);
	}

	/**
	 * Reads JSON as a class.
	 * @throws DecodingException if the JSON does not fit the class
	 */
	static Object read(ByteSlice json, Class<?> type) throws DecodingException {
		@Nullable Object read = isS3(type) ? AwsS3.read(json, type) : AwsMapper.read(json, type);
		if (read == null) {
			throw new DecodingException("it is null");
		}
		return read;
	}

	private static boolean isS3(Class<?> type) {
		String name = nameOf(type);
		return name.equals("S3Event") || name.startsWith("models.s3.S3EventNotification");
	}

	// neither a nested class nor one of the models that AWS's SDK shares
	private static boolean isEvent(Class<?> type) {
		String name = nameOf(type);
		return name.indexOf('$') < 0 && (name.indexOf('.') < 0 || isS3(type));
	}

	/**
	 * Returns the source whose events have this class, or contain it.
	 */
	static EventSource sourceOf(Class<?> type) {
		String name = nameOf(type);
		int nested = name.indexOf('$');
		return EventSource.ofAwsClass((nested < 0) ? name : name.substring(0, nested));
	}

	private static final class Library {

		static final boolean PRESENT = isPresent();

		private static boolean isPresent() {
			try {
				Class.forName(PACKAGE + "SQSEvent", false, AwsEventClasses.class.getClassLoader());
				return true;
			}
			catch (ClassNotFoundException ex) {
				return false;
			}
		}

	}

	// most of these classes name their members like the getters
	private static final class Fallback {

		private static final JsonMapper MAPPER = JsonMapper.builder()
			.changeDefaultPropertyInclusion((usual) -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build();

	}

}
