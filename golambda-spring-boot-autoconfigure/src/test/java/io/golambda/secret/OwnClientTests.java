package io.golambda.secret;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that reach AWS in a way of their own, also before there are beans.
 */
class OwnClientTests {

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
	void aClientInTheBootstrapRegistryReadsTheSecrets() {
		SpringApplication application = application(getClass().getClassLoader());
		application.addBootstrapRegistryInitializer((registry) -> registry.register(SecretsManagerClient.class,
				InstanceSupplier.from(() -> SecretsManagerClient.builder()
					.region(Region.AP_SOUTH_1)
					.endpointOverride(URI.create(this.aws.endpoint()))
					.credentialsProvider(() -> AwsBasicCredentials.create("a", "b"))
					.build())));
		try (ConfigurableApplicationContext context = application.run("--golambda.secrets.db=db")) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue db ap-south-1");
	}

	@Test
	void aCustomizerChangesGolambdasOwnClients(@TempDir Path folder) throws Exception {
		Files.writeString(Files.createDirectory(folder.resolve("META-INF")).resolve("spring.factories"),
				AwsClientCustomizer.class.getName() + "=" + Tokyo.class.getName() + "\n");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() },
				getClass().getClassLoader());
				ConfigurableApplicationContext context = application(classLoader).run("--golambda.secrets.db=db",
						"--golambda.parameters.key=/key", "--spring.cloud.aws.endpoint=" + this.aws.endpoint())) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("battery staple");
		}
		assertThat(this.aws.requests()).containsExactlyInAnyOrder("GetSecretValue db ap-northeast-1",
				"GetParameter /key true");
	}

	private static SpringApplication application(ClassLoader classLoader) {
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader),
				Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	/**
	 * For tests of an application: it has AWS in Tokyo.
	 */
	static final class Tokyo implements AwsClientCustomizer {

		@Override
		public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> void customize(B builder) {
			builder.region(Region.AP_NORTHEAST_1).credentialsProvider(() -> AwsBasicCredentials.create("a", "b"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
