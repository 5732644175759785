package io.golambda.secret;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have Spring Cloud AWS's starters, too.
 */
class SpringCloudAwsTests {

	private static final Path JARS = Path.of("target/spring-cloud-aws");

	private final AwsServer aws;

	SpringCloudAwsTests() throws Exception {
		this.aws = new AwsServer();
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void itsImportsWorkBesideGolambdasSecretsAndItsSettingsServeBoth() throws Exception {
		this.aws.secret("ours", "{\"password\":\"correct horse\"}").secret("theirs", "{\"token\":\"battery staple\"}");
		this.aws.parameter("/theirs/colour", "blue").parameter("/ours/colour", "orange");
		try (URLClassLoader classLoader = withSpringCloudAws();
				ConfigurableApplicationContext context = start(classLoader, "--golambda.secrets.db=ours",
						"--golambda.parameters.paint=/ours/",
						"--spring.config.import=aws-secretsmanager:theirs,aws-parameterstore:/theirs/")) {
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("token")).isEqualTo("battery staple");
			assertThat(context.getEnvironment().getProperty("paint.colour")).isEqualTo("orange");
			assertThat(context.getEnvironment().getProperty("colour")).isEqualTo("blue");
			assertThat(context.getBeansOfType(SecretsManagerClient.class)).as("by its auto-configuration").isNotEmpty();
			SecretValues values = context.getBean(SecretValues.class);
			this.aws.requests().clear();
			assertThat(values.get("ours", String.class)).contains("correct horse");
			assertThat(this.aws.requests()).as("by its client").containsExactly("GetSecretValue ours eu-west-3");
		}
	}

	private static URLClassLoader withSpringCloudAws() throws Exception {
		try (Stream<Path> jars = Files.list(JARS)) {
			return new URLClassLoader(jars.map(SpringCloudAwsTests::url).toArray(URL[]::new),
					SpringCloudAwsTests.class.getClassLoader());
		}
	}

	private static URL url(Path jar) {
		try {
			return jar.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ConfigurableApplicationContext start(ClassLoader classLoader, String... arguments) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(classLoader);
		try {
			SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader),
					Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			return application
				.run(Stream.concat(Stream.of(arguments), Stream.of("--spring.cloud.aws.endpoint=" + this.aws.endpoint(),
						"--spring.cloud.aws.region.static=eu-west-3", "--spring.cloud.aws.credentials.access-key=key",
						"--spring.cloud.aws.credentials.secret-key=secret"))
					.toArray(String[]::new));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
