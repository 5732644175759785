package io.golambda.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the reports of secrets and parameters that cannot be read or are invalid: the
 * property, the secret, the cause and the fix.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableSecretsTests {

	private final AwsServer aws;

	UnreadableSecretsTests() throws Exception {
		this.aws = new AwsServer();
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					400 | ResourceNotFoundException | Secrets Manager can't find the specified secret. | describe-secret --secret-id db. If it is in another region, give its ARN.
					400 | AccessDeniedException | User: arn is not authorized to perform: secretsmanager:GetSecretValue | {"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:*:*:secret:db-*"}
					400 | AccessDeniedException | Access to KMS is not allowed | kms:Decrypt on the key
					400 | DecryptionFailure | Secrets Manager can't decrypt the protected secret text using the provided KMS key. | kms:Decrypt on the key
					400 | InvalidRequestException | You can't perform this operation on the secret because it was marked for deletion. | aws secretsmanager restore-secret --secret-id db
					400 | ThrottlingException | Rate exceeded | Spread the cold starts
					400 | ExpiredTokenException | The security token included in the request is expired | Check the credentials
					500 | InternalServiceError | An error occurred on the server side. | aws secretsmanager get-secret-value --secret-id db
					""")
	void failureOfAwsIsReportedWithTheFix(int status, String code, String message, String fix, CapturedOutput output) {
		this.aws.failing("db", status, code, message);
		SecretException failure = failure("golambda.secrets.db=db");
		assertThat(failure.description()).isEqualTo(
				"golambda.secrets.db=db cannot be read from Secrets Manager: " + code + ", \"" + message + "\".");
		assertThat(failure.action()).contains(fix);
		assertThat(output.getOut()).contains("APPLICATION FAILED TO START", failure.description(), failure.action());
		if (code.equals("ThrottlingException")) {
			assertThat(this.aws.requests()).as("tried again").hasSize(4);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					${NOT_SET} | golambda.secrets.db=${NOT_SET} refers to a variable that is not set. | Set it in the function's configuration to the ARN.
					'' | golambda.secrets.db is empty. | Set it to the ARN or name, or remove it.
					arn:aws:s3:::bucket | golambda.secrets.db=arn:aws:s3:::bucket is not an ARN of Secrets Manager. | Expected arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX, or just the name.
					text | golambda.secrets.db=text is expected to be a JSON object, but is not JSON: parsing failed at line 1, column | set golambda.secrets.db.format=plain
					array | golambda.secrets.db=array is expected to be a JSON object, but is JSON, but not an object. | Store it as key/value pairs
					binary | golambda.secrets.db=binary is expected to be a JSON object, but is binary. | set golambda.secrets.db.format=plain
					double | golambda.secrets.db=double is expected to be a JSON object, but is JSON with a duplicate key, db.a. | Store it as key/value pairs
					within | golambda.secrets.db=within is expected to be a JSON object, but is JSON with a duplicate key, db.a[0].b. | Store it as key/value pairs
					utf16 | golambda.secrets.db=utf16 is expected to be a JSON object, but is text in UTF-16, not in UTF-8. | Store it as key/value pairs
					twice | golambda.secrets.db=twice is expected to be a JSON object, but is JSON with two members for one property, db.a.b. | Store it as key/value pairs
					file:no.json | golambda.secrets.db=file:no.json cannot be read: | Check the path
					""")
	void invalidSecretIsReportedWithTheFix(String id, String problem, String fix, CapturedOutput output) {
		this.aws.secret("text", "correct horse")
			.secret("array", "[\"correct horse\"]")
			.binarySecret("binary", new byte[] { (byte) 0xFF })
			.secret("twice", "{\"a\":{\"b\":\"correct horse\"},\"a.b\":1}")
			.secret("within", "{\"a\":[{\"b\":\"correct horse\",\"b\":null}]}")
			.binarySecret("utf16", "{\"a\":\"correct horse\"}".getBytes(StandardCharsets.UTF_16))
			.secret("double", "{\"a\":\"correct horse\",\"a\":1}");
		SecretException failure = failure("golambda.secrets.db=" + id);
		assertThat(failure.description()).startsWith(problem);
		assertThat(failure.action()).contains(fix);
		assertThat(output.getOut()).contains(failure.description()).doesNotContain("correct horse");
	}

	@Test
	void missingParameterIsReported() {
		assertThat(failure("golambda.parameters.app=/prod/app/").description())
			.isEqualTo("golambda.parameters.app=/prod/app/ contains no parameter in Parameter Store.");
		SecretException one = failure("golambda.parameters.app=/prod/app");
		assertThat(one.description())
			.startsWith("golambda.parameters.app=/prod/app cannot be read from Parameter Store: ParameterNotFound");
		assertThat(one.action()).contains("aws ssm describe-parameters --filters Key=Name,Values=/prod/app.")
			.endsWith("If it is a path, end it with a slash: golambda.parameters.app=/prod/app/");
		assertThat(failure("golambda.parameters.app=prod/app/").getMessage())
			.isEqualTo("golambda.parameters.app=prod/app/ is not a path of Parameter Store. "
					+ "Begin it with a slash: golambda.parameters.app=/prod/app/");
	}

	@Test
	void missingVersionIsReported() {
		this.aws.secret("db", "{}");
		SecretException stage = failure("golambda.secrets.db=db", "golambda.secrets.db.version-stage=AWSPREVIOUS");
		assertThat(stage.description()).startsWith("golambda.secrets.db=db (version-stage=AWSPREVIOUS) cannot be read");
		assertThat(stage.action()).contains("aws secretsmanager list-secret-version-ids --secret-id db.");
		assertThat(failure("golambda.secrets.db=db", "golambda.secrets.db.version-id=6cc3cf75").description())
			.startsWith("golambda.secrets.db=db (version-id=6cc3cf75) cannot be read");
		this.aws.failing("/key:7", 400, "ParameterVersionNotFound", "");
		assertThat(failure("golambda.parameters.key=/key:7").action()).contains("aws ssm get-parameter-history");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"SecretString\":null}" })
	void responseWithoutAValueIsReported(String answer) {
		this.aws.answering("db", answer).answering("/key", answer).answering("/app/", """
				{"Parameters":[{"Name":"/app/key"}]}""");
		SecretException secret = failure("golambda.secrets.db=db");
		assertThat(secret.description())
			.isEqualTo("golambda.secrets.db=db cannot be read from Secrets Manager: the response contains no value.");
		assertThat(secret.action()).contains("Check that the endpoint is that of Secrets Manager");
		assertThat(failure("golambda.parameters.key=/key").description()).isEqualTo(
				"golambda.parameters.key=/key cannot be read from Parameter Store: the response contains no value.");
		assertThat(failure("golambda.parameters.app=/app/").description()).endsWith("the response contains no value.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>correct horse</html>", "correct horse", "{\"SecretString\":\"correct horse", "[1]",
			"\"correct horse\"", "{\"SecretBinary\":\"correct horse!\"}",
			"{\"SecretString\":{\"a\":\"correct horse\"}}", "{\"Parameter\":\"correct horse\"}", "" })
	void malformedResponseIsReported(String answer, CapturedOutput output) {
		this.aws.answering("db", answer).answering("/key", answer).answering("/app/", answer);
		for (String property : List.of("golambda.secrets.db=db", "golambda.parameters.key=/key",
				"golambda.parameters.app=/app/")) {
			SecretException failure = failure(property);
			assertThat(failure.description()).startsWith(property);
			assertThat(failure.getMessage()).doesNotContain("subnet", "NullPointer");
		}
		assertThat(output.getAll()).doesNotContain("correct horse");
	}

	@Test
	void duplicateKeyInAParameterIsReported() {
		this.aws.parameter("/key", "{\"a\":1,\"a\":2}");
		assertThat(failure("golambda.parameters.key=/key").getMessage())
			.isEqualTo("golambda.parameters.key=/key is JSON with a duplicate key, key.a. Remove one of them.");
	}

	@Test
	void deniedParameterIsReportedWithTheFix() {
		this.aws.failing("/prod/app/", 400, "AccessDeniedException", "not authorized");
		assertThat(failure("golambda.parameters.app=/prod/app/").action())
			.contains("\"Action\":\"ssm:GetParametersByPath\",\"Resource\":\"arn:aws:ssm:*:*:parameter/prod/app/*\"");
	}

	@Test
	void twoSecretsWithTheSamePropertyAreReported() {
		this.aws.secret("one", "{\"db\":{\"username\":\"a\"}}").secret("two", "{\"username\":\"b\"}");
		SecretException failure = failure("golambda.secrets.app=one", "golambda.secrets.app.db=two");
		assertThat(failure.description())
			.startsWith("The property app.db.username is in two secrets: golambda.secrets.app");
		assertThat(failure.action()).contains("give one of them another prefix");
		this.aws.secret("three", "{\"userName\":\"a\"}").parameter("/app/user-name", "b");
		assertThat(failure("golambda.secrets.app=three", "golambda.parameters.app=/app/").description())
			.as("one property by relaxed names")
			.contains("is in two secrets");
	}

	@Test
	void unknownRegionIsReported() {
		SecretException failure = failureOf(List.of("golambda.secrets.db=db",
				"spring.cloud.aws.endpoint=http://secretsmanager.eu-nowhere-1.invalid",
				"spring.cloud.aws.region.static=eu-nowhere-1", "spring.cloud.aws.credentials.access-key=key",
				"spring.cloud.aws.credentials.secret-key=secret"));
		assertThat(failure.description()).contains("its address cannot be resolved");
		assertThat(failure.action()).contains("Check the region");
	}

	@Test
	void policyForAnArnWithoutSuffixMatchesTheSecret() {
		String arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db";
		this.aws.failing(arn, 400, "AccessDeniedException", "not authorized");
		assertThat(failure("golambda.secrets.db=" + arn).action()).contains("\"Resource\":\"" + arn + "-??????\"");
	}

	@Test
	void allFailuresAreReportedTogether() {
		this.aws.secret("three", "{}");
		SecretException failure = failure("golambda.secrets.a=one", "golambda.secrets.b=two",
				"golambda.secrets.c=three");
		assertThat(failure.description()).contains("golambda.secrets.a=one cannot be read")
			.contains("golambda.secrets.b=two cannot be read")
			.doesNotContain("three");
	}

	@Test
	void missingCredentialsAreReported() {
		assertThat(failureOf(List.of("golambda.secrets.db=db", "spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.endpoint=" + this.aws.endpoint(),
				"spring.cloud.aws.credentials.profile.name=nobody-has-this")))
			.satisfies((failure) -> assertThat(failure.description()).contains("there are no AWS credentials"))
			.satisfies((failure) -> assertThat(failure.action()).contains("golambda.secrets.PREFIX=file:secret.json"));
	}

	private SecretException failure(String... properties) {
		List<String> all = new ArrayList<>(List.of("spring.cloud.aws.endpoint=" + this.aws.endpoint(),
				"spring.cloud.aws.region.static=us-east-1", "spring.cloud.aws.credentials.access-key=key",
				"spring.cloud.aws.credentials.secret-key=secret"));
		all.addAll(List.of(properties));
		return failureOf(all);
	}

	private static SecretException failureOf(List<String> properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = properties.stream().map((property) -> "--" + property).toArray(String[]::new);
		return catchThrowableOfType(SecretException.class, () -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
