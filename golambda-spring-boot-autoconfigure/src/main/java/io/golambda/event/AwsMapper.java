package io.golambda.event;

import java.io.IOException;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonLocation;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonParser;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonProcessingException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.core.JsonToken;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.DeserializationContext;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JsonDeserializer;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JsonMappingException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectReader;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.module.SimpleModule;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.modules.DateModule;
import com.amazonaws.services.lambda.runtime.serialization.events.modules.DateTimeModule;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;

/**
 * Copy of AWS's own mapper with the mix-ins of all event classes. AWS's library applies
 * the mix-ins of one event class at a time, so it reads only whole events. It also
 * registers modules with a mapper that is already in use, so the result depends on which
 * class is read first. This copy reads every class by itself and in any order.
 */
final class AwsMapper {

	private static final ObjectMapper MAPPER = create();

	private static final ClassValue<Reading> READINGS = new ClassValue<>() {

		@Override
		protected Reading computeValue(Class<?> type) {
			return Reading.of(type);
		}

	};

	private AwsMapper() {
	}

	private static ObjectMapper create() {
		ObjectMapper mapper = JacksonFactory.getInstance().getMapper().copy();
		mapper.setMixInResolver(new AwsMixins());
		mapper.setPropertyNamingStrategy(new SnsNaming());
		mapper.registerModules(new DateModule(), new DateTimeModule(SNSEvent.class.getClassLoader()),
				new SimpleModule("golambda").addDeserializer(Date.class, new EpochTime()));
		return mapper.addHandler(new JsonInStrings());
	}

	/**
	 * Reads an object of a class.
	 * @throws DecodingException if the JSON does not fit the class
	 */
	static Object read(ByteSlice json, Class<?> type) throws DecodingException {
		try {
			return READINGS.get(type).reader.readValue(json.bytes(), json.offset(), json.length());
		}
		catch (IOException | RuntimeException ex) {
			// drops the cause, which quotes the event
			throw new DecodingException(reason(ex));
		}
	}

	/**
	 * Returns the names of the members that a class reads.
	 */
	static Set<String> members(Class<?> type) {
		return READINGS.get(type).members;
	}

	static byte[] write(Object value) {
		try {
			return MAPPER.writeValueAsBytes(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot write an object of " + value.getClass().getName() + " as JSON.",
					ex);
		}
	}

	private static String reason(Exception ex) {
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return path(mismatch) + " cannot be read as " + mismatch.getTargetType().getTypeName();
		}
		if (ex instanceof JsonMappingException mapping) {
			return path(mapping) + " cannot be read";
		}
		if (ex instanceof JsonProcessingException processing && processing.getLocation() != null) {
			JsonLocation location = processing.getLocation();
			return "it is not JSON at line " + location.getLineNr() + ", column " + location.getColumnNr();
		}
		return "a value in it is invalid";
	}

	private static String path(JsonMappingException ex) {
		StringBuilder path = new StringBuilder("$");
		for (JsonMappingException.Reference step : ex.getPath()) {
			if (step.getFieldName() != null) {
				path.append('.').append(Excerpt.of(step.getFieldName()));
			}
			else {
				path.append('[').append(step.getIndex()).append(']');
			}
		}
		return path.toString();
	}

	private record Reading(ObjectReader reader, Set<String> members) {

		static Reading of(Class<?> type) {
			Set<String> members = new HashSet<>();
			for (BeanPropertyDefinition property : MAPPER.getDeserializationConfig()
				.introspect(MAPPER.constructType(type))
				.findProperties()) {
				members.add(property.getName());
			}
			return new Reading(MAPPER.readerFor(type), Set.copyOf(members));
		}

	}

	/**
	 * Capitalizes the names of members of SNS.
	 */
	private static final class SnsNaming extends PropertyNamingStrategy {

		private static final long serialVersionUID = 1;

		private static final PropertyNamingStrategies.NamingBase CAPITAL = new PropertyNamingStrategies.UpperCamelCaseStrategy();

		@Override
		public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
			return name(method, name);
		}

		@Override
		public String nameForSetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
			return name(method, name);
		}

		private static String name(AnnotatedMethod method, String name) {
			Class<?> type = method.getDeclaringClass();
			return (type == SNSEvent.class || type.getEnclosingClass() == SNSEvent.class) ? CAPITAL.translate(name)
					: name;
		}

	}

	/**
	 * Reads a time in seconds since 1970. Emulators, and Kinesis Data Streams for
	 * DynamoDB, write milliseconds or microseconds in the same places; their size tells
	 * them apart. Anything but a number is ignored, as by
	 * {@link EventRecord#timestamp()}.
	 */
	private static final class EpochTime extends JsonDeserializer<Date> {

		// year 5138
		private static final double MAX_SECONDS = 1e11;

		@Override
		public @Nullable Date deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			double seconds = parser.getValueAsDouble(Double.NaN);
			if (!Double.isFinite(seconds)) {
				parser.skipChildren();
				return null;
			}
			while (Math.abs(seconds) > MAX_SECONDS) {
				seconds /= 1000;
			}
			return new Date(Math.round(seconds * 1000));
		}

	}

	/**
	 * Reads objects from JSON strings: EventBridge Scheduler writes {@code detail}, and
	 * failure destinations may write {@code requestPayload}, as strings, where AWS's
	 * classes have objects.
	 */
	private static final class JsonInStrings extends DeserializationProblemHandler {

		private static final Set<String> MEMBERS = Set.of("detail", "requestPayload");

		@Override
		public @Nullable Object handleMissingInstantiator(DeserializationContext context, Class<?> type,
				ValueInstantiator instantiator, JsonParser parser, String message) throws IOException {
			if (Map.class.isAssignableFrom(type) && parser.currentToken() == JsonToken.VALUE_STRING
					&& MEMBERS.contains(parser.currentName()) && parser.getText().stripLeading().startsWith("{")) {
				try {
					return MAPPER.readValue(parser.getText(), LinkedHashMap.class);
				}
				catch (JsonProcessingException ex) {
					return NOT_HANDLED;
				}
			}
			return NOT_HANDLED;
		}

	}

}
