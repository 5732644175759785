package io.golambda.secret;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link SecretValues} that read from a local server by the AWS SDK.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@LambdaLogs
class SecretValuesTests {

	private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

	private final AwsServer aws;

	private final SettableClock clock = new SettableClock();

	private final SecretReader reader;

	private final Map<String, String> environment = new HashMap<>(
			Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "AWS_SESSION_TOKEN", AwsServer.TOKEN));

	// on a busy machine the first request may exceed its timeout, because it loads the
	// SDK
	@BeforeAll
	static void loadSdk() {
		try (SecretsManagerClient client = SecretsManagerClient.builder()
			.region(Region.US_EAST_1)
			.endpointOverride(URI.create("http://127.0.0.1:1"))
			.credentialsProvider(() -> AwsBasicCredentials.create("a", "b"))
			.build()) {
			catchThrowable(() -> client.getSecretValue((request) -> request.secretId("db")));
		}
	}

	SecretValuesTests() throws Exception {
		this.aws = new AwsServer().secret("db", json("ada"));
		// the settings of the SDK
		System.setProperty("aws.region", "us-east-1");
		System.setProperty("aws.endpointUrl", this.aws.endpoint());
		System.setProperty("aws.accessKeyId", "key");
		System.setProperty("aws.secretAccessKey", "secret");
		this.reader = new SecretReader(new MockEnvironment(), (type) -> List.of(), null);
		this.environment.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "1");
	}

	@AfterEach
	void close() {
		List.of("aws.region", "aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey")
			.forEach(System::clearProperty);
		this.reader.close();
		this.aws.close();
	}

	@Test
	void secretIsReadOnceWithinItsTimeToLive() {
		SecretValues secrets = secrets();
		assertThat(secrets.get("db", Db.class)).isEqualTo(new Db("ada", "correct horse"));
		this.aws.secret("db", json("grace"));
		this.clock.advance(TIME_TO_LIVE.minusSeconds(1));
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("grace");
		assertThat(this.aws.requests()).hasSize(2);
	}

	@Test
	void secretMayBeTextBytesOrATree() {
		SecretValues secrets = secrets();
		this.aws.binarySecret("binary", new byte[] { 1, (byte) 0xFF });
		assertThat(secrets.get("db", String.class)).isEqualTo(json("ada"));
		assertThat(secrets.get("db", JsonNode.class).get("username").stringValue()).isEqualTo("ada");
		assertThat(secrets.get("binary", byte[].class)).containsExactly(1, 0xFF);
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets.get("binary", String.class))
			.withMessage("binary is binary, not text. Read it as byte[].class.");
	}

	@Test
	void cachedSecretIsUsedWhileReadingFails(CapturedLogs logs) {
		SecretValues secrets = secrets();
		secrets.get("db", Db.class);
		this.aws.failing("db", 400, "AccessDeniedException", "not any more");
		this.clock.advance(TIME_TO_LIVE.plusSeconds(1));
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		assertThat(this.aws.requests()).as("not tried at each call").hasSize(2);
		assertThat(logs.lines()).singleElement()
			.satisfies((line) -> assertThat(line.message()).startsWith("db could not be read again"));
		this.aws.heal("db");
		this.aws.secret("db", json("grace"));
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("grace");
	}

	@Test
	void unexpectedFailureKeepsTheCachedSecret(CapturedLogs logs) {
		AtomicReference<RuntimeException> failure = new AtomicReference<>();
		SecretsManagerClient client = (SecretsManagerClient) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { SecretsManagerClient.class }, (proxy, method, arguments) -> {
					if (failure.get() != null) {
						throw failure.get();
					}
					return GetSecretValueResponse.builder().secretString(json("ada")).build();
				});
		SecretReader own = new SecretReader(new MockEnvironment(),
				(type) -> type.isInstance(client) ? List.of(client) : List.of(), null);
		SecretValues secrets = new SecretValues(own, Map.of(), () -> false, TIME_TO_LIVE, this.clock,
				JsonMapper::shared);
		secrets.get("db", Db.class);
		for (RuntimeException unexpected : List.of(new IllegalStateException("Connection pool shut down"),
				new NullPointerException("correct horse"), new IllegalArgumentException("correct horse"))) {
			failure.set(unexpected);
			this.clock.advance(TIME_TO_LIVE.plusSeconds(1));
			assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		}
		assertThat(logs.lines()).hasSize(3);
		assertThat(logs.lines().toString()).contains("Connection pool shut down").doesNotContain("correct horse");
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets.get("other", Db.class))
			.withMessageStartingWith("other cannot be read: java.lang.IllegalArgumentException.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "correct horse", "{\"SecretBinary\":\"!\"}" })
	void malformedResponseKeepsTheCachedSecret(String answer, CapturedLogs logs) {
		for (String port : List.of("1", String.valueOf(this.aws.port()))) {
			this.environment.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", port);
			SecretValues secrets = secrets();
			this.aws.heal("db");
			secrets.get("db", Db.class);
			this.aws.answering("db", answer);
			this.clock.advance(TIME_TO_LIVE.plusSeconds(1));
			assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		}
		assertThat(logs.lines()).hasSize(2);
		assertThat(logs.lines().toString()).contains("db could not be read again").doesNotContain("correct horse");
	}

	@Test
	void refreshReadsARotatedSecret() {
		SecretValues secrets = secrets();
		secrets.get("db", Db.class);
		this.aws.secret("db", json("grace"));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(secrets.refresh("db", Db.class).username()).isEqualTo("grace");
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("grace");
		this.aws.failing("db", 400, "AccessDeniedException", "not any more");
		this.clock.advance(Duration.ofSeconds(1));
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets.refresh("db", Db.class));
		assertThat(secrets.get("db", Db.class).username()).as("what is kept stays").isEqualTo("grace");
	}

	@Test
	void concurrentCallersShareOneReading() throws Exception {
		this.aws.delay(200);
		SecretValues secrets = secrets();
		assertThat(atOnce(() -> secrets.get("db", Db.class))).containsOnly(new Db("ada", "correct horse"));
		assertThat(this.aws.requests()).hasSize(1);
		this.clock.advance(TIME_TO_LIVE.plusSeconds(1));
		assertThat(atOnce(() -> secrets.get("db", Db.class))).hasSize(20);
		assertThat(this.aws.requests()).hasSize(2);
	}

	@Test
	void concurrentCallersShareOneFailure() throws Exception {
		this.aws.delay(200);
		this.aws.failing("db", 400, "AccessDeniedException", "not authorized");
		SecretValues secrets = secrets();
		assertThat(atOnce(() -> catchThrowable(() -> secrets.get("db", Db.class))))
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(SecretException.class));
		assertThat(this.aws.requests()).hasSizeLessThan(4);
	}

	@Test
	void refreshDoesNotReturnAValueReadBeforeIt() throws Exception {
		this.aws.delay(500);
		SecretValues secrets = secrets();
		ExecutorService threads = Executors.newFixedThreadPool(1);
		try {
			Future<Db> before = threads.submit(() -> secrets.get("db", Db.class));
			Awaitility.await().until(() -> this.aws.requests().size() == 1);
			Db after = secrets.refresh("db", Db.class);
			assertThat(before.get()).isEqualTo(after);
			assertThat(this.aws.requests()).as("a reading of its own").hasSize(2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static <T> List<T> atOnce(Callable<T> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				futures.add(threads.submit(call));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void extensionIsAskedFirst() {
		this.environment.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", String.valueOf(this.aws.port()));
		SecretValues secrets = secrets();
		assertThat(secrets.get("db", Db.class).username()).isEqualTo("ada");
		assertThat(this.aws.requests()).containsExactly("extension db");
		secrets.refresh("db", Db.class);
		assertThat(this.aws.requests()).as("a refresh bypasses its cache")
			.containsExactly("extension db", "GetSecretValue db us-east-1");
		this.clock.advance(TIME_TO_LIVE.plusSeconds(1));
		secrets.get("db", Db.class);
		assertThat(this.aws.requests()).as("its cache may hold the older value")
			.hasSize(3)
			.last()
			.isEqualTo("GetSecretValue db us-east-1");
	}

	@Test
	void extensionIsNotAskedIfTheApplicationConfiguresItsAccess() {
		this.environment.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", String.valueOf(this.aws.port()));
		try (SecretReader elsewhere = new SecretReader(
				new MockEnvironment().withProperty("spring.cloud.aws.secretsmanager.region", "eu-west-3"),
				(type) -> List.of(), null)) {
			new SecretValues(elsewhere, this.environment, () -> false, TIME_TO_LIVE, this.clock, JsonMapper::shared)
				.get("db", Db.class);
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue db eu-west-3");
	}

	@Test
	void sdkIsUsedIfTheExtensionFails() {
		this.environment.put("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", String.valueOf(this.aws.port()));
		this.aws.extensionReady(false);
		assertThat(secrets().get("db", Db.class).username()).isEqualTo("ada");
		assertThat(this.aws.requests()).containsExactly("extension db", "GetSecretValue db us-east-1");
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets().get("missing", Db.class))
			.withMessageStartingWith("missing cannot be read from Secrets Manager: ResourceNotFoundException");
	}

	@Test
	void failureToBindDoesNotQuoteTheSecret() {
		this.aws.secret("db", "{\"username\":\"ada\",\"password\":[\"correct horse\"]}")
			.secret("text", "correct horse");
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets().get("db", Db.class))
			.withMessage(
					"db does not fit io.golambda.secret.SecretValuesTests$Db: MismatchedInputException at $.password. "
							+ "Compare the names and types of the JSON with those of the class.")
			.withNoCause();
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets().get("text", Db.class))
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("correct").hasNoCause());
	}

	@Test
	void arnDeterminesTheRegionOfTheClient() {
		String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
		this.aws.secret(arn, json("ada"));
		secrets().get(arn, Db.class);
		assertThat(this.aws.requests()).containsExactly("GetSecretValue " + arn + " eu-central-1");
		SecretsManagerClient own = SecretsManagerClient.builder()
			.region(Region.AP_SOUTH_1)
			.endpointOverride(URI.create(this.aws.endpoint()))
			.credentialsProvider(() -> AwsBasicCredentials.create("a", "b"))
			.build();
		try (SecretReader withOwn = new SecretReader(
				new MockEnvironment().withProperty("spring.cloud.aws.endpoint", "http://127.0.0.1:1"),
				(type) -> type.isInstance(own) ? List.of(own) : List.of(), null)) {
			new SecretValues(withOwn, Map.of(), () -> false, TIME_TO_LIVE, this.clock, JsonMapper::shared).get("db",
					Db.class);
			assertThat(this.aws.requests()).endsWith("GetSecretValue db ap-south-1");
		}
	}

	private SecretValues secrets() {
		return new SecretValues(this.reader, this.environment, () -> true, TIME_TO_LIVE, this.clock,
				JsonMapper::shared);
	}

	private static String json(String username) {
		return "{\"username\":\"" + username + "\",\"password\":\"correct horse\"}";
	}

	record Db(String username, String password) {

	}

	private static final class SettableClock extends Clock {

		private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneId.of("UTC");
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
