package io.golambda.autoconfigure;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotencyException;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.InMemoryIdempotencyStore;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DynamoDbIdempotencyAutoConfiguration}.
 */
class DynamoDbIdempotencyAutoConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(IdempotencyAutoConfiguration.class, DynamoDbIdempotencyAutoConfiguration.class));

	@Test
	void keysAreKeptInTheTableThatIsNamed() {
		this.context.withPropertyValues("golambda.idempotency.table-name=once")
			.run((context) -> assertThat(context.getBean(IdempotencyStore.class))
				.isInstanceOf(DynamoDbIdempotencyStore.class));
	}

	@Test
	void keysAreNotKeptInDynamoDbWithoutATable() {
		this.context.run((context) -> assertThat(context.getBean(IdempotencyStore.class))
			.isInstanceOf(InMemoryIdempotencyStore.class));
	}

	@Test
	void withoutTheAwsSdkThereIsNoFactory() {
		this.context.withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Idempotency.class)
				.doesNotHaveBean(IdempotencyStoreFactory.class));
	}

	@Test
	void regionAndCredentialsAreNeededForTheFirstKeyOnly() {
		this.context
			.withPropertyValues("golambda.idempotency.table-name=once", "spring.cloud.aws.region.profile.name=missing")
			.run((context) -> {
				Idempotency idempotency = context.getBean(Idempotency.class);
				assertThatExceptionOfType(IdempotencyException.class)
					.isThrownBy(() -> idempotency.forKey("17").run(() -> assertThat(true).as("worked").isFalse()))
					.withMessageContaining("The DynamoDB table once of golambda.idempotency cannot be used: ");
			});
	}

	@Test
	void clientOfTheApplicationIsUsed() {
		this.context.withUserConfiguration(ClientConfiguration.class)
			.withPropertyValues("golambda.idempotency.table-name=once")
			.run((context) -> assertThatExceptionOfType(IdempotencyException.class)
				.isThrownBy(() -> context.getBean(Idempotency.class)
					.forKey("17")
					.run(() -> assertThat(true).as("worked").isFalse()))
				.withMessageContaining("it did not answer")
				.withStackTraceContaining("Connection refused"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		DynamoDbClient client() {
			return DynamoDbClient.builder()
				.endpointOverride(URI.create("http://127.0.0.1:1"))
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
				.overrideConfiguration((options) -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
				.build();
		}

	}

}
