package io.golambda.logging;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;
import tools.jackson.databind.JsonNode;

import io.golambda.error.GolambdaException;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that cannot be written are replaced by a description of the failure, and do not
 * affect the rest of the line.
 */
class BadValueTests {

	private final Lines lines = new Lines(Lines.FORMAT);

	@ParameterizedTest
	@ValueSource(strings = { "{broken", "", " ", "{\"a\":1", "1,\"level\":\"error\"", "{}}", "nul", "\uD800", "[1,]" })
	void reportsBrokenRawJson(String raw) {
		this.lines.logger()
			.error(Markers.appendRaw("marker", raw), "x {}", StructuredArguments.raw("argument", raw),
					StructuredArguments.kv("good", 1), new IllegalStateException("oops"));
		JsonNode line = this.lines.only();
		assertThat(line.get("level").stringValue()).isEqualTo("error");
		assertThat(line.get("message").stringValue()).startsWith("x ");
		assertThat(line.get("error.message").stringValue()).isEqualTo("oops");
		assertThat(line.get("marker").stringValue()).startsWith("(no JSON: ");
		assertThat(line.get("argument").stringValue()).startsWith("(no JSON: ");
		assertThat(line.get("good").intValue()).isOne();
	}

	@Test
	void dropsBrokenRawJsonThatNamesASecret() {
		this.lines.logger().info("x", StructuredArguments.raw("a", "{\"password\":\"hunter2"));
		assertThat(this.lines.text()).doesNotContain("hunter2");
	}

	@Test
	void masksRawJson() {
		this.lines.logger()
			.info(Markers.appendRaw("a", "{\"pin\":1,\"n\":1.50}"), "x", StructuredArguments.raw("b", "[1]"));
		assertThat(this.lines.text()).contains("\"a\":{\"pin\":\"***\",\"n\":1.50}", "\"b\":[1]");
	}

	static Stream<Supplier<StructuredArgument>> failingArguments() {
		return Stream.<StructuredArgument>of(StructuredArguments.defer(() -> {
			throw new IllegalStateException("hidden");
		}), StructuredArguments.fields(new LambdaJsonEncoderTests.Throwing()),
				StructuredArguments.entries(new FailingMap()), (out) -> {
					throw new StackOverflowError();
				}, (out) -> out.writeName("half"), (out) -> out.writeEndObject(),
				StructuredArguments.array("array", 1, new LambdaJsonEncoderTests.Throwing()),
				StructuredArguments.kv("kv", new FailingMap()), StructuredArguments.fields(null))
			.map((argument) -> () -> argument);
	}

	@ParameterizedTest
	@MethodSource("failingArguments")
	void failingArgumentDoesNotAffectOthers(Supplier<StructuredArgument> argument) {
		this.lines.logger()
			.info(Markers.append("before", 1)
				.and(Markers.append("bad", new LambdaJsonEncoderTests.Throwing()))
				.and(Markers.append("after", 2)), "x", argument.get(), StructuredArguments.kv("last", 3));
		JsonNode line = this.lines.only();
		assertThat(line.get("message").stringValue()).isEqualTo("x");
		assertThat(line.get("before").intValue()).isOne();
		assertThat(line.get("after").intValue()).isEqualTo(2);
		assertThat(line.get("last").intValue()).isEqualTo(3);
		assertThat(line.get("bad").stringValue()).startsWith("(no JSON: ");
		assertThat(this.lines.text()).doesNotContain("hidden");
	}

	@Test
	void writesAllFormsOfMarkersAndArguments() {
		Marker deferred = Markers.defer(() -> Markers.append("deferred", Map.of("pin", 1)));
		this.lines.logger()
			.info(Markers.empty()
				.and(Markers.appendEntries(Map.of("entry", 1)))
				.and(Markers.appendFields(new LambdaJsonEncoderTests.Credentials("ada", "hunter2")))
				.and(Markers.appendArray("array", "a", Map.of("otp", 2)))
				.and(Markers.aggregate(deferred)), "x", StructuredArguments.fields(new Named("field")),
					StructuredArguments.defer(() -> StructuredArguments.kv("later", 3)));
		JsonNode line = this.lines.only();
		assertThat(line.get("entry").intValue()).isOne();
		assertThat(line.get("user").stringValue()).isEqualTo("ada");
		assertThat(line.get("password").stringValue()).isEqualTo("***");
		assertThat(line.get("array").toString()).isEqualTo("""
				["a",{"otp":"***"}]""");
		assertThat(line.get("deferred").toString()).isEqualTo("""
				{"pin":"***"}""");
		assertThat(line.get("named").stringValue()).isEqualTo("field");
		assertThat(line.get("later").intValue()).isEqualTo(3);
	}

	@Test
	void keepsEntriesBeforeAKeyThatThrows() {
		this.lines.logger().info("x", StructuredArguments.entries(odd()));
		assertThat(this.lines.only().get("null").intValue()).isEqualTo(2);
		assertThat(this.lines.only().get("MapEntriesAppendingMarker").stringValue())
			.isEqualTo("(no JSON: java.lang.IllegalStateException)");
	}

	@Test
	void keepsEntriesBesideOddKeys() {
		this.lines.logger()
			.atInfo()
			.addKeyValue("map", odd())
			.addKeyValue("list", List.of(odd()))
			.addKeyValue("map of maps", Map.of("odd", odd()))
			.log("x");
		JsonNode line = this.lines.only();
		for (JsonNode map : List.of(line.get("map"), line.get("list").get(0), line.at("/map of maps/odd"))) {
			assertThat(map.get("null").intValue()).isEqualTo(2);
			assertThat(map.get("(no key: java.lang.IllegalStateException)").intValue()).isEqualTo(3);
			assertThat(map.get("[1]").intValue()).isEqualTo(4);
			assertThat(map.get("LEVEL").intValue()).isEqualTo(5);
			assertThat(map.get("1").intValue()).isEqualTo(6);
			assertThat(map.get("_1").intValue()).isEqualTo(7);
			assertThat(map.get("\uFFFD").intValue()).isEqualTo(8);
			assertThat(map.get("bad").stringValue()).startsWith("(no JSON: ");
			assertThat(map.get("good").intValue()).isOne();
		}
	}

	@Test
	void keepsErrorValuesBesideOddKeys() {
		this.lines.logger().error("x", new OddException());
		JsonNode values = this.lines.only().get("error.values");
		assertThat(values.get("(no key: java.lang.IllegalStateException)").intValue()).isEqualTo(3);
		assertThat(values.get("null").intValue()).isEqualTo(2);
		assertThat(values.get("bad").stringValue()).startsWith("(no JSON: ");
		assertThat(values.get("good").intValue()).isOne();
	}

	@Test
	void keepsErrorValuesBeforeAFailure() {
		this.lines.logger().error("x", new HalfException());
		assertThat(this.lines.only().at("/error.values/first").intValue()).isOne();
	}

	private static Map<Object, Object> odd() {
		Map<Object, Object> odd = new LinkedHashMap<>();
		odd.put(null, 2);
		odd.put(new LambdaJsonEncoderTests.BadToString(), 3);
		odd.put(List.of(1), 4);
		odd.put(LogField.LEVEL, 5);
		odd.put(1, 6);
		odd.put("1", 7);
		odd.put("\uD800", 8);
		odd.put("bad", new LambdaJsonEncoderTests.Throwing());
		odd.put("good", 1);
		return odd;
	}

	// suppliers, since JUnit calls toString() of arguments
	static Stream<Supplier<Object>> lazyValues() {
		return Stream
			.<Object>of(new FailingMap(), new FailingList(), Map.of("lazy", new FailingList()),
					Optional.of(new FailingList()), new Object[] { new FailingMap() }, Set.of(new FailingList()),
					Stream.iterate(1, (i) -> i).iterator(),
					(Iterable<Integer>) () -> Stream.iterate(1, (i) -> i).iterator(), new EndlessList(), Path.of("a"),
					ByteBuffer.wrap(new byte[10]), "x".toCharArray(), new int[100_000], new Object[] { 1, null },
					Arrays.asList(1, null))
			.map((value) -> () -> value);
	}

	@ParameterizedTest
	@MethodSource("lazyValues")
	void survivesValuesThatFailLazily(Supplier<Object> value) {
		this.lines.logger().atInfo().addKeyValue("lazy", value.get()).addKeyValue("good", 1).log("x");
		assertThat(this.lines.only().get("good").intValue()).isOne();
		assertThat(this.lines.only().has("lazy")).isTrue();
		assertThat(this.lines.text()).doesNotContain("hidden");
	}

	@Test
	void keepsElementsBeforeAFailure() {
		this.lines.logger()
			.atInfo()
			.addKeyValue("list", new FailingList())
			.addKeyValue("map", new FailingMap())
			.log("x");
		assertThat(this.lines.only().at("/list/0").intValue()).isOne();
		assertThat(this.lines.only().at("/list/1").stringValue()).startsWith("(no JSON: java.lang.IllegalState");
		assertThat(this.lines.only().at("/map/first").intValue()).isOne();
	}

	@Test
	void doesNotCallSecretValues() {
		List<String> asked = new ArrayList<>();
		Map<String, Object> map = new HashMap<>();
		map.put("password", new Object() {
			@Override
			public String toString() {
				asked.add("toString");
				return "hunter2";
			}

			public String getValue() {
				asked.add("getValue");
				return "hunter2";
			}
		});
		this.lines.logger().atInfo().addKeyValue("map", map).addKeyValue("token", map.get("password")).log("x");
		assertThat(this.lines.text()).contains("{\"password\":\"***\"}", "\"token\":\"***\"");
		assertThat(asked).isEmpty();
	}

	@Test
	void sharedValueIsNotACycle() {
		List<Integer> shared = List.of(1);
		List<Object> circle = new ArrayList<>(List.of(shared, shared));
		circle.add(circle);
		this.lines.logger().atInfo().addKeyValue("list", circle).log("x");
		assertThat(this.lines.only().get("list").toString()).isEqualTo("""
				[[1],[1],"(no JSON: refers to itself)"]""");
	}

	@Test
	void cutsDeepValues() {
		Object deep = 1;
		for (int i = 0; i < 100_000; i++) {
			deep = Collections.singletonList(deep);
		}
		this.lines.logger()
			.atInfo()
			.addKeyValue("deep", deep)
			.addKeyValue("event", io.golambda.event.Event.of("[".repeat(450) + "]".repeat(450)))
			.addKeyValue("good", 1)
			.log("x");
		assertThat(this.lines.only().get("good").intValue()).isOne();
	}

	@Test
	void replacesUnpairedSurrogates() {
		String lone = "a\uD83Db\uDE00c\uD83D\uDE00";
		String valid = "a\uFFFDb\uFFFDc\uD83D\uDE00";
		Exception failure = new GolambdaException(lone).with(lone, lone);
		failure.setStackTrace(new StackTraceElement[] { new StackTraceElement(lone, lone, lone, 1) });
		failure.addSuppressed(new IllegalStateException(lone, new IllegalStateException(lone)));
		this.lines.logger().getLoggerContext().getMDCAdapter().put("mdc" + lone, lone);
		this.lines.logger()
			.atError()
			.addKeyValue(lone, lone)
			.addKeyValue("map", Map.of(lone, List.of(lone)))
			.addKeyValue("bean", new Named(lone))
			.addKeyValue("json", "{\"pin\":1,\"a\":\"\\ud800\"}")
			.addArgument(StructuredArguments.raw("raw", "\"\\ud800\""))
			.setCause(failure)
			.log(lone + "{}");
		assertThat(this.lines.text()).doesNotContainPattern("(?<!\\\\)\\\\u[dD][89a-fA-F]..(?!\\\\u[dD][c-fC-F])");
		JsonNode line = this.lines.only();
		assertThat(line.get("message").stringValue()).startsWith(valid);
		assertThat(line.get(valid).stringValue()).isEqualTo(valid);
		assertThat(line.get("mdc" + valid).stringValue()).isEqualTo(valid);
		assertThat(line.get("map").get(valid).get(0).stringValue()).isEqualTo(valid);
		assertThat(line.at("/bean/named").stringValue()).isEqualTo(valid);
		assertThat(line.get("raw").stringValue()).isEqualTo("\uFFFD");
		assertThat(line.get("error.message").stringValue()).isEqualTo(valid);
		assertThat(line.get("error.values").get(valid).stringValue()).isEqualTo(valid);
		assertThat(line.get("error.stacktrace").get(0).get("func").stringValue()).isEqualTo(valid + "." + valid);
	}

	@Test
	void replacesUnpairedSurrogatesOfThreadNames() throws InterruptedException {
		Lines own = new Lines(LineFormat.of(LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "f\uD800")),
				List.of(LogField.THREAD, LogField.LOGGER, LogField.FUNCTION_NAME), Map.of(), List.of(),
				Lines.FORMAT.folding()));
		Thread thread = new Thread(() -> own.logger().info("x"), "t\uD800");
		thread.start();
		thread.join();
		assertThat(own.only().get("thread").stringValue()).isEqualTo("t\uFFFD");
		assertThat(own.only().get("lambda.functionName").stringValue()).isEqualTo("f\uFFFD");
		assertThat(own.text()).doesNotContain("\\uD");
	}

	record Named(String named) {

	}

	static class FailingList extends java.util.AbstractCollection<Object> {

		@Override
		public Iterator<Object> iterator() {
			return Stream.<Object>of(1, 2).map((i) -> {
				if (i.equals(2)) {
					throw new IllegalStateException("hidden");
				}
				return i;
			}).iterator();
		}

		@Override
		public int size() {
			throw new IllegalStateException("hidden");
		}

		@Override
		public boolean isEmpty() {
			throw new IllegalStateException("hidden");
		}

		@Override
		public String toString() {
			throw new IllegalStateException("hidden");
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class EndlessList extends java.util.AbstractCollection<Object> {

		@Override
		public Iterator<Object> iterator() {
			return Stream.iterate((Object) "x", (i) -> i).iterator();
		}

		@Override
		public int size() {
			return 1;
		}

	}

	static class FailingMap extends java.util.AbstractMap<String, Object> {

		@Override
		public Set<Map.Entry<String, Object>> entrySet() {
			return new java.util.AbstractSet<>() {
				@Override
				public Iterator<Map.Entry<String, Object>> iterator() {
					return Stream.of("first", "second").map((key) -> {
						if (key.equals("second")) {
							throw new IllegalStateException("hidden");
						}
						return Map.entry(key, (Object) 1);
					}).iterator();
				}

				@Override
				public int size() {
					throw new IllegalStateException("hidden");
				}
			};
		}

	}

	static class OddException extends RuntimeException implements io.golambda.error.ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		@SuppressWarnings({ "unchecked", "rawtypes" })
		public Map<String, Object> values() {
			return (Map) odd();
		}

	}

	static class HalfException extends RuntimeException implements io.golambda.error.ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		public Map<String, Object> values() {
			return new FailingMap();
		}

	}

}
