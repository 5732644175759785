package io.golambda.secret;

import java.net.URI;

import io.awspring.cloud.autoconfigure.config.parameterstore.SsmClientCustomizer;
import io.awspring.cloud.autoconfigure.config.secretsmanager.SecretsManagerClientCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that register clients or customizers for the time before there
 * are beans.
 */
class OwnClientTests {

	private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";

	private static final AwsCredentialsProvider CREDENTIALS = () -> AwsBasicCredentials.create("a", "b");

	private final AwsServer aws;

	OwnClientTests() throws Exception {
		this.aws = new AwsServer();
		this.aws.secret("db", "{\"password\":\"correct horse\"}").parameter("/key", "battery staple");
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void clientInTheBootstrapRegistryReadsSecrets() {
		try (ConfigurableApplicationContext context = withClientInMumbai().run("--golambda.secrets.db=db")) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue db ap-south-1");
	}

	@Test
	void arnDeterminesTheRegionOfARegisteredClient() {
		this.aws.secret(ARN, "{\"password\":\"battery staple\"}");
		try (ConfigurableApplicationContext context = withClientInMumbai().run("--golambda.secrets.db=" + ARN)) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("battery staple");
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue " + ARN + " eu-central-1");
	}

	@Test
	void customizersInTheBootstrapRegistryChangeTheClients() {
		SpringApplication application = application();
		application.addBootstrapRegistryInitializer((registry) -> {
			registry.register(SecretsManagerClientCustomizer.class, InstanceSupplier
				.of((builder) -> builder.region(Region.AP_NORTHEAST_1).credentialsProvider(CREDENTIALS)));
			registry.register(SsmClientCustomizer.class, InstanceSupplier
				.of((builder) -> builder.region(Region.AP_NORTHEAST_1).credentialsProvider(CREDENTIALS)));
		});
		try (ConfigurableApplicationContext context = application.run("--golambda.secrets.db=db",
				"--golambda.parameters.key=/key", "--spring.cloud.aws.region.static=us-east-1",
				"--spring.cloud.aws.endpoint=" + this.aws.endpoint())) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("battery staple");
		}
		assertThat(this.aws.requests()).containsExactlyInAnyOrder("GetSecretValue db ap-northeast-1",
				"GetParameter /key true");
	}

	private SpringApplication withClientInMumbai() {
		SpringApplication application = application();
		application.addBootstrapRegistryInitializer((registry) -> registry.register(SecretsManagerClient.class,
				InstanceSupplier.from(() -> SecretsManagerClient.builder()
					.region(Region.AP_SOUTH_1)
					.endpointOverride(URI.create(this.aws.endpoint()))
					.credentialsProvider(CREDENTIALS)
					.build())));
		return application;
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
