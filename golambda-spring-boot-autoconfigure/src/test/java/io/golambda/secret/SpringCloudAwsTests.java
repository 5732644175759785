package io.golambda.secret;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for secrets of golambda beside the imports and beans of Spring Cloud AWS.
 */
class SpringCloudAwsTests {

	private final AwsServer aws;

	SpringCloudAwsTests() throws Exception {
		this.aws = new AwsServer();
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void importsWorkBesideNamedSecretsWithTheSameSettings() {
		this.aws.secret("ours", "{\"password\":\"correct horse\"}").secret("theirs", "{\"token\":\"battery staple\"}");
		this.aws.parameter("/theirs/colour", "blue").parameter("/ours/colour", "orange");
		try (ConfigurableApplicationContext context = start("--golambda.secrets.db=ours",
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

	@Test
	void namedSecretMayBeNestedUnlikeAnImport() {
		this.aws.secret("db", "{\"pool\":{\"password\":\"correct horse\"}}");
		try (ConfigurableApplicationContext context = start("--golambda.secrets.db=db")) {
			assertThat(context.getBean(Db.class)).isEqualTo(new Db(new Pool("correct horse")));
		}
	}

	@Test
	void secretValuesUseTheClientOfSpringCloudAwsInTheRegionOfTheArn() {
		String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
		this.aws.secret("db", "here").secret(arn, "there");
		try (ConfigurableApplicationContext context = start()) {
			SecretValues values = context.getBean(SecretValues.class);
			assertThat(values.get("db", String.class)).isEqualTo("here");
			assertThat(values.get(arn, String.class)).isEqualTo("there");
		}
		assertThat(this.aws.requests()).containsExactly("GetSecretValue db eu-west-3",
				"GetSecretValue " + arn + " eu-central-1");
	}

	@Test
	void clientsAreNotCreatedUntilTheyAreUsed() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBeanFactory().containsSingleton("secretsManagerClient")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("ssmClient")).isFalse();
			assertThat(context.getBean(SecretsManagerClient.class)).isNotNull();
			assertThat(context.getBean(SsmClient.class)).isNotNull();
			assertThat(context.getBeanFactory().containsSingleton("secretsManagerClient")).isTrue();
		}
	}

	@Test
	void startWithoutASecretNeedsNoRegion() {
		SpringApplication application = application();
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean(SecretValues.class)).isNotNull();
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		return application().run(Stream.concat(Stream.of(arguments),
				Stream.of("--spring.cloud.aws.endpoint=" + this.aws.endpoint(),
						"--spring.cloud.aws.region.static=eu-west-3", "--spring.cloud.aws.credentials.access-key=key",
						"--spring.cloud.aws.credentials.secret-key=secret"))
			.toArray(String[]::new));
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Db.class)
	static class Application {

	}

	@ConfigurationProperties("db")
	record Db(Pool pool) {

	}

	record Pool(String password) {

	}

}
