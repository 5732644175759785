package io.golambda.secret;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * Makes clients of AWS's SDK that are ready soon and give up in time: Lambda's init phase
 * lasts ten seconds.
 */
final class AwsClients {

	private static final Duration CONNECT = Duration.ofMillis(1500);

	private static final Duration ATTEMPT = Duration.ofMillis(2000);

	private static final Duration ALL_ATTEMPTS = Duration.ofMillis(4500);

	private final ClientSettings settings;

	private final List<AwsClientCustomizer> customizers;

	AwsClients(ClientSettings settings, List<AwsClientCustomizer> customizers) {
		this.settings = settings;
		this.customizers = customizers;
	}

	<B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder, @Nullable String region,
			@Nullable String endpoint) {
		builder.httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT));
		builder.credentialsProvider(credentials());
		builder.overrideConfiguration((configuration) -> {
			configuration.apiCallTimeout(ALL_ATTEMPTS).apiCallAttemptTimeout(ATTEMPT).retryStrategy(RetryMode.STANDARD);
			if (isInLambda()) {
				// there are no configuration files to look for
				configuration.defaultProfileFile(ProfileFile.aggregator().build());
			}
		});
		Optional.ofNullable(region).ifPresent((name) -> builder.region(Region.of(name)));
		Optional.ofNullable(endpoint).ifPresent((address) -> builder.endpointOverride(URI.create(address)));
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private AwsCredentialsProvider credentials() {
		if (this.settings.accessKey() != null && this.settings.secretKey() != null) {
			return StaticCredentialsProvider
				.create(AwsBasicCredentials.create(this.settings.accessKey(), this.settings.secretKey()));
		}
		if (this.settings.profile() != null) {
			return ProfileCredentialsProvider.create(this.settings.profile());
		}
		if (isInLambda() && System.getenv("AWS_ACCESS_KEY_ID") != null) {
			// spares the search for others
			return EnvironmentVariableCredentialsProvider.create();
		}
		return DefaultCredentialsProvider.builder().build();
	}

	private static boolean isInLambda() {
		return System.getenv("AWS_LAMBDA_RUNTIME_API") != null;
	}

}
