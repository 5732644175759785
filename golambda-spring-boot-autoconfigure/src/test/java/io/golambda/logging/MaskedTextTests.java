package io.golambda.logging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Masking of secrets in strings.
 */
class MaskedTextTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final Lines lines = new Lines(Lines.FORMAT);

	private String logged(Object value) {
		Lines own = new Lines(Lines.FORMAT);
		own.logger().atInfo().addKeyValue("value", value).log("x");
		return own.only().get("value").isString() ? own.only().get("value").stringValue()
				: own.only().get("value").toString();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{\"password\":\"hunter2\",\"user\":\"ada\"} | {\"password\":\"***\",\"user\":\"ada\"}",
			"~ \n\t{\"a\": {\"pwd\": 12}}~ | {\"a\":{\"pwd\":\"***\"}}", "[{\"jwt\":\"x\"},1] | [{\"jwt\":\"***\"},1]",
			"{\"a\":1,\"n\":12345678901234567890.10,\"otp\":\"x\"} | {\"a\":1,\"n\":12345678901234567890.10,\"otp\":\"***\"}",
			"{\"a\":\"{\\\"pin\\\":\\\"1\\\"}\"} | {\"a\":\"{\\\"pin\\\":\\\"***\\\"}\"}",
			"~{\"pin\":1}\n{\"pin\":2}~ | ~{\"pin\":\"***\"}\n{\"pin\":\"***\"}~",
			"\"{\\\"pin\\\":1}\" | \"{\\\"pin\\\":\\\"***\\\"}\"",
			"got {\"pin\":1} and [{\"name\":\"otp\",\"value\":2}]. | got {\"pin\":\"***\"} and [{\"name\":\"otp\",\"value\":\"***\"}].",
			"{\"pass\\u0077ord\":\"hunter2\"} | {\"password\":\"***\"}" })
	void masksJsonInAString(String text, String masked) {
		assertThat(logged(text)).isEqualTo(masked);
	}

	@Test
	void masksNestedJsonStrings() {
		String json = "{\"password\":\"hunter2\",\"user\":\"ada\"}";
		for (int i = 0; i < 5; i++) {
			json = mapper.writeValueAsString(Map.of("body", json));
		}
		Object masked = mapper.readValue(logged(json), Map.class);
		for (int i = 0; i < 5; i++) {
			masked = mapper.readValue((String) ((Map<?, ?>) masked).get("body"), Map.class);
		}
		assertThat(masked).isEqualTo(Map.of("password", "***", "user", "ada"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ \"b\" : 1,\n \"a\" : [ 1.0 ] }", "{\"password\":null}", "[1, 2]", "[INFO] started",
			"{}", "{name=ada, passenger=1}", "{\"a\":\"b", "key: value", "12:30:00", "https://host:8080/a?b=c#d",
			"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf", "mail: a@b.com", "a=b; c=d",
			"eyewitnesses", "eyJub3RoaW5nIjoic2VjcmV0In0=", "Bearing", "basic plan", "2026-01-02T03:04:05.678Z",
			"https://host/users/me@example.com", "nginx:1.2@sha256:abcdef", "ssh://git@host/x.git", "a < b", "100% of",
			"signatureVersion=1", "<user>ada</user>", "Unexpected character ('x' (code 120)): was expecting",
			"jdbc:postgresql://db:5432/orders?ssl=true", "\uFEFFtext" })
	void keepsTextWithoutSecrets(String text) {
		assertThat(logged(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"hunter2", "{\"password\":\"hunter2\",",
			"{\"a\":1 \"password\":\"hunter2\"}", "{\"name\":\"Authorization\",\"value\":\"hunter2",
			"{'password': 'hunter2'}", "{password=my hunter2, user=ada}", "[{\"pass\\u0077ord\":\"hunter2\"",
			"{\"a\":{\"token\":[\"hunter2\"", "[\"--password\",\"hunter2\"", "text {\"password\":\"hunter2",
			"{\"body\":\"{\\\"password\\\":\\\"hunter2" })
	void dropsBrokenJsonThatNamesASecret(String text) {
		assertThat(logged(text)).contains("***").doesNotContain("hunter2");
	}

	@Test
	void dropsJsonThatIsTooDeep() {
		String deep = "[".repeat(400) + "{\"password\":\"hunter2\"}" + "]".repeat(400);
		assertThat(logged(deep)).doesNotContain("hunter2");
		String json = "{\"password\":\"hunter2\"}";
		for (int i = 0; i < 12; i++) {
			json = mapper.writeValueAsString(json);
		}
		assertThat(logged(json)).doesNotContain("hunter2");
	}

	@Test
	void dropsJsonThatIsTooLong() {
		String json = "{\"a\":\"" + "x".repeat(300_000) + "\",\"password\":\"hunter2\"}";
		this.lines.logger().atInfo().addKeyValue("short", 1).addKeyValue("body", json).log("x");
		assertThat(this.lines.text()).doesNotContain("hunter2");
		assertThat(this.lines.only().get("short").intValue()).isOne();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"https://host/x?token=abc&user=ada | https://host/x?token=***&user=ada", "?token=abc | ?token=***",
			"/x?a=1&access_token=abc#top=1 | /x?a=1&access_token=***",
			"https://host/cb#id_token=abc&state=1 | https://host/cb#id_token=***&state=1",
			"user=ada&password=a+b%20c&x=1 | user=ada&password=***&x=1", "pass%77ord=abc&x=1 | pass%77ord=***&x=1",
			"user%5Bpassword%5D=abc&x=1 | user%5Bpassword%5D=***&x=1",
			"/login?to=https%3A%2F%2Fx%3Ftoken%3Dabc%26a%3D1&b=2 | /login?to=https%3A%2F%2Fx%3Ftoken%3D***%26a%3D1&b=2",
			"https://s3/x?X-Amz-Credential=AK%2F1&X-Amz-Date=1&X-Amz-Signature=ab | https://s3/x?X-Amz-Credential=***&X-Amz-Date=1&X-Amz-Signature=***",
			"GET /x?token=abc HTTP/1.1 | GET /x?token=*** HTTP/1.1" })
	void masksQueryStrings(String text, String masked) {
		assertThat(logged(text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"postgres://ada:hunter2@db:5432/x | postgres://ada:***@db:5432/x",
			"amqp://u:hunter2@h1,amqp://u:hunter2@h2 | amqp://u:***@h1,amqp://u:***@h2",
			"redis://:hunter2@host | redis://:***@host", "https://hunter2@sentry.io/1 | https://***@sentry.io/1",
			"postgres://ada:hun@ter2@db/x | postgres://ada:***@db/x",
			"mysql://ada:hunter2/x@db/y | mysql://ada:***@db/y",
			"jdbc:postgresql://db/x?user=ada&password=hunter2 | jdbc:postgresql://db/x?user=ada&password=***",
			"jdbc:sqlserver://db;user=sa;password=hunter2;x=1 | jdbc:sqlserver://db;user=sa;password=***;x=1",
			"jdbc:oracle:thin:scott/hunter2@//host:1521/x | jdbc:oracle:thin:scott/***@//host:1521/x",
			"ada:hunter2@tcp(host:3306)/db | ada:***@tcp(host:3306)/db",
			"Server=db;User Id=sa;Password=hunter2; | Server=db;User Id=sa;Password=***;",
			"AccountName=x;AccountKey=hunter2==;EndpointSuffix=y | AccountName=x;AccountKey=***;EndpointSuffix=y",
			"Account Key=hunter2;x=1 | Account Key=***;x=1" })
	void masksPasswordsOfConnections(String text, String masked) {
		assertThat(logged(text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "Authorization: Bearer hunter2 | Authorization: ***",
			"~Accept: */*\nAuthorization: Basic hunter2\nHost: x~ | ~Accept: */*\nAuthorization: ***\nHost: x~",
			"Cookie: a=hunter2; b=hunter2 | Cookie: ***", "Bearer hunter2 | Bearer ***", "bearer hunter2 | bearer ***",
			"Basic YWRhOmh1bnRlcjI= | Basic ***", "password=hunter2 user=ada | password=*** user=ada",
			"User[name=ada, password=my hunter2, age=3] | User[name=ada, password=***, age=3]",
			"-H 'X-Api-Key: hunter2' x | -H 'X-Api-Key: ***' x",
			"password: \"hunter2\", a: 1 | password: \"***\", a: 1",
			"\\\"password\\\":\\\"hunter2\\\",1 | \\\"password\\\":\\\"***\\\",1",
			"<a><password>hunter2</password></a> | <a><password>***</password></a>",
			"<wsse:Password T=\"x\">hunter2</wsse:Password> | <wsse:Password T=\"x\">***</wsse:Password>",
			"<user password=\"hunter2\"/> | <user password=\"***\"/>", "\"token\"=>\"hunter2\" | \"token\"=>\"***\"" })
	void masksHeadersAndConfiguration(String text, String masked) {
		assertThat(logged(text)).isEqualTo(masked);
	}

	@Test
	void masksPrivateKeysAndJsonWebTokens() {
		assertThat(logged("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----")).isEqualTo("***");
		assertThat(logged("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln")).isEqualTo("***");
	}

	@Test
	void masksJsonInBase64() {
		String base64 = Base64.getEncoder()
			.encodeToString("{\"password\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(new String(Base64.getDecoder().decode(logged(base64)), StandardCharsets.UTF_8)).isEqualTo("""
				{"password":"***"}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"{\"name\":\"Authorization\",\"value\":\"x\"} | {\"name\":\"Authorization\",\"value\":\"***\"}",
			"{\"Value\":\"x\",\"Name\":\"/prod/password\"} | {\"Value\":\"***\",\"Name\":\"/prod/password\"}",
			"{\"headerName\":\"Cookie\",\"headerValue\":[\"x\"]} | {\"headerName\":\"Cookie\",\"headerValue\":\"***\"}",
			"{\"key\":\"token\",\"value\":{\"stringValue\":\"x\"}} | {\"key\":\"token\",\"value\":\"***\"}",
			"{\"name\":{\"S\":\"token\"},\"value\":{\"S\":\"x\"}} | {\"name\":{\"S\":\"token\"},\"value\":\"***\"}",
			"{\"k\":\"otp\",\"v\":1} | {\"k\":\"otp\",\"v\":\"***\"}",
			"{\"name\":\"color\",\"value\":\"x\"} | {\"name\":\"color\",\"value\":\"x\"}",
			"{\"key\":\"uploads/password.txt\",\"size\":1} | {\"key\":\"uploads/password.txt\",\"size\":1}",
			"[[\"Authorization\",\"x\"],[\"Accept\",\"y\"]] | [[\"Authorization\",\"***\"],[\"Accept\",\"y\"]]",
			"[\"password\",\"email\"] | [\"password\",\"email\"]",
			"{\"rawHeaders\":[\"Cookie\",\"x\",\"Accept\",\"y\"]} | {\"rawHeaders\":[\"Cookie\",\"***\",\"Accept\",\"y\"]}",
			"[\"--user\",\"ada\",\"--password\",\"x\"] | [\"--user\",\"ada\",\"--password\",\"***\"]",
			"{\"multiValueHeaders\":{\"X-Api-Key\":[\"x\"]}} | {\"multiValueHeaders\":{\"X-Api-Key\":\"***\"}}" })
	void masksPairsOfNameAndValue(String json, String masked) {
		assertThat(logged(json)).isEqualTo(masked);
		assertThat(logged(mapper.readValue(json, Object.class))).isEqualTo(masked);
		assertThat(logged(mapper.readTree(json))).isEqualTo(masked);
	}

	@Test
	void masksBeansOfNameAndValue() {
		assertThat(logged(new Header("Authorization", "hunter2"))).isEqualTo("""
				{"name":"Authorization","value":"***"}""");
		assertThat(logged(List.of(new Header("Cookie", "hunter2")))).doesNotContain("hunter2");
	}

	@Test
	void masksTheBodyOfAnEvent() {
		Event event = Event.encapSqs(Map.of("password", "hunter2", "color", "blue"));
		assertThat(logged(event)).contains("blue").doesNotContain("hunter2");
		assertThat(logged(Event.encapSns("{\"a\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}"))).doesNotContain("hunter2");
		assertThat(logged(Event.encapKinesis(Map.of("password", "hunter2")))).doesNotContain(
				Base64.getEncoder().encodeToString("{\"password\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void masksTheResultOfAFunction() {
		byte[] answer = mapper.writeValueAsBytes("{\"user\":\"ada\",\"session\":\"hunter2\"}");
		assertThat(logged(new JsonBytes(answer))).isEqualTo("""
				{"user":"ada","session":"***"}""");
		byte[] response = mapper.writeValueAsBytes(Map.of("statusCode", 200, "body", "{\"jwt\":\"hunter2\"}"));
		assertThat(logged(new JsonBytes(response))).contains("200").doesNotContain("hunter2");
	}

	@Test
	void masksValuesForSentry() {
		Map<String, Object> masked = new MaskedValues(Lines.FORMAT)
			.of(Map.of("body", "{\"pin\":1}", "url", "/x?token=hunter2", "sessionId", "hunter2"));
		assertThat(masked).isEqualTo(Map.of("body", "{\"pin\":\"***\"}", "url", "/x?token=***", "sessionId", "***"));
	}

	@Test
	void masksMdcAndProcessValues() {
		this.lines.logger().getLoggerContext().getMDCAdapter().put("request", "{\"password\":\"hunter2\"}");
		LastingValues.of(this.lines.logger().getLoggerContext()).set("url", "amqp://ada:hunter2@host");
		this.lines.logger()
			.error("x", new GolambdaException("oops").with("body", "{\"password\":\"hunter2\"}")
				.with("order", Map.of("note", "password=hunter2")));
		assertThat(this.lines.text()).doesNotContain("hunter2");
	}

	@Test
	void masksATruncatedEvent() {
		assertThat(logged(Event.of("{\"a\":1,\"password\":\"hunter2"))).contains("\"a\":1").doesNotContain("hunter2");
		assertThat(logged(Event.of("[{\"value\":\"hunter2\",\"na"))).doesNotContain("hunter2");
		assertThat(logged(Event.of("{\"a\":[1,234"))).isEqualTo("""
				{"a":[1,"…"],"…":"…"}""");
	}

	@Test
	void masksValuesOfDuplicateNames() {
		assertThat(logged("{\"a\":\"{\\\"pin\\\":\\\"hunter2\\\"}\",\"a\":1}")).doesNotContain("hunter2");
		assertThat(logged("{\"name\":\"otp\",\"value\":\"hunter2\",\"name\":\"x\"}")).doesNotContain("hunter2");
	}

	@Test
	void masksSecretsInKeys() {
		assertThat(logged(Collections.singletonMap("https://x?token=hunter2", 1))).doesNotContain("hunter2");
		this.lines.logger().atInfo().addKeyValue("https://x?token=hunter2", 1).log("x");
		assertThat(this.lines.text()).doesNotContain("hunter2");
	}

	@Test
	void doesNotMaskTheMessage() {
		this.lines.logger().info("password=visible");
		assertThat(this.lines.only().get("message").stringValue()).isEqualTo("password=visible");
	}

	record Header(String name, String value) {

	}

}
