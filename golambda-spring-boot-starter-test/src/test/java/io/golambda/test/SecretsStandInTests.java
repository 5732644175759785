package io.golambda.test;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the stand-in for secrets without Spring.
 */
@LambdaSecrets(secrets = @LambdaSecrets.Value(name = "api", value = "key-1"))
class SecretsStandInTests {

	@Test
	void standInIsAParameter(SecretsStandIn secrets) {
		assertThat(secrets).hasToString("SecretsStandIn[[api], []]");
		assertThat(secrets.properties())
			.containsEntry("spring.cloud.aws.secretsmanager.endpoint", secrets.endpoint().toString())
			.containsEntry("spring.cloud.aws.parameterstore.endpoint", secrets.endpoint().toString());
	}

	@Test
	void processOfItsOwnReadsItByEnvironmentVariables(SecretsStandIn secrets) {
		assertThat(secrets.environment())
			.containsEntry("SPRING_CLOUD_AWS_SECRETSMANAGER_ENDPOINT", secrets.endpoint().toString())
			.containsEntry("SPRING_CLOUD_AWS_REGION_STATIC", "us-east-1")
			.containsEntry("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "test");
	}

}
