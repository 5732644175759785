package io.golambda.aws;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.config.parameterstore.ParameterStoreProperties;
import io.awspring.cloud.autoconfigure.config.parameterstore.SsmClientCustomizer;
import io.awspring.cloud.autoconfigure.config.secretsmanager.SecretsManagerClientCustomizer;
import io.awspring.cloud.autoconfigure.config.secretsmanager.SecretsManagerProperties;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.AwsProperties;
import io.awspring.cloud.autoconfigure.core.CredentialsProperties;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProperties;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.properties.S3Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Builds clients from {@code spring.cloud.aws.*} and Spring Cloud AWS's customizers, as
 * its auto-configuration does, for when there are no beans yet. For other packages of
 * golambda. Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.awspring.io/spring-cloud-aws/docs/4.1.0/reference/html/index.html">Spring
 * Cloud AWS</a>
 */
public final class SpringCloudAwsClients {

	private final Binder binder;

	private final Function<Class<?>, ? extends List<?>> registered;

	/**
	 * Creates a factory of clients.
	 * @param binder the application's properties
	 * @param registered the instances that the application registered of a type
	 */
	public SpringCloudAwsClients(Binder binder, Function<Class<?>, ? extends List<?>> registered) {
		this.binder = binder;
		this.registered = registered;
	}

	/**
	 * Builds a client of Secrets Manager.
	 * @param region the region, or {@code null} for that of the properties
	 */
	public SecretsManagerClient secretsManager(@Nullable String region) {
		return configure(SecretsManagerClient.builder(), region,
				bind(SecretsManagerProperties.CONFIG_PREFIX, SecretsManagerProperties.class),
				SecretsManagerClientCustomizer.class)
			.build();
	}

	/**
	 * Builds a client of Parameter Store.
	 * @param region the region, or {@code null} for that of the properties
	 */
	public SsmClient parameterStore(@Nullable String region) {
		return configure(SsmClient.builder(), region,
				bind(ParameterStoreProperties.CONFIG_PREFIX, ParameterStoreProperties.class), SsmClientCustomizer.class)
			.build();
	}

	/**
	 * Builds a client of DynamoDB.
	 */
	DynamoDbClient dynamoDb() {
		return configure(DynamoDbClient.builder(), null, bind(DynamoDbProperties.PREFIX, DynamoDbProperties.class),
				DynamoDbClientCustomizer.class)
			.build();
	}

	/**
	 * Builds a client of S3.
	 */
	S3Client s3() {
		S3Properties properties = bind(S3Properties.PREFIX, S3Properties.class);
		S3ClientBuilder builder = configure(S3Client.builder(), null, properties, S3ClientCustomizer.class)
			.serviceConfiguration(properties.toS3Configuration());
		if (properties.getCrossRegionEnabled() != null) {
			builder.crossRegionAccessEnabled(properties.getCrossRegionEnabled());
		}
		return builder.build();
	}

	private <B extends AwsClientBuilder<B, ?>> B configure(B builder, @Nullable String region,
			AwsClientProperties properties, Class<? extends AwsClientCustomizer<B>> customizer) {
		if (region != null) {
			properties.setRegion(region);
		}
		AwsConnectionDetails details = first(AwsConnectionDetails.class);
		AwsRegionProvider regions = first(AwsRegionProvider.class);
		if (regions == null) {
			regions = RegionProviderAutoConfiguration
				.createRegionProvider(bind(RegionProperties.PREFIX, RegionProperties.class));
		}
		AwsCredentialsProvider credentials = first(AwsCredentialsProvider.class);
		if (credentials == null) {
			credentials = CredentialsProviderAutoConfiguration.createCredentialsProvider(
					bind(CredentialsProperties.PREFIX, CredentialsProperties.class), regions, details);
		}
		return new AwsClientBuilderConfigurer(credentials, regions,
				bind(AwsProperties.CONFIG_PREFIX, AwsProperties.class))
			.configureSyncClient(builder, properties, details, all(customizer), all(AwsSyncClientCustomizer.class));
	}

	private <T> T bind(String prefix, Class<T> type) {
		return this.binder.bindOrCreate(prefix, type);
	}

	private <T> Stream<T> all(Class<T> type) {
		return this.registered.apply(type).stream().map(type::cast);
	}

	private <T> @Nullable T first(Class<T> type) {
		return all(type).findFirst().orElse(null);
	}

}
