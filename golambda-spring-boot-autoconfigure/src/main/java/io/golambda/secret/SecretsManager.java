package io.golambda.secret;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Reads secrets from AWS Secrets Manager, each from the region of its ARN. Safe for use
 * by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class SecretsManager implements AutoCloseable {

	private final RegionalClients<SecretsManagerClient> clients;

	private final AwsFailures failures;

	SecretsManager(RegionalClients<SecretsManagerClient> clients, AwsFailures failures) {
		this.clients = clients;
		this.failures = failures;
	}

	SecretContent read(SecretId secret) {
		String region = secret.region();
		try {
			GetSecretValueResponse response = this.clients.get(region)
				.getSecretValue(GetSecretValueRequest.builder()
					.secretId(secret.id())
					.versionStage(secret.versionStage())
					.versionId(secret.versionId())
					.overrideConfiguration(AwsRequests.options(region))
					.build());
			if (response.secretString() != null) {
				return SecretContent.of(response.secretString());
			}
			if (response.secretBinary() != null) {
				return SecretContent.of(response.secretBinary().asByteArray());
			}
			throw this.failures.empty(secret);
		}
		catch (RuntimeException ex) {
			throw this.failures.of(secret, ex);
		}
	}

	@Override
	public void close() {
		this.clients.close();
	}

}
