package io.golambda.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.ser.Serializers;

/**
 * Jackson's module for Joda-Time, which Spring Cloud Function depends on, set up when the
 * first type of Joda-Time is bound. Setting it up takes a tenth of a fast start, and few
 * functions need it.
 */
final class LazyJodaModule extends JacksonModule {

	private static final long serialVersionUID = 1L;

	static final String CLASS_NAME = "tools.jackson.datatype.joda.JodaModule";

	private final JacksonModule joda;

	LazyJodaModule(JacksonModule joda) {
		this.joda = joda;
	}

	@Override
	public String getModuleName() {
		return this.joda.getModuleName();
	}

	/**
	 * Returns the id of the original module, so that this one replaces it.
	 */
	@Override
	public Object getRegistrationId() {
		return this.joda.getRegistrationId();
	}

	@Override
	public Version version() {
		return this.joda.version();
	}

	@Override
	public void setupModule(SetupContext context) {
		Supplier<Handlers> handlers = SingletonSupplier.of(() -> Handlers.of(this.joda, context));
		context.addDeserializers(new Deserializers() {
			@Override
			public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
					BeanDescription.Supplier description) {
				return isJoda(type.getRawClass())
						? handlers.get().deserializers().findBeanDeserializer(type, config, description) : null;
			}

			@Override
			public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
				return isJoda(type) && handlers.get().deserializers().hasDeserializerFor(config, type);
			}
		});
		context.addKeyDeserializers((type, config, description) -> isJoda(type.getRawClass())
				? handlers.get().keyDeserializers().findKeyDeserializer(type, config, description) : null);
		context.addSerializers(new Serializers() {
			@Override
			public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
					BeanDescription.Supplier description, JsonFormat.Value format) {
				return isJoda(type.getRawClass())
						? handlers.get().serializers().findSerializer(config, type, description, format) : null;
			}
		});
	}

	private static boolean isJoda(Class<?> type) {
		return type.getName().startsWith("org.joda.time.");
	}

	/**
	 * The handlers that the original module registers.
	 */
	private record Handlers(Deserializers deserializers, KeyDeserializers keyDeserializers, Serializers serializers) {

		static Handlers of(JacksonModule module, SetupContext context) {
			Map<String, Object> registered = new HashMap<>();
			module.setupModule((SetupContext) Proxy.newProxyInstance(SetupContext.class.getClassLoader(),
					new Class<?>[] { SetupContext.class }, (proxy, method, arguments) -> {
						if (method.getName().startsWith("add")) {
							registered.put(method.getName(), arguments[0]);
							return proxy;
						}
						return method.invoke(context, arguments);
					}));
			return new Handlers((Deserializers) registered.get("addDeserializers"),
					(KeyDeserializers) registered.get("addKeyDeserializers"),
					(Serializers) registered.get("addSerializers"));
		}

	}

}
