package io.golambda.logging;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that Jackson serializes.
 */
class SerializedValueTests {

	private final Lines lines = new Lines(Lines.FORMAT);

	private JsonNode logged(Object value) {
		this.lines.logger().atInfo().addKeyValue("value", value).addKeyValue("good", 1).log("x");
		assertThat(this.lines.only().get("good").intValue()).isOne();
		return this.lines.only().get("value");
	}

	@Test
	void masksObjectsThatASerializerWrites() {
		assertThat(logged(new Nested())).hasToString("""
				{"login":{"user":"ada","password":"***"},"list":[{"pin":"***"}]}""");
	}

	@Test
	void masksRawJson() {
		logged(new Raw("{\"pin\":1,\"n\":1.50}", 2));
		assertThat(this.lines.text()).contains("""
				{"json":{"pin":"***","n":1.50},"next":2}""");
	}

	@Test
	void brokenRawJsonDoesNotAffectOtherMembers() {
		assertThat(logged(new Raw("{\"a\":1,\"password\":\"hunter2", 2))).hasToString("""
				{"json":{"a":1,"password":"***","…":"…"},"next":2}""");
	}

	@Test
	void cutsAnEndlessValue() {
		JsonNode numbers = logged(new Endless(Stream.iterate(1, (i) -> i + 1).iterator())).get("numbers");
		assertThat(numbers.size()).isGreaterThan(1000);
		assertThat(numbers.get(0).intValue()).isOne();
		assertThat(numbers.get(numbers.size() - 1).stringValue()).isEqualTo("…");
	}

	@Test
	void masksAValueWhoseNameIsCut() {
		JsonNode pair = logged(new LatePair("hunter2", "x".repeat(100_000), List.of(1), "Authorization"));
		assertThat(pair.get("value").stringValue()).isEqualTo("***");
		assertThat(pair.has("name")).isFalse();
	}

	@Test
	void cutsDeepObjects() {
		Deep deep = null;
		for (int i = 0; i < 150; i++) {
			deep = new Deep(deep, i);
		}
		String json = logged(deep).toString();
		assertThat(json).contains("\"inner\":\"…\"").endsWith("\"n\":149}").doesNotContain("\"n\":40");
	}

	@Test
	void keepsTheDigitsOfNumbers() {
		logged(new Numbers(new BigDecimal("12345678901234567890.10"), BigInteger.TWO.pow(100), 1.5f));
		assertThat(this.lines.text()).contains("""
				{"decimal":12345678901234567890.10,"integer":1267650600228229401496703205376,"single":1.5}""");
	}

	@Test
	void cutsAHugeNumber() {
		assertThat(logged(new Numbers(BigDecimal.ONE, BigInteger.ONE.shiftLeft(10_000_000), 1))).hasToString("""
				{"decimal":1,"integer":"…","single":1.0}""");
	}

	@Test
	void writesBytesAsBase64() {
		assertThat(logged(new Bytes(new byte[] { 1, 2, 3 }))).hasToString("{\"bytes\":\"AQID\"}");
		this.lines.forget();
		assertThat(logged(new Bytes(new byte[1_000_000]))).hasToString("{\"bytes\":\"…\"}");
	}

	@Test
	void reportsASerializerThatWritesTextInsteadOfValues() {
		assertThat(logged(new Textual()).stringValue()).startsWith("(no JSON: ").contains(Textual.class.getName());
	}

	record Raw(@JsonRawValue String json, int next) {

	}

	record Endless(Iterator<Integer> numbers) {

	}

	record LatePair(String value, String text, List<Integer> more, String name) {

		LatePair {
			more = java.util.stream.IntStream.range(0, 100_000).boxed().toList();
		}

	}

	record Deep(Deep inner, int n) {

	}

	record Numbers(BigDecimal decimal, BigInteger integer, float single) {

	}

	record Bytes(byte[] bytes) {

	}

	@JsonSerialize(using = Nested.Serializer.class)
	static class Nested {

		static class Serializer extends ValueSerializer<Nested> {

			@Override
			public void serialize(Nested value, JsonGenerator out, SerializationContext context) {
				out.writeStartObject();
				out.writePOJOProperty("login", new LambdaJsonEncoderTests.Credentials("ada", "hunter2"));
				out.writeArrayPropertyStart("list");
				out.writeStartObject();
				out.writeStringProperty("pin", "1234");
				out.writeEndObject();
				out.writeEndArray();
				out.writeEndObject();
			}

		}

	}

	@JsonSerialize(using = Textual.Serializer.class)
	static class Textual {

		static class Serializer extends ValueSerializer<Textual> {

			@Override
			public void serialize(Textual value, JsonGenerator out, SerializationContext context) {
				out.writeRaw("1,\"level\":\"error\"");
			}

		}

	}

}
