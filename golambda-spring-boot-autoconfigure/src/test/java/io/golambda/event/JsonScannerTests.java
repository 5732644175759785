package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The scanner takes for JSON what Jackson takes for JSON.
 */
class JsonScannerTests {

	private static final JsonMapper JACKSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

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
	void whatJacksonWritesIsTaken(@ForAll("values") Object value) {
		assertThat(isTaken(JACKSON.writeValueAsString(value))).isTrue();
		assertThat(isTaken(JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value))).isTrue();
	}

	@Property(tries = 20_000)
	void aCharacterChangedIsTakenOrRefusedAsByJackson(@ForAll("values") Object value,
			@ForAll @IntRange(max = 500) int at, @ForAll @CharRange(from = '\u0000', to = '~') char other) {
		StringBuilder json = new StringBuilder(
				JACKSON.writeValueAsString(Map.of("a", List.of(1, "b\\\n"), "v", (value != null) ? value : "")));
		json.setCharAt(at % json.length(), other);
		assertThat(isTaken(json.toString())).as(json.toString()).isEqualTo(isTakenByJackson(json.toString()));
	}

	@Property
	void aPartIsRefused(@ForAll("values") Object value, @ForAll @IntRange(max = 500) int end) {
		String json = JACKSON.writeValueAsString(List.of((value != null) ? value : ""));
		assertThat(isTaken(json.substring(0, end % json.length()))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "01", "-", "1.", ".5", "1e", "1e+", "+1", "--1", "0x1", "NaN", "tru", "nulll", "\"",
			"\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"tab\there\"", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\"}",
			"{a:1}", "{,}", "{\"a\":1 \"b\":2}", "[}", "{]", "]", "", "  ", "'a'", "1 2", "[] x", "/**/1" })
	void whatIsNoJsonIsRefused(String json) {
		assertThat(isTaken(json)).isFalse();
		assertThat(isTakenByJackson(json)).as("by Jackson").isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "-0.0e-0", "1E+400", "123456789012345678901234567890", " [ ] ", "\t{\r\n}",
			"\"\\u00e9\\ud83d\"", "{\"a\":{\"a\":[[[{}]]]}}" })
	void whatIsJsonIsTaken(String json) {
		assertThat(isTaken(json)).isTrue();
	}

	@Test
	void membersAreNamedAsTheirEscapesSay() {
		JsonScanner json = new JsonScanner("{\"\\u0052ecords\":1}".getBytes());
		json.enterObject();
		assertThat(json.nextMember()).isTrue();
		assertThat(json.isNamed("Records")).isTrue();
		assertThat(json.name()).isEqualTo("Records");
	}

	@Test
	void theErrorSaysWhere() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> new JsonScanner("{\n  \"a\": oops\n}".getBytes()).skip())
			.withMessageContaining("line 2, column 8");
	}

	private static boolean isTaken(String text) {
		try {
			JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			json.skip();
			json.end();
			return true;
		}
		catch (EventException ex) {
			return false;
		}
	}

	private static boolean isTakenByJackson(String text) {
		try {
			return !JACKSON.readTree(text).isMissingNode();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
