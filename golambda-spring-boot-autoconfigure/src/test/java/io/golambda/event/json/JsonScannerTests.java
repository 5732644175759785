package io.golambda.event.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The scanner accepts the same JSON as Jackson.
 */
class JsonScannerTests {

	private static final JsonMapper JACKSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	@Provide
	Arbitrary<Object> values() {
		Arbitrary<Object> leaves = Arbitraries.oneOf(
				Arbitraries.strings().ascii().ofMaxLength(10).map(Object.class::cast),
				Arbitraries.longs().map(Object.class::cast), Arbitraries.doubles().map(Object.class::cast),
				Arbitraries.of(true, false), Arbitraries.just(null));
		return Arbitraries.recursive(() -> leaves,
				(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(4).map(Object.class::cast),
						Arbitraries.maps(Arbitraries.strings().ascii().ofMaxLength(5), inner)
							.ofMaxSize(4)
							.map(Object.class::cast)),
				0, 3);
	}

	@Property
	void acceptsWhatJacksonWrites(@ForAll("values") Object value) {
		assertThat(isAccepted(JACKSON.writeValueAsString(value))).isTrue();
		assertThat(isAccepted(JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value))).isTrue();
	}

	@Property(tries = 20_000)
	void acceptsTheSameAsJacksonWhenACharacterChanges(@ForAll("values") Object value,
			@ForAll @IntRange(max = 500) int at, @ForAll @CharRange(from = '\u0000', to = '~') char other) {
		StringBuilder json = new StringBuilder(
				JACKSON.writeValueAsString(Map.of("a", List.of(1, "b\\\n"), "v", (value != null) ? value : "")));
		json.setCharAt(at % json.length(), other);
		assertThat(isAccepted(json.toString())).as(json.toString()).isEqualTo(isAcceptedByJackson(json.toString()));
	}

	@Property
	void rejectsTruncatedJson(@ForAll("values") Object value, @ForAll @IntRange(max = 500) int end) {
		String json = JACKSON.writeValueAsString(List.of((value != null) ? value : ""));
		assertThat(isAccepted(json.substring(0, end % json.length()))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "01", "-", "1.", ".5", "1e", "1e+", "+1", "--1", "0x1", "NaN", "tru", "nulll", "\"",
			"\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"tab\there\"", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\"}",
			"{a:1}", "{,}", "{\"a\":1 \"b\":2}", "[}", "{]", "]", "", "  ", "'a'", "1 2", "[] x", "/**/1" })
	void rejectsInvalidJson(String json) {
		assertThat(isAccepted(json)).isFalse();
		assertThat(isAcceptedByJackson(json)).as("by Jackson").isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "-0.0e-0", "1E+400", "123456789012345678901234567890", " [ ] ", "\t{\r\n}",
			"\"\\u00e9\\ud83d\"", "{\"a\":{\"a\":[[[{}]]]}}" })
	void acceptsValidJson(String json) {
		assertThat(isAccepted(json)).isTrue();
	}

	@Test
	void unescapesNamesOfMembers() {
		JsonScanner json = new JsonScanner("{\"\\u0052ecords\":1}".getBytes());
		json.enterObject();
		assertThat(json.nextMember()).isTrue();
		assertThat(json.isNamed("Records")).isTrue();
		assertThat(json.name()).isEqualTo("Records");
	}

	@Property
	void readsTheSameStringsAsJackson(@ForAll @Size(max = 20) List<@StringLength(max = 3000) String> strings,
			@ForAll boolean ascii) {
		String text = (ascii ? ASCII : JACKSON)
			.writeValueAsString(strings.stream().map(JsonScannerTests::withoutUnpairedSurrogates).toList());
		JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
		List<ByteSlice> read = new ArrayList<>();
		json.enterArray();
		while (json.nextElement()) {
			read.add(json.utf8());
		}
		json.end();
		// checked last, because later strings must not overwrite earlier ones
		assertThat(read).extracting((slice) -> new String(slice.copy(), StandardCharsets.UTF_8))
			.isEqualTo(strings.stream().map(JsonScannerTests::withoutUnpairedSurrogates).toList());
	}

	private static String withoutUnpairedSurrogates(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\"\\", "\"\\n", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\\ud83d\\u12\"",
			"\"\\n\ttab\"", "\"tab\there\"", "x", "17" })
	void rejectsInvalidStrings(String json) {
		assertThatExceptionOfType(JsonException.class)
			.isThrownBy(() -> new JsonScanner(json.getBytes(StandardCharsets.UTF_8)).utf8())
			.withMessageContaining("not JSON");
	}

	@Test
	void positionsAreRelativeToTheSlice() {
		byte[] json = "\n\n\n{oops}".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> new JsonScanner(json, 3, json.length).skip())
			.withMessageContaining("line 1, column 2");
	}

	@Test
	void doesNotReadBeyondTheSlice() {
		byte[] json = "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8);
		for (int end = 0; end < json.length; end++) {
			JsonScanner part = new JsonScanner(json, 0, end);
			assertThatExceptionOfType(JsonException.class).isThrownBy(part::skip);
		}
		JsonScanner whole = new JsonScanner(json, 5, json.length - 1);
		assertThat(whole.utf8().ascii()).isEqualTo("b");
		assertThat(whole.isAtEnd()).isTrue();
	}

	@Test
	void exceptionHasThePosition() {
		assertThatExceptionOfType(JsonException.class)
			.isThrownBy(() -> new JsonScanner("{\n  \"a\": oops\n}".getBytes()).skip())
			.withMessageContaining("line 2, column 8");
	}

	private static boolean isAccepted(String text) {
		try {
			JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			json.skip();
			json.end();
			return true;
		}
		catch (JsonException ex) {
			return false;
		}
	}

	private static boolean isAcceptedByJackson(String text) {
		try {
			return !JACKSON.readTree(text).isMissingNode();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
