package io.golambda.event;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for every class of {@code aws-lambda-java-events} that an object with all members
 * set is equal after writing and reading, by itself and within an application's type.
 */
class AwsEventClassesRoundTripTests {

	private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.events.";

	// their getters return another type than their setters take
	private static final List<String> ASYMMETRIC = List.of("IamPolicyResponse", "IamPolicyResponseV1",
			"APIGatewayV2CustomAuthorizerEvent");

	static Stream<Class<?>> classes() throws Exception {
		Path jar = Path.of(SQSEvent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (JarFile library = new JarFile(jar.toFile())) {
			return library.stream()
				.map(JarEntry::getName)
				.filter((name) -> name.endsWith(".class") && name.startsWith(PACKAGE.replace('.', '/')))
				.<Class<?>>map((name) -> load(name.substring(0, name.length() - 6).replace('/', '.')))
				.filter(AwsEventClassesRoundTripTests::isBean)
				.toList()
				.stream();
		}
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isBean(Class<?> type) {
		String name = type.getName().substring(PACKAGE.length());
		return !type.isEnum() && !isInner(type) && !Modifier.isAbstract(type.getModifiers())
				&& !name.endsWith("Builder") && !name.startsWith("S3Event") && !name.startsWith("models.s3.")
				&& !ASYMMETRIC.contains(name.replaceFirst("\\$.*", ""));
	}

	private static boolean isInner(Class<?> type) {
		return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
	}

	@Test
	void findsAllClasses() throws Exception {
		assertThat(classes()).hasSizeGreaterThan(140);
	}

	@ParameterizedTest
	@MethodSource("classes")
	void readsWhatItWrites(Class<?> type) {
		Object filled = filled(type, 4);
		byte[] json = AwsEventClasses.write(filled);
		assertThat(Event.of(json).bind(type)).usingRecursiveComparison().isEqualTo(filled);
	}

	@ParameterizedTest
	@MethodSource("classes")
	void readsWhatItWritesWithinAnotherType(Class<?> type) {
		Object filled = filled(type, 4);
		String json = new String(AwsEventClasses.write(filled), StandardCharsets.UTF_8);
		Object list = DefaultMapper.INSTANCE.readValue("[" + json + "]",
				DefaultMapper.INSTANCE.getTypeFactory().constructCollectionType(List.class, type));
		assertThat(list).asInstanceOf(InstanceOfAssertFactories.LIST)
			.singleElement()
			.usingRecursiveComparison()
			.isEqualTo(filled);
		JsonNode written = DefaultMapper.INSTANCE
			.readTree(DefaultMapper.INSTANCE.writeValueAsString(Map.of("value", filled)));
		assertThat(written.get("value")).isEqualTo(DefaultMapper.INSTANCE.readTree(json));
	}

	private static Object filled(Class<?> type, int depth) {
		try {
			Object filled = type.getDeclaredConstructor().newInstance();
			for (Method setter : type.getMethods()) {
				if (setter.getName().startsWith("set") && setter.getParameterCount() == 1 && !setter.isBridge()
						&& !setter.getParameterTypes()[0].isEnum()) {
					Object value = value(setter.getGenericParameterTypes()[0], setter.getName().substring(3), depth);
					if (value != null) {
						setter.invoke(filled, value);
					}
				}
			}
			return filled;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type.getName(), ex);
		}
	}

	private static Object value(Type type, String name, int depth) {
		if (type instanceof ParameterizedType generic) {
			Type[] arguments = generic.getActualTypeArguments();
			Object content = value(arguments[arguments.length - 1], name, depth);
			if (content == null) {
				return null;
			}
			return Map.class.isAssignableFrom((Class<?>) generic.getRawType()) ? Map.of("a", content)
					: List.of(content);
		}
		Class<?> raw = (Class<?>) type;
		if (raw == String.class || raw == Object.class) {
			return name + "!";
		}
		if (raw == Boolean.class || raw == boolean.class) {
			return true;
		}
		if (raw == Integer.class || raw == int.class) {
			return name.length();
		}
		if (raw == Long.class || raw == long.class) {
			return (long) name.length();
		}
		if (raw == Double.class || raw == double.class) {
			return name.length() + 0.5;
		}
		if (raw == Date.class) {
			return new Date(1_700_000_000_500L);
		}
		if (raw == DateTime.class) {
			return new DateTime(1_700_000_000_500L, DateTimeZone.UTC);
		}
		if (raw == Instant.class) {
			return Instant.ofEpochMilli(1_700_000_000_500L);
		}
		if (raw == ByteBuffer.class) {
			return ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
		}
		if (raw == byte[].class) {
			return name.getBytes(StandardCharsets.UTF_8);
		}
		if (raw.isArray()) {
			Object array = Array.newInstance(raw.getComponentType(), 1);
			Array.set(array, 0, value(raw.getComponentType(), name, depth));
			return array;
		}
		if (raw.isEnum()) {
			return raw.getEnumConstants()[0];
		}
		return (AwsEventClasses.isOne(raw) && !isInner(raw) && depth > 0) ? filled(raw, depth - 1) : null;
	}

}
