package io.golambda.event;

import java.io.ByteArrayOutputStream;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.ser.Serializers;

/**
 * Reads and writes AWS's classes within other types by AWS's serialization: the elements
 * of a list, the values of a map, the members of an application's type.
 */
final class AwsModule extends JacksonModule {

	private static final long serialVersionUID = 1;

	@Override
	public String getModuleName() {
		return "golambda-aws-event-classes";
	}

	@Override
	public Object getRegistrationId() {
		return getModuleName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addDeserializers(new Deserializers.Base() {

			@Override
			public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
					BeanDescription.Supplier description) {
				return isOne(type) ? new Reader(type.getRawClass()) : null;
			}

			@Override
			public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
				return AwsEventClasses.isOne(type) && !type.isEnum();
			}

		});
		context.addSerializers(new Serializers.Base() {

			@Override
			public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
					BeanDescription.Supplier description, JsonFormat.Value format) {
				return isOne(type) ? new Writer() : null;
			}

		});
	}

	private static boolean isOne(JavaType type) {
		return AwsEventClasses.isOne(type.getRawClass()) && !type.isEnumType();
	}

	private static final class Reader extends ValueDeserializer<Object> {

		private final Class<?> type;

		Reader(Class<?> type) {
			this.type = type;
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			ByteArrayOutputStream json = new ByteArrayOutputStream();
			try (JsonGenerator copy = DefaultMapper.INSTANCE.createGenerator(json)) {
				copy.copyCurrentStructureExact(parser);
			}
			try {
				return AwsEventClasses.readStrictly(AwsRecords.slice(json.toByteArray()), this.type);
			}
			catch (DecodingException ex) {
				throw new Unreadable(parser, this.type, ex.what());
			}
			catch (NoClassDefFoundError ex) {
				throw new Unreadable(parser, this.type,
						"com.amazonaws:" + AwsEventClasses.missingLibrary(ex) + " is missing");
			}
		}

	}

	private static final class Writer extends ValueSerializer<Object> {

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			try (JsonParser json = DefaultMapper.INSTANCE.createParser(AwsEventClasses.write(value))) {
				json.nextToken();
				generator.copyCurrentStructureExact(json);
			}
		}

	}

	/**
	 * Thrown if a value within another one does not fit AWS's class.
	 */
	static final class Unreadable extends MismatchedInputException {

		private static final long serialVersionUID = 1;

		private final String problem;

		Unreadable(JsonParser parser, Class<?> type, String problem) {
			super(parser, problem, type);
			this.problem = problem;
		}

		String problem() {
			return this.problem;
		}

	}

}
