package io.golambda.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Reads secrets by AWS's SDK, each from the region of its ARN. Safe for use by several
 * threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class SecretsManager implements AutoCloseable {

	private static final String SERVICE = "secretsmanager";

	private final ClientSettings settings;

	private final AwsClients clients;

	private final @Nullable SecretsManagerClient own;

	private final Map<String, SecretsManagerClient> byRegion = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param own the application's client, or {@code null} for clients of golambda's
	 */
	SecretsManager(ClientSettings settings, List<AwsClientCustomizer> customizers, @Nullable SecretsManagerClient own) {
		this.settings = settings;
		this.clients = new AwsClients(settings, customizers);
		this.own = own;
	}

	SecretContent read(SecretId secret) {
		try {
			GetSecretValueResponse response = client(secret.region(SERVICE))
				.getSecretValue(GetSecretValueRequest.builder()
					.secretId(secret.id())
					.versionStage(secret.versionStage())
					.versionId(secret.versionId())
					.build());
			if (response.secretString() != null) {
				return SecretContent.of(response.secretString());
			}
			if (response.secretBinary() != null) {
				return SecretContent.of(response.secretBinary().asByteArray());
			}
			throw AwsFailure.SECRETS_MANAGER.ofEmpty(secret);
		}
		catch (SdkException ex) {
			throw AwsFailure.SECRETS_MANAGER.of(secret, ex);
		}
	}

	private SecretsManagerClient client(@Nullable String arnRegion) {
		if (this.own != null) {
			return this.own;
		}
		String region = (arnRegion != null) ? arnRegion : this.settings.secretsManagerRegion();
		return this.byRegion.computeIfAbsent(String.valueOf(region), (ignored) -> this.clients
			.build(SecretsManagerClient.builder(), region, this.settings.secretsManagerEndpoint()));
	}

	@Override
	public void close() {
		this.byRegion.values().forEach(SecretsManagerClient::close);
	}

}
