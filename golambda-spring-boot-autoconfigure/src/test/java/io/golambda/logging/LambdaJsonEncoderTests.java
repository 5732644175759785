package io.golambda.logging;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

import io.golambda.error.FrameFolding;
import io.golambda.event.Event;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * One line of JSON for each log event.
 */
class LambdaJsonEncoderTests {

	private final Lines lines = new Lines(Lines.FORMAT);

	@Test
	void writesFieldsInOrder() {
		this.lines.logger().atInfo().addKeyValue("var1", "say hello").log("Hello, {}", "you");
		assertThat(this.lines.text())
			.matches("\\{\"level\":\"info\",\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\","
					+ "\"logger\":\"com.acme.Colors\",\"var1\":\"say hello\",\"message\":\"Hello, you\"}\n");
	}

	@Test
	void writesTheTimeOfTheEvent() {
		Instant before = Instant.now();
		this.lines.logger().info("now");
		assertThat(Instant.parse(this.lines.only().get("time").stringValue())).isBetween(before.minusMillis(1),
				Instant.now());
	}

	@Test
	void writesValuesAsJsonOfTheirType() {
		this.lines.logger()
			.atWarn()
			.addKeyValue("record", new Order("o-1", new BigDecimal("12345678901234567890.10"), List.of("a", "b")))
			.addKeyValue("map", Map.of("k", 1))
			.addKeyValue("int", 7)
			.addKeyValue("long", Long.MAX_VALUE)
			.addKeyValue("double", 1.5)
			.addKeyValue("decimal", new BigDecimal("0.10"))
			.addKeyValue("bool", true)
			.addKeyValue("nothing", (Object) null)
			.addKeyValue("date", LocalDate.of(2026, 1, 2))
			.addKeyValue("instant", Instant.parse("2026-01-02T03:04:05Z"))
			.addKeyValue("duration", Duration.ofSeconds(90))
			.addKeyValue("present", Optional.of("x"))
			.addKeyValue("absent", Optional.empty())
			.addKeyValue("array", new int[] { 1, 2 })
			.addKeyValue("bytes", new byte[] { 1, 2, 3 })
			.addKeyValue("event", Event.of("{\"big\": 123456789012345678901234567890, \"x\": null}"))
			.addKeyValue("enumeration", LogField.LEVEL)
			.log("values");
		assertThat(this.lines.text()).contains(
				"\"record\":{\"id\":\"o-1\",\"amount\":12345678901234567890.10,\"lines\":[\"a\",\"b\"]}",
				"\"map\":{\"k\":1}", "\"int\":7,", "\"long\":9223372036854775807", "\"double\":1.5,",
				"\"decimal\":0.10", "\"bool\":true", "\"nothing\":null", "\"date\":\"2026-01-02\"",
				"\"instant\":\"2026-01-02T03:04:05Z\"", "\"duration\":\"PT1M30S\"", "\"present\":\"x\"",
				"\"absent\":null", "\"array\":[1,2]", "\"bytes\":\"[3 bytes]\"",
				"\"event\":{\"big\":123456789012345678901234567890,\"x\":null}", "\"enumeration\":\"LEVEL\"");
	}

	@Test
	void writesMdcMarkersAndStructuredArguments() {
		this.lines.logger().getLoggerContext().getMDCAdapter().put("tenant", "t-1");
		this.lines.logger()
			.info(Markers.append("marker", List.of(1)).and(Markers.append("second", true)), "argument {} {}",
					StructuredArguments.kv("order", Map.of("id", 7)), StructuredArguments.value("price", 1.5));
		JsonNode line = this.lines.only();
		assertThat(line.get("tenant").stringValue()).isEqualTo("t-1");
		assertThat(line.get("marker").toString()).isEqualTo("[1]");
		assertThat(line.get("second").booleanValue()).isTrue();
		assertThat(line.get("order").toString()).isEqualTo("""
				{"id":7}""");
		assertThat(line.get("price").doubleValue()).isEqualTo(1.5);
		assertThat(line.get("message").stringValue()).isEqualTo("argument order={id=7} 1.5");
	}

	@Test
	void moreSpecificValueOverrides() {
		LastingValues.of(this.lines.logger().getLoggerContext()).set("a", "for good");
		this.lines.logger().getLoggerContext().getMDCAdapter().put("a", "mdc");
		this.lines.logger().atInfo().addKeyValue("a", "line").log("x");
		assertThat(this.lines.only().get("a").stringValue()).isEqualTo("line");
	}

	@Test
	void fieldsAndNamesAreConfigurable() {
		LineFormat format = LineFormat.of(
				LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "colors", "AWS_LAMBDA_FUNCTION_VERSION", "7",
						"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")),
				List.of(LogField.MESSAGE, LogField.LEVEL, LogField.FUNCTION_NAME, LogField.FUNCTION_VERSION,
						LogField.MEMORY_SIZE, LogField.THREAD),
				Map.of(LogField.LEVEL, "severity", LogField.FUNCTION_NAME, "fn"), List.of(),
				new FrameFolding(List.of()));
		Lines configured = new Lines(format);
		configured.logger().atInfo().addKeyValue("left", "out").log("x");
		assertThat(configured.text()).isEqualTo("{\"message\":\"x\",\"severity\":\"info\",\"fn\":\"colors\","
				+ "\"lambda.functionVersion\":\"7\",\"lambda.memorySize\":512,\"thread\":\""
				+ Thread.currentThread().getName() + "\"}\n");
	}

	@Test
	void rejectsUnknownField() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LambdaJsonEncoder().setOrder("level, colour"))
			.withMessageContaining("\"colour\" is not a field of a log line. The fields are [level, request-id,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "trace", "debug", "info", "warn", "error" })
	void followsLambdasJsonLogFormat(String level) {
		Lines lambda = new Lines(LineFormat.of(LambdaEnvironment.of(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"))));
		lambda.logger().setLevel(ch.qos.logback.classic.Level.TRACE);
		lambda.logger().atLevel(org.slf4j.event.Level.valueOf(level.toUpperCase(java.util.Locale.ROOT))).log("x");
		JsonNode line = lambda.only();
		// the documented rules: a JSON object with a top-level "level" of a known value
		// in any
		// case, and a "timestamp" as in RFC 3339; else the line counts as info
		assertThat(line.get("level").stringValue().toUpperCase(java.util.Locale.ROOT)).isIn("TRACE", "DEBUG", "INFO",
				"WARN", "ERROR", "FATAL");
		assertThat(line.get("level").stringValue()).isEqualTo(level);
		assertThat(java.time.OffsetDateTime.parse(line.get("timestamp").stringValue()).getOffset())
			.isEqualTo(java.time.ZoneOffset.UTC);
		assertThat(line.has("time")).isFalse();
	}

	@Test
	void masksSecretsByTheirKeys() {
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("user", "ada");
		nested.put("accessToken", Map.of("value", "abc"));
		nested.put("list", List.of(Map.of("PASSWORD", List.of(1, 2), "ok", 1)));
		this.lines.logger()
			.atInfo()
			.addKeyValue("db.password", "hunter2")
			.addKeyValue("login", nested)
			.addKeyValue("credentials", new Credentials("ada", "hunter2"))
			.addKeyValue("event", Event.of("{\"headers\":{\"Authorization\":\"Bearer x\"},\"body\":1}"))
			.addKeyValue("noToken", (Object) null)
			.log("{}", StructuredArguments.kv("apiKey", "k-123"));
		String text = this.lines.text();
		assertThat(text)
			.contains("\"db.password\":\"***\"", "\"login\":{\"user\":\"ada\",\"accessToken\":\"***\"," + "\"list\":[{",
					"\"PASSWORD\":\"***\"", "\"credentials\":\"***\"",
					"\"event\":{\"headers\":{\"Authorization\":\"***\"},\"body\":1}", "\"noToken\":null",
					"\"apiKey\":\"***\"")
			.doesNotContain("hunter2", "Bearer", "abc");
		assertThat(this.lines.only().at("/login/list/0/ok").intValue()).isOne();
	}

	@Test
	void masksConfiguredWords() {
		Lines own = new Lines(LineFormat.of(LambdaEnvironment.of(Map.of()), LineFormat.DEFAULT_ORDER, Map.of(),
				List.of("IBAN"), Lines.FORMAT.folding()));
		own.logger().atInfo().addKeyValue("ibanOfSender", "DE00").log("x");
		assertThat(own.text()).contains("\"ibanOfSender\":\"***\"");
	}

	@Test
	void renamesValuesWithNamesOfFields() {
		this.lines.logger()
			.atInfo()
			.addKeyValue("level", "high")
			.addKeyValue("message", 1)
			.addKeyValue(null, 2)
			.log("x");
		JsonNode line = this.lines.only();
		assertThat(line.get("level").stringValue()).isEqualTo("info");
		assertThat(line.get("message").stringValue()).isEqualTo("x");
		assertThat(line.get("_level").stringValue()).isEqualTo("high");
		assertThat(line.get("_message").intValue()).isOne();
		assertThat(line.get("null").intValue()).isEqualTo(2);
	}

	@Test
	void messageCannotForgeALine() {
		this.lines.logger()
			.atInfo()
			.addKeyValue("k\n\"", "\r\n{\"level\":\"error\"}\u2028\u0000\u001b[31m")
			.log("a\n{\"level\":\"error\"}\r");
		assertThat(this.lines.only().get("message").stringValue()).isEqualTo("a\n{\"level\":\"error\"}\r");
		assertThat(this.lines.only().get("level").stringValue()).isEqualTo("info");
	}

	@Test
	void cutsALongMessage() {
		this.lines.logger().atInfo().addKeyValue("order", 17).log("x".repeat(1024 * 1024));
		JsonNode line = this.lines.only();
		assertThat(line.get("message").stringValue()).startsWith("xxxx").endsWith("…[cut, 1048576 characters]");
		assertThat(line.get("order").intValue()).isEqualTo(17);
	}

	@Test
	void keepsALongMessageThatFits() {
		this.lines.logger().info("x".repeat(200 * 1024));
		assertThat(this.lines.only().get("message").stringValue()).hasSize(200 * 1024);
	}

	@Test
	void fitsTheWorstCase() {
		var event = this.lines.logger().atInfo();
		for (int i = 0; i < 2000; i++) {
			event = event.addKeyValue(i + "\u0001".repeat(300), "\u0001".repeat(100_000));
		}
		event.setCause(new IllegalStateException("\u0001".repeat(1_000_000))).log("\u0001".repeat(1_000_000));
		JsonNode line = this.lines.only();
		assertThat(line.get("…").stringValue()).isEqualTo("[cut, 2000 values]");
		assertThat(line.get("message").stringValue()).endsWith("…[cut, 1000000 characters]");
	}

	// suppliers, since JUnit calls toString() of arguments
	static Stream<Supplier<Object>> badValues() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add(cyclic);
		Map<String, Object> selfish = new LinkedHashMap<>();
		selfish.put("ok", 1);
		selfish.put("self", selfish);
		return Stream.of(cyclic, selfish, new Throwing(), new ThrowingError(), new Node(),
				IntStream.range(0, 5_000_000).boxed().toList(), Collections.nCopies(100_000, "text"), Stream.of(1),
				new Object(), Thread.currentThread(), (Runnable) () -> {
				}, "\uD800 lone", "lone \uDC00", Map.of("\uD800", "\uDFFF\uD800"), new StringBuilder("\uD800"),
				new IllegalStateException("as a value"), new BadToString(), new BigDecimal("1e1000000000"),
				Event.of("no JSON at all"), Event.of(new byte[] { (byte) 0xff }))
			.map((value) -> () -> value);
	}

	@ParameterizedTest
	@MethodSource("badValues")
	void badValueDoesNotAffectTheRest(Supplier<Object> value) {
		this.lines.logger().atInfo().addKeyValue("bad", value.get()).addKeyValue("good", 1).log("x");
		JsonNode line = this.lines.only();
		assertThat(line.get("message").stringValue()).isEqualTo("x");
		assertThat(line.get("good").intValue()).isOne();
		assertThat(line.has("bad")).isTrue();
	}

	@Test
	void describesAFailureWithoutItsMessage() {
		this.lines.logger().atInfo().addKeyValue("bad", new Throwing()).log("x");
		assertThat(this.lines.only().get("bad").stringValue()).startsWith("(no JSON: ")
			.contains(Throwing.class.getName())
			.doesNotContain("hidden");
	}

	@Test
	void endsACutValueProperly() {
		this.lines.logger().atInfo().addKeyValue("numbers", IntStream.range(0, 1_000_000).boxed().toList()).log("x");
		JsonNode numbers = this.lines.only().get("numbers");
		assertThat(numbers.size()).isGreaterThan(1000);
		assertThat(numbers.get(0).intValue()).isZero();
		assertThat(numbers.get(numbers.size() - 1).stringValue()).isEqualTo("…");
	}

	@Test
	void writesNaNAndInfinityAsStrings() {
		this.lines.logger()
			.atInfo()
			.addKeyValue("a", Double.NaN)
			.addKeyValue("b", Map.of("c", Float.NEGATIVE_INFINITY))
			.log("x");
		assertThat(this.lines.only().get("a").stringValue()).isEqualTo("NaN");
		assertThat(this.lines.only().at("/b/c").stringValue()).isEqualTo("-Infinity");
	}

	@Test
	void survivesFailingArgumentsAndMarkers() {
		this.lines.logger()
			.info(Markers.append("m", new Throwing()), "x {}", StructuredArguments.kv("a", new Throwing()));
		this.lines.logger().info("{}", new BadToString());
		assertThat(this.lines.all()).hasSize(2)
			.allSatisfy((line) -> assertThat(line.get("level").stringValue()).isEqualTo("info"));
	}

	@Test
	void survivesAValueThatLogs() {
		this.lines.logger().atInfo().addKeyValue("logging", new Logging(this.lines.logger())).log("outer");
		assertThat(this.lines.only().at("/logging/text").stringValue()).isEqualTo("text");
	}

	@Property(tries = 300)
	void keepsAnyText(@ForAll String message, @ForAll String key, @ForAll String value) {
		Lines fresh = new Lines(Lines.FORMAT);
		fresh.logger().atInfo().addKeyValue("k" + key, value).log(message.replace("{}", ""));
		JsonNode line = fresh.only();
		boolean valid = (message + key + value).codePoints().noneMatch((c) -> c >= 0xD800 && c <= 0xDFFF);
		if (valid && key.length() < 256) {
			assertThat(line.get("message").stringValue()).isEqualTo(message.replace("{}", ""));
			assertThat(line.get("k" + key).stringValue()).isIn(value, "***");
		}
	}

	record Order(String id, BigDecimal amount, List<String> lines) {

	}

	record Credentials(String user, String password) {

	}

	static class Throwing {

		public String getValue() {
			throw new IllegalStateException("hidden");
		}

	}

	static class ThrowingError {

		public String getValue() {
			throw new AssertionError("hidden");
		}

	}

	static class Node {

		public int getNumber() {
			return 1;
		}

		public Node getNext() {
			return new Node();
		}

	}

	static class BadToString {

		@Override
		public String toString() {
			throw new IllegalStateException("hidden");
		}

	}

	static class Logging {

		private final Logger logger;

		Logging(Logger logger) {
			this.logger = logger;
		}

		public String getText() {
			this.logger.info("inner");
			return "text";
		}

	}

}
