package io.golambda.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.secrets.SecretsApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.integration.CachedClasses;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for functions in a process of their own that read secrets from a local server by
 * the AWS SDK.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecretsAtStartTests {

	private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";

	private static final String DB = "{\"username\":\"ada\",\"password\":\"correct horse\",\"port\":5432,"
			+ "\"replicas\":[{\"host\":\"a\"},{\"host\":\"b\"}]}";

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final AwsServer aws;

	SecretsAtStartTests() throws Exception {
		this.aws = new AwsServer();
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void jsonIsBoundToARecordWithTheRegionOfTheArn() throws Exception {
		this.aws.secret(ARN, DB);
		try (LocalFunction function = builder().environment("DB_SECRET_ARN", ARN)
			.environment("GOLAMBDA_SECRETS_DB", "${DB_SECRET_ARN}")
			.start()) {
			assertThat(text(function, "db")).isEqualTo("\"ada/5432/[Replica[host=a], Replica[host=b]]\"");
			assertThat(text(function, "length")).isEqualTo("13");
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue " + ARN + " eu-central-1");
	}

	@Test
	void severalSecretsAndParametersAreReadAtOnce() throws Exception {
		this.aws.secret("plain", "not json").secret("prod/db", DB);
		this.aws.binarySecret("binary", new byte[] { 'c', (byte) 0xE9 });
		this.aws.parameter("/prod/app/labels/a", "1")
			.parameter("/prod/app/labels/b/c", "2")
			.parameter("/prod/app/labels/d", "3")
			.parameter("/prod/app/labels/e", "4")
			.parameter("/prod/app/labels/f", "{\"g\":\"5\"}");
		this.aws.delay(300);
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "prod/db")
			.environment("GOLAMBDA_SECRETS_KEY_ID", "plain")
			.environment("GOLAMBDA_SECRETS_KEY_FORMAT", "plain")
			.environment("GOLAMBDA_SECRETS_CERTIFICATE", "binary")
			.environment("GOLAMBDA_SECRETS_CERTIFICATE_FORMAT", "plain")
			.environment("GOLAMBDA_PARAMETERS_APP", "/prod/app/")
			.start()) {
			assertThat(text(function, "key")).isEqualTo("\"not json\"");
			assertThat(text(function, "certificate")).isEqualTo("\"cé\"");
			assertThat(text(function, "app"))
				.isEqualTo("{\"a\":\"1\",\"b.c\":\"2\",\"d\":\"3\",\"e\":\"4\",\"f.g\":\"5\"}");
		}
		assertThat(this.aws.requests()).contains("GetSecretValue prod/db us-east-1",
				"GetParametersByPath /prod/app/ true 0", "GetParametersByPath /prod/app/ true 2",
				"GetParametersByPath /prod/app/ true 4");
	}

	@Test
	void versionAndSingleParameterCanBeNamed() throws Exception {
		this.aws.secret("db AWSPREVIOUS", DB).parameter("/key", "a key");
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "db")
			.environment("GOLAMBDA_SECRETS_DB_VERSION_STAGE", "AWSPREVIOUS")
			.environment("GOLAMBDA_SECRETSETTINGS_TIMETOLIVE", "1h")
			.javaOption("-Dgolambda.parameters.key=/key")
			.start()) {
			assertThat(text(function, "db")).startsWith("\"ada/");
			assertThat(text(function, "key")).isEqualTo("\"a key\"");
		}
	}

	@Test
	void environmentVariableOverridesASecret() throws Exception {
		this.aws.secret("db", DB);
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "db")
			.environment("DB_USERNAME", "grace")
			.start()) {
			assertThat(text(function, "db")).startsWith("\"grace/5432");
		}
	}

	@Test
	void localFileReplacesASecret(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("db.json"), DB);
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "file:" + file).start()) {
			assertThat(text(function, "db")).startsWith("\"ada/5432");
		}
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "classpath:secrets/db.json")
			.start()) {
			assertThat(text(function, "db")).startsWith("\"ada/0");
		}
		assertThat(this.aws.requests()).isEmpty();
	}

	@Test
	void secretsCanBeDisabled() throws Exception {
		try (LocalFunction function = builder().environment("GOLAMBDA_SECRETS_DB", "${NOT_SET}")
			.environment("GOLAMBDA_PARAMETERS_APP", "/prod/app/")
			.environment("GOLAMBDA_SECRETSETTINGS_ENABLED", "false")
			.start()) {
			assertThat(text(function, "db")).startsWith("\"null/0");
		}
		assertThat(this.aws.requests()).isEmpty();
	}

	@Test
	void withoutASecretNoClientIsLoaded(@TempDir Path folder) throws Exception {
		Path classes = folder.resolve("classes.log");
		// without the cache, whose classes need no verification, which loads others
		try (LocalFunction function = builder().javaOption("-Xshare:off")
			.javaOption("-Xlog:class+load:file=" + classes)
			.start()) {
			assertThat(text(function, "db")).startsWith("\"null/0");
		}
		assertThat(Files.readString(classes)).contains("io.golambda.secret.SecretValues")
			.doesNotContain("DefaultSecretsManagerClient", "DefaultSsmClient", "software.amazon.awssdk.core.internal.",
					"software.amazon.awssdk.regions.Region ", "software.amazon.awssdk.http.",
					"DefaultCredentialsProvider ", "io.golambda.aws.SpringCloudAwsClients");
		assertThat(Files.readAllLines(classes)).filteredOn((line) -> line.contains(" software.amazon.awssdk.services."))
			.as("only the types of lazy beans")
			.hasSize(2);
	}

	@Test
	void deniedSecretIsTheErrorOfTheStart() throws Exception {
		this.aws.failing("db", 400, "AccessDeniedException", "User: arn is not authorized");
		JsonNode line = failedStart(builder().environment("GOLAMBDA_SECRETS_DB", "db"));
		assertThat(line.get("message").stringValue())
			.startsWith("golambda.secrets.db=db cannot be read from Secrets Manager: AccessDeniedException, "
					+ "\"User: arn is not authorized\".")
			.contains("{\"Effect\":\"Allow\",\"Action\":\"secretsmanager:GetSecretValue\"");
		assertThat(line.get("error.type").stringValue()).isEqualTo("io.golambda.secret.SecretException");
	}

	@Test
	void startWithoutAResponseFailsInTime() throws Exception {
		this.aws.delay(30_000);
		long start = System.nanoTime();
		JsonNode line = failedStart(builder().environment("GOLAMBDA_SECRETS_DB", "db"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(line.get("message").stringValue()).startsWith("golambda.secrets.db=db ")
			.contains("a NAT gateway, or a VPC endpoint ");
	}

	@Test
	void startWithoutANetworkFailsInTime() throws Exception {
		JsonNode line = failedStart(builder().environment("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1")
			.environment("GOLAMBDA_SECRETS_DB", "db"));
		assertThat(line.get("message").stringValue()).contains("it did not answer");
	}

	private JsonNode failedStart(LocalFunction.Builder builder) throws Exception {
		int before = errors().size();
		try (LocalFunction function = builder.start()) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			eventually(() -> assertThat(errors()).hasSize(before + 1));
			JsonNode line = errors().get(before);
			assertThat(JsonMapper.shared().readTree(answer.payload()).get("errorMessage").stringValue())
				.as("Lambda's init error")
				.isNotBlank();
			return line;
		}
	}

	private static String text(LocalFunction function, String what) {
		FunctionAnswer answer = function.invoke(Event.of("\"" + what + "\"")).join();
		assertThat(answer.isError()).as(answer.text()).isFalse();
		return answer.text();
	}

	private static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
	}

	private LocalFunction.Builder builder() {
		return CachedClasses.builder()
			.environment("MAIN_CLASS", SecretsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "function")
			.environment("AWS_ACCESS_KEY_ID", "key")
			.environment("AWS_SECRET_ACCESS_KEY", "secret")
			.environment("AWS_SESSION_TOKEN", AwsServer.TOKEN)
			.environment("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "1")
			.environment("AWS_ENDPOINT_URL", this.aws.endpoint())
			.output(this.output);
	}

	private List<JsonNode> errors() {
		String text;
		synchronized (this.output) {
			text = this.output.toString(StandardCharsets.UTF_8);
		}
		return text.substring(0, text.lastIndexOf('\n') + 1)
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.filter((line) -> line.path("level").asString().equals("error"))
			.toList();
	}

}
