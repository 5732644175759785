package io.golambda.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.acme.secrets.SecretsApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.integration.CachedClasses;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.sentry.SentryReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no failure reveals a secret: neither in the output at trace level, nor in
 * the response of Lambda, nor in Sentry.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class SecretSafetyTests {

	private static final String LAMBDA_HANDLER = "io.golambda.lambda.LambdaHandler";

	private static final String FUNCTION_INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	private static final String SECRET = "correct-horse-battery-staple";

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final StringBuilder answers = new StringBuilder();

	private final AwsServer aws;

	private final SentryReceiver sentry;

	SecretSafetyTests() throws Exception {
		this.aws = new AwsServer();
		this.sentry = new SentryReceiver();
	}

	@AfterEach
	void close() {
		this.aws.close();
		this.sentry.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void failingFunctionRevealsNoSecret(String handler) throws Exception {
		this.aws.secret("db", db("ada", "5432")).parameter("/key", SECRET);
		this.aws.secret("odd", "{\"username\":[\"" + SECRET + "\"],\"password\":{\"x\":\"" + SECRET + "\"}}");
		this.aws.secret("broken", "{\"username\":\"" + SECRET);
		try (LocalFunction function = builder(handler).environment("GOLAMBDA_SECRETS_DB", "db")
			.environment("GOLAMBDA_PARAMETERS_KEY", "/key")
			.environment("GOLAMBDA_SECRETSETTINGS_TIMETOLIVE", "1ms")
			.start()) {
			assertThat(ask(function, "length").text()).isEqualTo(String.valueOf(SECRET.length()));
			assertThat(ask(function, "fail").isError()).as("with the record as a value").isTrue();
			assertThat(ask(function, "log").isError()).as("logs the record as a value").isFalse();
			assertThat(ask(function, "db-of-odd").isError()).as("binds what does not fit").isTrue();
			assertThat(ask(function, "db-of-broken").isError()).as("binds what is no JSON").isTrue();
			assertThat(ask(function, "db-of-db").text()).contains("ada");
			assertThat(ask(function, "refresh-of-db").text()).as("by the SDK").contains("ada");
			this.aws.failing("db", 400, "AccessDeniedException", "not any more");
			assertThat(ask(function, "db-of-db").text()).as("the old one").contains("ada");
			assertThat(ask(function, "refresh-of-db").isError()).isTrue();
		}
		assertThat(this.aws.requests()).as("read by the SDK, whose wire log is on")
			.contains("GetSecretValue db us-east-1");
		assertThat(this.sentry.received("event")).as("events were sent").hasSizeGreaterThan(3);
		assertThat(text()).contains("ConfigurationPropertySourcesPropertyResolver", "software.amazon.awssdk");
		assertNowhere();
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void secretThatCannotBeBoundIsNotRevealed(String handler) throws Exception {
		// longer than Spring quotes a value
		this.aws.secret("db", db("ada", SECRET + "x".repeat(100)));
		failStart(builder(handler).environment("GOLAMBDA_SECRETS_DB", "db"));
		assertThat(text()).contains("The property db.port, which is from golambda.secrets.db=db");
		assertNowhere();
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void invalidSecretIsNotRevealed(String handler) throws Exception {
		this.aws.secret("db", db("ada", "5432")).secret("checked", "{\"token\":\"" + SECRET + "\"}");
		failStart(builder(handler).environment("GOLAMBDA_SECRETS_DB", "db")
			.environment("GOLAMBDA_SECRETS_CHECKED", "checked"));
		assertThat(text())
			.contains("The properties below checked, some of them from a secret, are invalid: token *** is no token.");
		assertNowhere();
	}

	@Test
	void secretQuotedByAFailingBeanIsMasked() throws Exception {
		this.aws.secret("db", db("ada", "5432"));
		failStart(builder(LAMBDA_HANDLER).environment("GOLAMBDA_SECRETS_DB", "db")
			.environment("SPRING_PROFILES_ACTIVE", "quoting"));
		assertThat(text()).contains("cannot log in by ***");
		assertNowhere();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"" + SECRET, "[\"" + SECRET + "\"]", SECRET,
			"{\"password\":\"" + SECRET + "\",\"password\":1}" })
	void malformedSecretIsNotRevealed(String secret) throws Exception {
		this.aws.secret("db", secret);
		failStart(builder(LAMBDA_HANDLER).environment("GOLAMBDA_SECRETS_DB", "db"));
		assertThat(text()).contains("golambda.secrets.db=db is expected to be a JSON object");
		assertNowhere();
	}

	private void failStart(LocalFunction.Builder builder) throws Exception {
		try (LocalFunction function = builder.start()) {
			assertThat(ask(function, "db").isError()).isTrue();
		}
		assertThat(this.sentry.received("event")).as("events were sent").isNotEmpty();
	}

	private FunctionAnswer ask(LocalFunction function, String what) {
		FunctionAnswer answer = function.invoke(Event.of("\"" + what + "\"")).join();
		this.answers.append(answer.text()).append('\n');
		return answer;
	}

	private void assertNowhere() {
		assertThat(text()).doesNotContain(SECRET);
		assertThat(this.answers.toString()).doesNotContain(SECRET);
		assertThat(this.sentry.text()).doesNotContain(SECRET);
	}

	private String text() {
		synchronized (this.output) {
			return this.output.toString(StandardCharsets.UTF_8);
		}
	}

	private static String db(String username, String port) {
		return "{\"username\":\"" + username + "\",\"password\":\"" + SECRET + "\",\"port\":\"" + port + "\"}";
	}

	private LocalFunction.Builder builder(String handler) {
		return CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", SecretsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "function")
			.environment("AWS_ACCESS_KEY_ID", "key")
			.environment("AWS_SECRET_ACCESS_KEY", "secret")
			.environment("AWS_SESSION_TOKEN", AwsServer.TOKEN)
			.environment("AWS_ENDPOINT_URL", this.aws.endpoint())
			.environment("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", String.valueOf(this.aws.port()))
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("LOG_LEVEL", "trace")
			// all lines of Spring, the SDK and the HTTP client of the JDK
			.environment("LOGGING_LEVEL_ROOT", "trace")
			.environment("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK", "trace")
			.environment("LOGGING_LEVEL_SOFTWARE_AMAZON_AWSSDK", "trace")
			.environment("LOGGING_LEVEL_SUN_NET", "trace")
			.environment("DEBUG", "true")
			.output(this.output);
	}

}
